"""Why somebody is told. An app registers its reasons in `AppConfig.ready`; the log and the outbox name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.choices import Delivery


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is stored and never changes; the label is shown in the admin.

    `link` gives the address that the recipient of a notice can open, empty if there is none. It is asked when a mail is
    sent, and takes the place of `{lank}` in the text: a link that lets somebody in is stored nowhere.
    """

    code: str
    label: str | Promise
    delivery: Delivery = Delivery.AT_ONCE
    link: Callable[[Any], str] | None = None


DIGEST = Reason("sammanfattning", _("digest"))
_registered: dict[str, Reason] = {DIGEST.code: DIGEST}


def register(*reasons: Reason) -> None:
    """Make reasons known. One that is registered again takes the place of the first."""
    _registered.update({reason.code: reason for reason in reasons})


def reason_choices() -> list[tuple[str, str | Promise]]:
    """Code and label of every reason, for a filter."""
    return [(reason.code, reason.label) for reason in _registered.values()]


def letter_choices() -> list[tuple[str, str | Promise]]:
    """Code and label of the reasons whose notices wait in the outbox: letters that somebody answers for."""
    return [(one.code, one.label) for one in _registered.values() if one.delivery is Delivery.HELD]


def recipient_link(notice: Any) -> str:
    """The address that the recipient of a notice can open; empty if its reason has none."""
    reason = _registered.get(notice.reason)
    return reason.link(notice) if reason and reason.link else ""


def reason_label(code: str) -> str:
    """The label of a reason, its code if no app knows it any more."""
    return str(_registered[code].label) if code in _registered else code
