"""What may stand in an address of the register. Anything else is no address, so it gives 404 before a view is asked."""

from django.urls.converters import SlugConverter, StringConverter


class CodeConverter(StringConverter):
    """An organisation's code: two digits (region), four (municipality), up to twelve (others)."""

    regex = "[0-9]{2,12}"


class NameConverter(SlugConverter):
    """The readable part of an address, no longer than the fields that hold it."""

    regex = "[-a-zA-Z0-9_]{1,100}"


class NumberConverter:
    """A page or an edition, counted from 1; nine digits hold in any database."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
