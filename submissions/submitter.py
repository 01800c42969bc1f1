"""Who sends: a user with the roles of today, or somebody who came by a link for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.actors import actor_of
from accounts.rules import NOBODY, Actor
from delivery.request_body import GUEST_KEY
from library_plans.models import OwnerConfirmation
from organisations.models import Organisation, OrganisationKind
from organisations.querysets import OrganisationQuerySet
from submissions import rules
from submissions.choices import Channel
from submissions.models import AccessLink, Submission, SubmissionDraft
from submissions.models.cases import SubmissionQuerySet, case_place
from submissions.rules import Person


@dataclass(frozen=True, slots=True)
class Submitter:
    """Somebody who sends in; exactly one of `user` and `link` is set."""

    user: Any = None
    actor: Actor = NOBODY
    link: AccessLink | None = None

    @property
    def channel(self) -> Channel:
        return Channel.LINK if self.link else Channel.ACCOUNT

    def organisations(self) -> OrganisationQuerySet:
        """Those that the submitter belongs to, KB left out, in KB's order."""
        codes = [self.link.organisation.code] if self.link else self.actor.organisations
        return Organisation.objects.filter(code__in=codes).exclude(kind=OrganisationKind.NATIONAL).in_kb_order()

    def others(self) -> OrganisationQuerySet:
        """Those beside them that may be sent in for and let in: a region its municipalities, KB everybody."""
        if self.link:
            return Organisation.objects.none()
        counties = Q(county_code__in=self.actor.counties_in_charge) & ~Q(county_code="")
        allowed = ~Q(kind=OrganisationKind.NATIONAL) if self.actor.is_kb else counties
        return Organisation.objects.filter(allowed).exclude(code__in=self.actor.organisations).in_kb_order()

    def may_send_for(self, organisation: Organisation) -> bool:
        if self.link:
            return self.link.organisation_id == organisation.pk
        return organisation.kind != OrganisationKind.NATIONAL and rules.may_send_for(
            self.actor, case_place(organisation)
        )

    def may_confirm(self, organisation: Organisation) -> bool:
        """Say on behalf of an organisation that what is held of it is right."""
        return self.link.organisation_id == organisation.pk if self.link else self.actor.acts_for(organisation.code)

    def confirm(self, organisation: Organisation, day: Any) -> None:
        """Store that the organisation has confirmed what is held of it."""
        OwnerConfirmation.objects.create(organisation=organisation, confirmed_on=day, confirmed_by=self.user)

    def cases(self) -> SubmissionQuerySet:
        """What the submitter has sent in, or its organisations have; by a link only what was sent by it."""
        if self.link:
            return Submission.objects.filter(access_links=self.link)
        return Submission.objects.sent_by(self.user, self.actor)

    def drafts(self) -> QuerySet[SubmissionDraft]:
        """Its own forms that are not sent."""
        return SubmissionDraft.objects.filter(submission=None, **self.as_owner())

    def as_owner(self) -> dict[str, Any]:
        """The fields of a draft that say whose it is."""
        return {"user": self.user, "link": self.link}

    def owns(self, draft: SubmissionDraft) -> bool:
        return (draft.user, draft.link) == (self.user, self.link)

    def sees(self, case: Submission) -> bool:
        """Read a case as its sender does: those who handle it may too."""
        return self.is_sender(case) or (not self.link and rules.handles(self.actor, case_place(case.organisation)))

    def is_sender(self, case: Submission) -> bool:
        """Answer for a case, and take it back."""
        if self.link:
            return case.access_links.filter(pk=self.link.pk).exists()
        return rules.is_sender(Person(self.user.pk, self.actor), case.as_case())


def submitter_of(request: HttpRequest) -> Submitter | None:
    """Who asks; None for somebody who is not signed in and has come by no link that still opens."""
    if request.user.is_authenticated:
        return Submitter(user=request.user, actor=actor_of(request.user))
    key = request.session.get(GUEST_KEY)
    link = AccessLink.objects.open().select_related("organisation").filter(pk=key).first() if key else None
    return Submitter(link=link) if link else None
