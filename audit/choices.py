"""What is logged, and for how long."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    SIGNED_IN = "inloggad", _("signed in")
    SIGN_IN_FAILED = "misslyckad-inloggning", _("failed to sign in")
    SIGNED_OUT = "utloggad", _("signed out")
    REFUSED = "nekad", _("was refused")
    EXPORTED = "export", _("took out a list")
    SECOND_FACTOR_ADDED = "andra-steg", _("added a second factor")
    SECOND_FACTOR_REMOVED = "andra-steg-borttaget", _("removed a second factor")
    PASSWORD_CHANGED = "losenord", _("changed the password")
    UNLOCKED = "upplast", _("opened a locked sign-in")
    INVITED = "inbjudan", _("sent an invitation")
    INVITATION_REVOKED = "inbjudan-aterkallad", _("revoked an invitation")
    ROLE_GIVEN = "uppdrag", _("got a role")
    ROLE_CHANGED = "uppdrag-andrat", _("had a role changed or ended")


# Half a year is what an intrusion is looked into; who had which right is asked for much later.
SHORT_LIVED = (Action.SIGNED_IN, Action.SIGN_IN_FAILED, Action.SIGNED_OUT, Action.REFUSED, Action.EXPORTED)
KEPT_SHORT, KEPT = timedelta(days=180), timedelta(days=5 * 365)
