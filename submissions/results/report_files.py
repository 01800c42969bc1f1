"""Copies the files of a case to the documents of its page, where editors can replace them; the case keeps its own."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files import File
from wagtail.documents.models import Document
from wagtail.models import Collection

from accounts.models import RegionGroup
from library_plans.importer.local_file import local_file
from library_plans.models.editions import SUFFIXES
from organisations.models import Organisation
from submissions.models import Attachment, Submission


def report_files(case: Submission, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """A file block for each attachment; how accessible it is, the editor says before the page can be published."""
    collection = region_collection(case.organisation)
    documents = [copy_to_documents(attachment, collection, user) for attachment in case.attachments.all()]
    return [("file", {"file": document, "title": "", "accessibility": "", "alternative": ""}) for document in documents]


def copy_to_documents(attachment: Attachment, collection: Collection, user: Any) -> Document:
    stem = PurePath(attachment.original_name).stem
    document = Document(title=stem, collection=collection, uploaded_by_user=user)
    with local_file(attachment) as path, path.open("rb") as stream:
        document.file.save(f"{stem}.{SUFFIXES.get(attachment.media_type, 'bin')}", File(stream), save=False)
    document.file_size = attachment.size
    document.save()
    return document


def region_collection(organisation: Organisation) -> Collection:
    """Where the region's officers keep their files; the root where there is no region."""
    group = RegionGroup.objects.select_related("collection").filter(organisation__county_code=organisation.county_code)
    found = group.first() if organisation.county_code else None
    return found.collection if found else Collection.get_first_root_node()
