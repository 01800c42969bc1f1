"""Template context of every request."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from content.translation.languages import INTERFACE_LANGUAGES


def site_context(request: HttpRequest) -> dict[str, Any]:
    """`demo`: whether this is the demo site. `interface_language`: the language code of the interface texts.

    `interface_language` is empty where it is the language of the page.
    """
    return {
        "demo": settings.DEMO,
        "interface_language": "" if get_language() in INTERFACE_LANGUAGES else settings.LANGUAGE_CODE,
    }
