"""Fields that page types share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from wagtail.blocks import Block, URLBlock
from wagtail.fields import StreamField

from content.control_characters import clean_json
from content.validators import validate_web_address


class BlocksField(StreamField):
    """A StreamField whose blocks are left out of migrations: changing them needs no migration.

    In a migration the field therefore has no blocks; a data migration of stored blocks reads the column as JSON
    (`cast(body as text)`), never through the field.
    """

    def __init__(self, block_types: Block | type[Block] | Sequence[tuple[str, Block]] = (), **options: Any) -> None:
        super().__init__(block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options

    def get_prep_value(self, value: Any) -> Any:
        return clean_json(super().get_prep_value(value))


class WebAddressFormField(forms.URLField):
    """An address on the web; one that is written without scheme is taken for https."""

    default_validators = [validate_web_address]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **options})


class WebAddressField(models.URLField):
    """An address on the web, http or https."""

    default_validators = [validate_web_address]

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": WebAddressFormField, **options})


class WebAddressBlock(URLBlock):
    """An address on the web in a StreamField."""

    def __init__(self, required: bool = True, help_text: Any = None, **options: Any) -> None:
        super().__init__(required=required, help_text=help_text, **options)
        self.field = WebAddressFormField(required=required, help_text=help_text)
