"""Path converters of the register's URLs. Any other value gives 404 before a view is called."""

from django.urls.converters import SlugConverter, StringConverter


class OrganisationCodeConverter(StringConverter):
    """An organisation's code: two digits (region), four (municipality), up to twelve (others)."""

    regex = "[0-9]{2,12}"


class PathSlugConverter(SlugConverter):
    """The readable part of an address, no longer than the fields that hold it."""

    regex = "[-a-zA-Z0-9_]{1,100}"


class PositiveIntConverter:
    """A page or an edition, counted from 1; nine digits hold in any database."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
