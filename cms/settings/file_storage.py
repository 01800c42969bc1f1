"""Where uploads and collected files lie: below `VAR_DIR`, or in a bucket of an S3-compatible object storage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Storage = dict[str, Any]


def file_storages(environment: Mapping[str, str], media_url: str, plan_files_root: Path) -> dict[str, Storage]:
    """`default` holds what editors upload, at `media_url`; `plan_files` what was collected, which has no address.

    A bucket is used when `S3_BUCKET` names one. Without `S3_ACCESS_KEY_ID` the credentials are those of the machine.
    """
    if environment.get("S3_BUCKET"):
        return {
            "default": bucket(environment, "media", media_url),
            "plan_files": bucket(environment, "plan-files", None),
        }
    folder = "django.core.files.storage.FileSystemStorage"
    return {
        "default": {"BACKEND": folder},
        "plan_files": {"BACKEND": folder, "OPTIONS": {"location": plan_files_root, "base_url": None}},
    }


def bucket(environment: Mapping[str, str], prefix: str, base_url: str | None) -> Storage:
    options = {
        "bucket_name": environment["S3_BUCKET"],
        "endpoint_url": environment.get("S3_ENDPOINT_URL") or None,  # of Amazon when empty
        "region_name": environment.get("S3_REGION") or None,
        "access_key": environment.get("S3_ACCESS_KEY_ID") or None,
        "secret_key": environment.get("S3_SECRET_ACCESS_KEY") or None,
        "location": prefix,
        "base_url": base_url,
        "file_overwrite": False,
    }
    return {"BACKEND": "delivery.object_storage.ObjectStorage", "OPTIONS": options}
