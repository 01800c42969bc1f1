"""Who does what at an organisation: list, invite, end."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, ListView

from accounts.actors import actor_of, place_of
from accounts.forms import DeputyForm, InvitationForm
from accounts.invitations import send_invitation
from accounts.member_lists import answered_for, confirm, list_statuses
from accounts.models import Invitation, Membership
from accounts.models.memberships import MembershipQuerySet
from accounts.rules import Actor, may_manage_members
from accounts.signals import invitation_revoked, invitation_sent, sign_in_unlocked
from content.admin.word_search import with_words
from organisations.models import Organisation, OrganisationKind
from organisations.querysets import OrganisationQuerySet


def managed_organisations(actor: Actor) -> OrganisationQuerySet:
    """The organisations whose members a person sees, invites and ends: `may_manage_members` as a query."""
    everything = Organisation.objects.all()
    if actor.is_administrator:
        return everything
    if actor.is_kb:
        return everything.exclude(kind=OrganisationKind.NATIONAL)
    return everything.filter(county_code__in=actor.counties_in_charge)


class MembersMixin(LoginRequiredMixin):
    """What the screens of an organisation's members share: only who manages them gets in."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.actor = actor_of(request.user)
        self.organisation = get_object_or_404(Organisation, code=kwargs["code"])
        if not may_manage_members(self.actor, place_of(self.organisation)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def memberships(self) -> MembershipQuerySet:
        """Those at the organisation, ended ones too."""
        return Membership.objects.filter(organisation=self.organisation)

    def invite(self, invitation: Invitation) -> None:
        """Send an invitation, and tell who sent it that it was."""
        user: Any = self.request.user
        invitation.invited_by = user
        send_invitation(invitation)
        invitation_sent.send(Invitation, user=user, organisation=self.organisation)
        messages.success(self.request, _("The invitation has been sent to %(email)s.") % {"email": invitation.email})

    def back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("accounts:members", args=[self.organisation.code]))


class OrganisationListView(LoginRequiredMixin, ListView):
    """The organisations that one manages, each with its number of members today; 50 a page."""

    template_name = "accounts/organisations.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        organisations = managed_organisations(actor_of(self.request.user))
        if not organisations.exists():
            raise Http404
        if words := self.request.GET.get("q", "").strip():
            organisations = with_words(organisations, words, ["display_name"])
        here = Membership.objects.active().order_by().filter(organisation=OuterRef("pk")).values("organisation")
        members = Subquery(here.annotate(number=Count("pk")).values("number"))
        return organisations.in_kb_order().annotate(member_count=Coalesce(members, 0))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lists = list_statuses(actor_of(self.request.user), timezone.localdate())
        return super().get_context_data(lists=lists, **kwargs)


class ConfirmListView(LoginRequiredMixin, View):
    """Notes that a list of members is right."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        user: Any = request.user
        for organisation in answered_for(actor_of(user)):
            if organisation.code == code:
                confirm(organisation, user, timezone.localdate())
                messages.success(request, _("Thank you. We ask again in a year."))
                return HttpResponseRedirect(reverse("accounts:organisations"))
        raise PermissionDenied


class MembersView(MembersMixin, FormView):
    """Members and open invitations of an organisation, with the form that invites one more."""

    template_name = "accounts/members.html"
    form_class = InvitationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": self.actor, "organisation": self.organisation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members, adapter = self.memberships().active().select_related("user"), get_adapter()
        return super().get_context_data(
            organisation=self.organisation,
            members=members,
            locked={one.pk for one in members if adapter.is_locked(self.request, one.user.email)},
            invitations=Invitation.objects.unanswered().filter(organisation=self.organisation),
            **kwargs,
        )

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        self.invite(form.instance)
        return self.back()


class DeputyView(MembersMixin, FormView):
    """Invites a deputy for a member."""

    template_name = "accounts/deputy.html"
    form_class = DeputyForm

    @cached_property
    def membership(self) -> Membership:
        """The one that somebody is to stand in for."""
        return get_object_or_404(self.memberships().active().select_related("user"), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "membership": self.membership}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(organisation=self.organisation, membership=self.membership, **kwargs)

    def form_valid(self, form: DeputyForm) -> HttpResponse:
        self.invite(form.instance)
        return self.back()


class EndMembershipView(MembersMixin, View):
    """Ends a membership today."""

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        membership = get_object_or_404(self.memberships(), pk=pk)
        membership.end(timezone.localdate())
        messages.success(request, _("The membership ends today."))
        return self.back()


class UnlockView(MembersMixin, View):
    """Opens the sign-in of a member that too many wrong passwords have closed."""

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        membership = get_object_or_404(self.memberships().active().select_related("user"), pk=pk)
        get_adapter().unlock(request, membership.user.email)
        sign_in_unlocked.send(Membership, user=request.user, organisation=self.organisation)
        messages.success(request, _("The sign-in of %(email)s is open again.") % {"email": membership.user.email})
        return self.back()


class ResendInvitationView(MembersMixin, View):
    """Sends an invitation anew, with a new link."""

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation.objects.unanswered(), organisation=self.organisation, pk=pk)
        send_invitation(invitation)
        messages.success(request, _("The invitation has been sent again. The earlier link no longer works."))
        return self.back()


class RevokeInvitationView(MembersMixin, View):
    """Makes an invitation's link void."""

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation.objects.unanswered(), organisation=self.organisation, pk=pk)
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        invitation_revoked.send(Invitation, user=request.user, organisation=self.organisation)
        messages.success(request, _("The invitation has been revoked. Its link no longer works."))
        return self.back()
