"""A new plan: the file or the link first, then what it says of itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from organisations.models import Organisation
from submissions.attachments import Suggestion, suggestions
from submissions.choices import Kind
from submissions.forms import LINK, CaseForm, PlanFileForm, PlanForm
from submissions.models import Attachment
from submissions.views.drafts import DraftView

TYPE, FILL, OWNER = "skriv", "hamta", "for"  # type without waiting; what the file says by now; send for another owner
REFRESH_SECONDS = 3


class PlanFileView(DraftView):
    """The first step: file, link or both."""

    kinds = (Kind.PLAN,)

    @property
    def kind(self) -> Kind:
        return Kind.PLAN

    def make_form(self, *data: Any) -> CaseForm:
        has_file = self.draft.attachments.exists()
        return PlanFileForm(*data, organisation=self.draft.organisation, initial=self.draft.data, has_file=has_file)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_first_step=True, **kwargs)

    def go_on(self, form: CaseForm) -> HttpResponse:
        return HttpResponseRedirect(reverse("submissions:plan", args=[self.draft.key]))


class PlanView(DraftView):
    """The second step: the sender confirms what the file says of itself, and types what it does not say."""

    kinds = (Kind.PLAN,)

    @cached_property
    def attachment(self) -> Attachment | None:
        return self.draft.attachments.last()

    @cached_property
    def found(self) -> dict[str, Suggestion]:
        """What the file says, by field; nothing while it is being read."""
        return suggestions(self.attachment) if self.attachment else {}

    def make_form(self, *data: Any) -> CaseForm:
        typed = {name: value for name, value in self.draft.data.items() if value}
        said = {name: one.value for name, one in self.found.items()}
        form = PlanForm(*data, organisation=self.draft.organisation, initial={**said, **typed})
        form.show_evidence(self.found)
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_waiting = self.attachment is not None and self.attachment.is_being_read and TYPE not in request.GET
        if self.draft.submission or not is_waiting:
            return super().get(request, *args, **kwargs)
        response = self.render_to_response(self.get_context_data(is_waiting=True))
        response["Refresh"] = str(REFRESH_SECONDS)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.draft.submission and (FILL in request.POST or OWNER in request.POST):
            self.draft.write(PlanForm(request.POST, organisation=self.draft.organisation).typed())
            self.change_owner(request.POST.get(OWNER, ""))
            return HttpResponseRedirect(request.path)
        return super().post(request, *args, **kwargs)

    def change_owner(self, code: str) -> None:
        """Send it for the owner that the file names, if the submitter may."""
        if code:
            self.draft.organisation = self.sendable_organisation(code)
            self.draft.save(update_fields=["organisation"])

    def go_on(self, form: CaseForm) -> HttpResponse:
        return self.send(form, form.case_data, str(self.draft.data.get(LINK, "")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner = self.other_owner()
        return super().get_context_data(
            is_unread=bool(self.attachment and self.attachment.is_being_read),
            owner=self.found.get("owner_codes"),
            other_owner=owner,
            may_change_owner=bool(owner and self.submitter.may_send_for(owner)),
            **kwargs,
        )

    def other_owner(self) -> Organisation | None:
        """The organisation whose plan the file is by its own words, where that is another one."""
        if "owner_codes" not in self.found:
            return None
        code, chosen = self.found["owner_codes"].value, self.draft.organisation
        if code in (chosen.code, chosen.region_code):
            return None
        by_code = Organisation.objects.filter(code=code) | Organisation.objects.filter(region_code=code)
        return by_code.first()
