"""An S3-compatible object storage on loopback for the tests of a module."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

BUCKET = "traffpunkt"
REGION = "eu-north-1"
KEY = "test"  # id and secret: the server takes any


@dataclass(frozen=True)
class ObjectStorage:
    """The environment of a site with a bucket, and the bucket itself."""

    environment: dict[str, str]
    bucket: Any

    def checksums(self) -> dict[str, str]:
        """The SHA-256 of each object by its name."""
        objects = self.bucket.objects.all()
        return {each.key: hashlib.sha256(each.get()["Body"].read()).hexdigest() for each in objects}

    def empty(self) -> None:
        self.bucket.objects.all().delete()


@pytest.fixture(scope="module")
def object_storage() -> Iterator[ObjectStorage]:
    """An empty bucket until the module ends. The server forgets nothing by itself: all of a process share its data."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    service = boto3.resource(
        "s3", endpoint_url=address, region_name=REGION, aws_access_key_id=KEY, aws_secret_access_key=KEY
    )
    bucket = service.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    environment = {
        "S3_BUCKET": BUCKET,
        "S3_ENDPOINT_URL": address,
        "S3_REGION": REGION,
        "S3_ACCESS_KEY_ID": KEY,
        "S3_SECRET_ACCESS_KEY": KEY,
    }
    storage = ObjectStorage(environment, bucket)
    yield storage
    storage.empty()
    bucket.delete()
    server.stop()
