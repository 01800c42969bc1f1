"""What every template may ask for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from content.translation.languages import WORDED


def site(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demo, whose texts are examples, and the language of the site's own words.

    `wording` is empty where they are in the language of the page.
    """
    return {"demo": settings.DEMO, "wording": "" if get_language() in WORDED else settings.LANGUAGE_CODE}
