"""What every page type shares."""

from wagtail.models import Page


class BasePage(Page):
    """A page of the site."""

    class Meta:
        abstract = True
