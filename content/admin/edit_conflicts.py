"""Refuses to save a form over what somebody else has saved since it was opened, and shows both versions.

What was typed stays in the form; saving once more replaces what stands. Wagtail compares revisions only when a page
saves itself, and nothing for objects without revisions.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin.messages import validation_error
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page

VERSION = "loaded_version"


class VersionField(forms.CharField):
    """The digest of what a form showed when it was opened."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def stored_version(form: Any) -> str:
    """The digest of what the form shows of its object and the object's rows, before anything is read into it."""
    instance, fields = form.instance, form.fields
    values: dict[str, Any] = {
        field.name: stored_value(field, instance)
        for field in (*instance._meta.concrete_fields, *instance._meta.many_to_many)
        if field.name in fields
    }
    for relation in getattr(form, "formsets", {}):
        rows = getattr(instance, relation).all()
        values[relation] = [[stored_value(field, row) for field in row._meta.concrete_fields] for row in rows]
    return hashlib.sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()


def stored_value(field: models.Field, instance: models.Model) -> Any:
    if field.many_to_many:
        return sorted(str(one.pk) for one in field.value_from_object(instance)) if instance.pk else []
    return field.value_to_string(instance)


def guard_edit_view(view_class: type[EditView]) -> None:
    """Let the view, and those made from it, refuse what was opened before the last save."""
    post, get_form, is_valid = view_class.post, view_class.get_form, view_class.is_valid

    def post_one_at_a_time(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            if view.model and not hasattr(view, "object"):
                list(view.model._default_manager.select_for_update().filter(pk=view.object_pk).values_list("pk"))
            response: HttpResponse = post(view, request, *args, **kwargs)
            return response

    def get_versioned_form(view: Any, form_class: Any = None) -> Any:
        form = get_form(view, form_class)
        if isinstance(form, forms.BaseModelForm) and form.instance.pk:
            view.stored_version = stored_version(form)
            form.fields[VERSION] = VersionField(required=False, initial=view.stored_version)
        return form

    def is_valid_and_up_to_date(view: Any, form: Any) -> bool:
        if not is_valid(view, form):
            return False
        loaded = form.data.get(form.add_prefix(VERSION)) if VERSION in form.fields else None
        if not loaded or loaded == view.stored_version:
            return True
        form.data = form.data.copy()
        form.data[form.add_prefix(VERSION)] = view.stored_version
        view.produced_error_message = None
        panel = view.panel or form_panel(form)
        messages.warning(view.request, conflict_message(view.request, panel, view.get_object(), form))
        return False

    view_class.post, view_class.get_form, view_class.is_valid = (
        post_one_at_a_time,
        get_versioned_form,
        is_valid_and_up_to_date,
    )


class RefusedPageView(PageEditView):
    """The form of a page with what was written, beside what stands."""

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> Any:
        return None if hook_name == "before_edit_page" else super().run_hook(hook_name, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.defer_required_fields()
        if self.form.is_valid():
            stored = self.real_page_record.get_latest_revision_as_object()
            messages.warning(request, conflict_message(request, self.edit_handler, stored, self.form))
        else:
            validation_error(request, _("The page could not be saved due to validation errors"), self.form)
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response


def refuse_stale_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The hook `before_edit_page`: saving and publishing by hand; a page that saves itself is refused by Wagtail."""
    if request.method != "POST" or "json" in request.headers.get("Accept", "") or not is_stale(request, page):
        return None
    response: HttpResponse = RefusedPageView.as_view()(request, page.pk)
    return response


def is_stale(request: HttpRequest, page: Page) -> bool:
    """Whether somebody has saved the page since the form was opened, or since the form last saved itself.

    The form of a page without revisions names none; the form that made the page may not know of it yet.
    """
    latest, posted = page.latest_revision, request.POST
    if latest is None or "creation_key" in posted or posted.get("own_revision_id") == str(latest.pk):
        return False
    loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
    return loaded != (str(latest.pk), latest.created_at.isoformat())


def conflict_message(request: HttpRequest, panel: Any, stored: Any, form: Any) -> str:
    """Who saved what stands, and what the form would change of it, field by field, as HTML."""
    written = form.save(commit=False) if getattr(form, "formsets", None) else form.instance
    bound = panel.get_bound_panel(instance=written, request=request, form=None)
    differences = [
        Difference(change, compare(stored, stored), compare(written, written))
        for compare in bound.get_comparison()
        if (change := compare(stored, written)).has_changed()
    ]
    saved = log_registry.get_logs_for_instance(stored).select_related("user").first()
    return render_to_string("content/admin/edit_conflict.html", {"differences": differences, "saved": saved})


class Difference(NamedTuple):
    """Wagtail's comparisons of a field or of rows: from what stands to what is written, and of each with itself."""

    change: Any
    stored: Any
    written: Any


def form_panel(form: Any) -> Any:
    """A panel for the fields of a form that has none of its own."""
    names = {field.name for field in form.instance._meta.get_fields() if field.concrete}
    fields = [FieldPanel(name) for name in form.fields if name in names]
    return ObjectList(fields).bind_to_model(type(form.instance))
