"""Fields that page types share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.blocks import Block
from wagtail.fields import StreamField


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
