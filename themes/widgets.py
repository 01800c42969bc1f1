"""The choice of themes in a page's form."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Script
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class ThemeGroup:
    """The options of a kind of theme."""

    kind: str
    options: list[dict[str, Any]]

    @property
    def has_selected(self) -> bool:
        return any(option["selected"] for option in self.options)


class ThemeCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in a group for each kind of theme, which folds; a group with a checked one is open.

    A script adds the field that filters them.
    """

    template_name = "themes/admin/theme_checkboxes.html"

    class Media:
        js = (Script("js/admin/theme-filter.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _name, options, _index in context["widget"]["optgroups"] for option in options]
        groups = groupby(options, key=lambda option: option["value"].instance.get_kind_display())
        context["widget"]["groups"] = [ThemeGroup(str(kind), list(options)) for kind, options in groups]
        return context

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """By the templates of the site; the renderer of forms knows those of apps only."""
        return super().render(name, value, attrs, TemplatesSetting())
