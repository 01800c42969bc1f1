"""Forms that are being filled in: sent, or kept as drafts. Nothing that was typed is lost when a check fails."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from delivery.disk_space import DiskFull
from extraction.types import Unreadable
from library_plans.extraction_messages import reason_with_advice
from organisations.models import Organisation
from submissions.attachments import store_file
from submissions.choices import Kind
from submissions.forms import FILE, FORMS, CaseForm
from submissions.models import SubmissionDraft
from submissions.similar import similar_pages
from submissions.submit import send
from submissions.views.submitter import SubmitterMixin

SAVE, SEND, SEEN = "spara", "skicka", "sett"  # names of the buttons, and that similar proposals have been shown


class DraftView(SubmitterMixin, TemplateView):
    """Shows and takes the form of a draft. The draft is stored by the first sending of the form, not by opening it."""

    template_name = "submissions/form.html"
    kwargs: dict[str, Any]
    kinds: Collection[Kind] = tuple(kind for kind in FORMS if kind is not Kind.PLAN)

    @cached_property
    def draft(self) -> SubmissionDraft:
        """The submitter's draft with the key of the address, or a new one that is not stored."""
        if "key" not in self.kwargs:
            organisation = self.sendable_organisation(self.request.GET.get("for", ""))
            return SubmissionDraft(
                kind=self.kind, organisation=organisation, user=self.submitter.user, link=self.submitter.link
            )
        rows = SubmissionDraft.objects.filter(kind__in=self.kinds).select_related("organisation", "submission")
        draft: SubmissionDraft = get_object_or_404(rows, key=self.kwargs["key"])
        if not self.submitter.owns(draft):
            raise Http404
        return draft

    @property
    def kind(self) -> Kind:
        """The kind of a new draft. Raises Http404 for what is no kind, or has no form here."""
        kind = next((kind for kind in self.kinds if kind == self.kwargs["kind"]), None)
        if kind is None:
            raise Http404
        return kind

    @property
    def form_class(self) -> type[CaseForm]:
        return FORMS[Kind(self.draft.kind)]

    def make_form(self, *data: Any) -> CaseForm:
        """The form, bound to what was sent or filled with what was kept."""
        return self.form_class(*data, organisation=self.draft.organisation, initial=self.draft.data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            draft=self.draft,
            organisation=self.draft.organisation,
            kind=Kind(self.draft.kind),
            attachments=list(self.draft.attachments),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft.submission:
            return self.to_case()
        return self.answer(self.make_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.take_draft()
        if self.draft.submission:
            return self.to_case()
        form = self.make_form(request.POST, request.FILES)
        self.draft.write(form.typed())
        self.take_file(form)
        if SAVE in request.POST and FILE not in form.errors:
            messages.success(request, _("The draft is saved. Nothing has been sent yet."))
            return HttpResponseRedirect(reverse("submissions:cases"))
        return self.go_on(form) if form.is_valid() else self.answer(form, status=400)

    def take_draft(self) -> None:
        """Store a new draft under the key of its form: sent twice, it is one."""
        if "key" in self.kwargs:
            return
        try:
            key = uuid.UUID(self.request.POST.get("key", ""))
        except ValueError as error:
            raise BadRequest from error
        about = {"kind": self.draft.kind, "organisation": self.draft.organisation}
        draft, _created = SubmissionDraft.objects.get_or_create(
            key=key, defaults={**about, **self.submitter.as_owner()}
        )
        if not self.submitter.owns(draft) or draft.kind != self.draft.kind:
            raise Http404
        self.draft = draft

    def take_file(self, form: CaseForm) -> None:
        """Keep the file in place of the one before, or say in the form why it is refused."""
        upload = self.request.FILES.get(FILE)
        if not isinstance(upload, UploadedFile) or FILE not in form.fields or FILE in form.errors:
            return
        try:
            kept = store_file(upload, str(self.draft.key))
        except Unreadable as refusal:
            form.add_error(FILE, reason_with_advice(refusal.reason))
        except DiskFull as refusal:
            form.add_error(FILE, str(refusal))
        else:
            self.draft.attachments.exclude(pk=kept.pk).delete()

    def go_on(self, form: CaseForm) -> HttpResponse:
        """What follows on a valid form: it is sent, once similar proposals have been shown."""
        if form.finds_similar and SEEN not in self.request.POST:
            similar = similar_pages(str(form.cleaned_data["title"]), self.request.user)
            if similar:
                return self.answer(form, similar=similar)
        return self.send(form, form.case_data, form.case_link)

    def send(self, form: CaseForm, data: Mapping[str, Any], source_url: str) -> HttpResponse:
        self.draft.submission = send(self.draft, self.submitter, form.case_title, data, source_url)
        messages.success(self.request, _("Thank you. We have received it. Here is your receipt."))
        return self.to_case()

    def to_case(self) -> HttpResponseRedirect:
        case: Any = self.draft.submission
        return HttpResponseRedirect(reverse("submissions:case", args=[case.number]))

    def answer(self, form: CaseForm, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)


class SendView(DraftView):
    """A form of a kind, for an organisation (`for`, a code); begun or opened again."""


class DeleteDraftView(SubmitterMixin, View):
    """Throws a draft away, which nobody but who wrote it has seen."""

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        draft = get_object_or_404(self.submitter.drafts(), key=key)
        draft.attachments.delete()
        draft.delete()
        messages.success(request, _("The draft has been thrown away."))
        return HttpResponseRedirect(reverse("submissions:cases"))


class ChooseView(SubmitterMixin, TemplateView):
    """What one wants to send in, and for whom."""

    template_name = "submissions/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.request.GET.get("for", "")
        chosen = self.sendable_organisation(code) if code else self.first_organisation()
        own = [one for one in self.submitter.organisations() if self.submitter.may_send_for(one)]
        others: list[Organisation] = list(self.submitter.others())
        if chosen is None and not others:
            raise Http404
        return super().get_context_data(
            kinds=list(FORMS), organisation=chosen or others[0], own=own, others=others, **kwargs
        )
