"""Files in an S3-compatible object storage, sent by the site's own views: the bucket need not be public."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urljoin

from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

CHUNK = 1024 * 1024  # bytes fetched at a time


class ObjectStorage(S3Storage):
    """django-storages' backend, reading in ranges: a request for a part of a film fetches that part alone.

    `base_url` is where a view of the site serves the files, as for Django's own file storage; None when no view does.
    """

    base_url: str | None

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "base_url": None}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address of a file on the site.

        Raises:
            ValueError: No view serves these files.
        """
        if self.base_url is None:
            raise ValueError("These files have no address.")
        return urljoin(self.base_url, filepath_to_uri(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        """Raises FileNotFoundError when there is no such file."""
        if mode != "rb":
            return super()._open(name, mode)
        stored = self.bucket.Object(self._normalize_name(name.replace("\\", "/")))
        return File(io.BufferedReader(ObjectReader(stored), CHUNK), name)


class ObjectReader(io.RawIOBase):
    """A seekable stream of an object's bytes; each read fetches the range that it needs."""

    def __init__(self, stored: Any) -> None:
        """Raises FileNotFoundError when there is no such object."""
        super().__init__()
        try:
            self._size = int(stored.content_length)
        except stored.meta.client.exceptions.ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(stored.key) from error
            raise
        self._stored = stored
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        last = min(self._position + len(buffer), self._size) - 1
        if last < self._position:
            return 0
        content = self._stored.get(Range=f"bytes={self._position}-{last}")["Body"].read()
        buffer[: len(content)] = content
        self._position += len(content)
        return len(content)
