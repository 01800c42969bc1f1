"""The rule for addresses that come from lists, forms and the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

WEB_SCHEMES = ["http", "https"]


@deconstructible
class WebAddressValidator(URLValidator):
    """Accepts http and https only, without blanks, control characters or anything before the host."""

    code = "web_address"  # fields put their own message in place of one with the code "invalid"
    message = _("Enter an address that begins with http:// or https://.")

    def __init__(self, **options: Any) -> None:
        super().__init__(schemes=WEB_SCHEMES, **options)

    def __call__(self, value: Any) -> None:
        super().__call__(value)
        if not value.isprintable() or " " in value or not has_bare_host(value):
            raise ValidationError(self.message, code=self.code, params={"value": value})


def has_bare_host(address: str) -> bool:
    """Whether a host stands alone in its place, with a port that exists at most."""
    parts = urlsplit(address)
    try:
        return "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


validate_web_address = WebAddressValidator()


def validate_links(html: str) -> None:
    """Accepts a text whose links lead to the web, a mailbox, a telephone or a place on this site."""
    for link in BeautifulSoup(html, "html.parser").find_all("a", href=True):
        address = str(link["href"])
        if not is_local(address) and not address.casefold().startswith(("mailto:", "tel:")):
            validate_web_address(address)


def is_local(address: str) -> bool:
    """Whether an address is a path or an anchor of this site; browsers take `//` and `/\\` for another host."""
    return address.startswith(("/", "#")) and address[1:2] not in ("/", "\\") and address.isprintable()
