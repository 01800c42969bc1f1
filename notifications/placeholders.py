"""What stands in braces in a reply template, and is filled in for each letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS: dict[str, Promise | str] = {
    "nummer": _("the number of the case"),
    "rubrik": _("what the sender called it"),
    "organisation": _("the organisation that it is about"),
    "meddelande": _("what the officer wrote: the reason, or what is missing"),
    "svara_senast": _("the last day of an answer"),
    "lank": _("the link to the case, made when the mail is sent"),
}
LINK = "{lank}"
NAME = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(text: str) -> list[str]:
    """What stands in braces and is no placeholder, with its braces, in order."""
    return [f"{{{name}}}" for name in NAME.findall(text) if name not in PLACEHOLDERS]


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """The text with values for its placeholders: nothing where there is no value, and no blank line too many.

    That of the link stays: it is made when the mail is sent.
    """
    filled = NAME.sub(lambda match: {**values, "lank": LINK}.get(match.group(1), ""), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()
