"""Forms about people and their roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import place_of
from accounts.choices import Role, roles_at
from accounts.models import Invitation, Membership, User
from accounts.rules import Actor, may_grant
from content.admin.date_fields import WrittenDateField
from organisations.models import Organisation


class InvitationForm(forms.ModelForm):
    """Invites somebody to an organisation."""

    class Meta:
        model = Invitation
        fields: ClassVar = ["email", "role", "ends"]

    ends = WrittenDateField(label=_("Last day"), required=False, help_text=_("Leave empty for until further notice."))

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        grantable = [role for role in Role if self._may_grant(actor, organisation, role)]
        roles: Any = self.fields["role"]
        roles.choices = [(role.value, role.label) for role in grantable]
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    @staticmethod
    def _may_grant(actor: Actor, organisation: Organisation, role: Role) -> bool:
        return role in roles_at(organisation) and may_grant(actor, place_of(organisation), role)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_ends(self) -> Any:
        if (day := self.cleaned_data["ends"]) and day < timezone.localdate():
            raise ValidationError(_("The last day has passed."))
        return day

    def clean(self) -> None:
        super().clean()
        email, role = self.cleaned_data.get("email"), self.cleaned_data.get("role")
        where = {"organisation": self.instance.organisation, "role": role}
        if Membership.objects.active().filter(user__email=email, **where).exists():
            raise ValidationError({"email": _("This person has that role already.")})
        if Invitation.objects.open().filter(email=email, **where).exists():
            raise ValidationError({"email": _("There is an open invitation for this address. Send it again instead.")})


class DeputyForm(forms.ModelForm):
    """Invites somebody to stand in for a member during some days, in the same role."""

    class Meta:
        model = Invitation
        fields: ClassVar = ["email", "starts", "ends"]

    starts = WrittenDateField(label=_("First day"))
    ends = WrittenDateField(label=_("Last day"))

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.deputy_for = membership
        self.instance.organisation, self.instance.role = membership.organisation, membership.role
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.instance.deputy_for.user.email:
            raise ValidationError(_("Nobody stands in for themselves."))
        return email

    def clean(self) -> None:
        super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if ends and ends < max(starts or ends, timezone.localdate()):
            raise ValidationError({"ends": _("The last day comes before the first, or has passed.")})


class AcceptanceForm(forms.ModelForm):
    """What an invited person tells."""

    class Meta:
        model = User
        fields: ClassVar = ["first_name", "last_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].required = True
            self.fields[name].widget.attrs["autocomplete"] = purpose
