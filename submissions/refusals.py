"""What is said to somebody whose action on a case is refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from submissions.rules import Refusal

SENTENCES: dict[Refusal, str | Promise] = {
    Refusal.NOT_YOURS: _("You may not do this with the case."),
    Refusal.OWN_CASE: _("You sent this in yourself, so somebody else decides on it."),
    Refusal.REGIONS_TURN: _("The region has not had its say yet. Take the case over first if it cannot wait."),
    Refusal.WRONG_STATE: _("The case has come further, so this cannot be done any more."),
    Refusal.MOVED_ON: _("Somebody else has just handled the case. Nothing of yours was saved; see what was decided."),
}


class Refused(Exception):
    """An action on a case is refused; `str` of it is a sentence for the one who tried."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(SENTENCES[self.reason])
