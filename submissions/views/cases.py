"""A sender's cases: list, course, answer, withdrawal, receipt and files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from delivery.disk_space import DiskFull
from extraction.types import Unreadable
from library_plans.extraction_messages import reason_with_advice
from submissions import workflow
from submissions.attachments import store_file
from submissions.choices import EventType, State
from submissions.forms import FILE, LINK, CaseForm, completion_form, shown_values
from submissions.models import Attachment, Submission
from submissions.refusals import Refused
from submissions.rules import TRANSITIONS
from submissions.timeline import coming, moments
from submissions.views.submitter import CaseMixin, SubmitterMixin

SEEN = "version"  # in forms: the version of the case that was shown


class CaseListView(SubmitterMixin, ListView):
    """The cases of the submitter, those that wait for it first; its drafts on top. 50 a page."""

    template_name = "submissions/cases.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return self.submitter.cases().select_related("organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self.submitter.cases().filter(state=State.COMPLETION).select_related("organisation")
        drafts = self.submitter.drafts().select_related("organisation")
        return super().get_context_data(waiting=list(waiting), drafts=drafts, **kwargs)


class CaseView(CaseMixin, TemplateView):
    """A case as its sender sees it: course, what is asked for, what was sent."""

    template_name = "submissions/case.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.get_case()
        is_sender = self.submitter.is_sender(case)
        return super().get_context_data(
            case=case,
            moments=list(moments(case)),
            coming=coming(case),
            values=list(shown_values(case)),
            attachments=list(case.attachments.all()),
            may_answer=is_sender and case.state == State.COMPLETION,
            may_withdraw=is_sender and case.state in TRANSITIONS[EventType.WITHDRAWN][0],
            **kwargs,
        )


class ReceiptView(CaseView):
    """The same to print and to register: what came in, when, under which number, with the checksums of its files."""

    template_name = "submissions/receipt.html"


class AnswerView(CaseMixin, TemplateView):
    """The sender's answer to what was asked for, field by field."""

    template_name = "submissions/answer.html"
    for_sender_only = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.get_case()
        if case.state != State.COMPLETION:
            return to_case(case)
        return self.answer(case, completion_form(case))

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        case = self.get_case()
        form = completion_form(case, request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(case, form, status=400)
        try:
            attachments = self.take_file(form, case)
            workflow.complete(
                case,
                self.submitter.user,
                {name: value for name, value in form.case_data.items() if name != "message"},
                message=form.cleaned_data["message"],
                attachments=attachments,
                source_url=form.case_link if LINK in form.fields else None,
                seen=version(request),
                by_link=self.submitter.link is not None,
            )
        except (Unreadable, DiskFull) as refusal:
            form.add_error(
                FILE, reason_with_advice(refusal.reason) if isinstance(refusal, Unreadable) else str(refusal)
            )
            return self.answer(case, form, status=400)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.answer(case, form, status=409)
        messages.success(request, _("Thank you. Your answer has been received."))
        return to_case(case)

    def take_file(self, form: CaseForm, case: Submission) -> list[Attachment]:
        upload = form.cleaned_data.get(FILE)
        return [store_file(upload, f"{case.number}-{case.version}")] if upload else []

    def answer(self, case: Submission, form: CaseForm, *, status: int = 200) -> HttpResponse:
        asked = [one for one in moments(case) if one.text]
        return self.render_to_response(
            self.get_context_data(case=case, form=form, asked=asked[-1:], is_multipart=form.is_multipart()),
            status=status,
        )


class WithdrawView(CaseMixin, TemplateView):
    """Takes a case back; opened, it asks whether one means it."""

    template_name = "submissions/withdraw.html"
    for_sender_only = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.get_case(), **kwargs)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        case = self.get_case()
        try:
            workflow.withdraw(case, self.submitter.user, seen=version(request), by_link=self.submitter.link is not None)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The case has been taken back. It stays in the records, with what you sent."))
        return to_case(case)


class AttachmentView(CaseMixin, View):
    """A file of a case, for those who see the case; never shown by the site itself."""

    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
        attachment = get_object_or_404(Attachment, submission=self.get_case(), pk=pk)
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(content, as_attachment=True, filename=attachment.original_name or "fil")
        response["Content-Type"] = "application/octet-stream"
        response["Content-Security-Policy"] = "sandbox"
        return response


def version(request: HttpRequest) -> int | None:
    """The version of the case that the form showed."""
    written = request.POST.get(SEEN, "")
    return int(written) if written.isdecimal() else None


def to_case(case: Submission) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("submissions:case", args=[case.number]))
