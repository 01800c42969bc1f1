"""Forms in tabs, and groups of fields that are shown only while they matter.

Wagtail's own rules (`w-rules`, https://docs.wagtail.org) hide and show in the browser; without scripts all is shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Page

RULES = "w-rules"


class PageTabs(TabbedInterface):
    """The form of a page type: tabs by their headings, and a last one with what concerns its publishing."""

    BASE_ATTRS = {
        **TabbedInterface.BASE_ATTRS,
        "data-controller": f"{TabbedInterface.BASE_ATTRS['data-controller']} {RULES}",
        "data-action": f"{TabbedInterface.BASE_ATTRS['data-action']} change->{RULES}#resolve",
    }

    @classmethod
    def of(cls, tabs: Mapping[Any, Sequence[Panel]], promote: Sequence[Panel] = Page.promote_panels) -> PageTabs:
        last = [*promote, FieldPanel("audience"), *Page.settings_panels]
        publishing = ObjectList(last, heading=_("Publishing"))
        return cls([*(ObjectList(panels, heading=heading) for heading, panels in tabs.items()), publishing])


class ConditionalPanel(MultiFieldPanel):
    """Fields that are shown while another field of the form has one of some values: `{"state": ["moved"]}`.

    They stay in view when one of them holds something or is refused. Stands within `PageTabs`.
    """

    def __init__(self, children: Sequence[Any], shown_when: Mapping[str, Sequence[str]], **options: Any) -> None:
        super().__init__(children, **options)
        self.shown_when = shown_when

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "shown_when": self.shown_when}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @cached_property
        def attrs(self) -> dict[str, str]:
            if self.is_in_use:
                return dict(self.panel.attrs)
            rules = {f"data-{RULES}-target": "show", f"data-{RULES}": json.dumps(dict(self.panel.shown_when))}
            return {**self.panel.attrs, **rules}

        @property
        def is_in_use(self) -> bool:
            fields = [self.form[name] for name in self.panel.get_form_options().get("fields", [])]
            return any(field.errors or field.value() for field in fields if field.name in self.form.fields)
