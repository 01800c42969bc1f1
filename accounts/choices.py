"""The roles in which a person acts for an organisation."""

from django.db import models
from django.utils.translation import pgettext_lazy

from organisations.models import Organisation, OrganisationKind


class Role(models.TextChoices):
    """What a person does for an organisation; what follows from it stands in `accounts.rules`."""

    READER = "lasare", pgettext_lazy("role", "reader")
    CONTRIBUTOR = "bidragslamnare", pgettext_lazy("role", "contributor")
    REGION_OFFICER = "regional-handlaggare", pgettext_lazy("role", "regional officer")
    KB_EDITOR = "kb-redaktor", pgettext_lazy("role", "KB editor")
    KB_OFFICER = "kb-handlaggare", pgettext_lazy("role", "KB officer")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


EVERYWHERE = frozenset({Role.READER, Role.CONTRIBUTOR})
KB_ROLES = frozenset({Role.KB_EDITOR, Role.KB_OFFICER, Role.ADMINISTRATOR})
# Who enters the admin, and so proves who it is by a second factor.
ADMIN_ROLES = KB_ROLES | {Role.REGION_OFFICER}


def roles_at(organisation: Organisation) -> frozenset[Role]:
    """The roles that somebody may have at an organisation."""
    if organisation.kind == OrganisationKind.NATIONAL:
        return KB_ROLES | {Role.READER}
    return EVERYWHERE | ({Role.REGION_OFFICER} if organisation.region_code else set())
