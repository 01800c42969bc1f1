"""Template tags of the handbook."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def picture(name: str, description: str) -> SafeString:
    """A picture of a screen, made by `make handbook-pictures`; `description` says what one should look at in it."""
    return format_html(
        '<figure class="handbook__picture"><img src="{}" alt="{}" width="1000" height="625" loading="lazy"></figure>',
        static(f"handbook/{name}.webp"),
        description,
    )
