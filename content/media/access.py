"""Who may have an image or a document: readers of a published page that uses it, and editors who may choose it.

Wagtail restricts collections, not images, and hands out renditions to whoever has their address. Here a file follows
the pages that use it, as Wagtail's index of references knows them: a file that no published page uses is nobody's but
the editors', and so is one that stands on closed pages alone. A document with an audience of its own
(`content.models.DocumentAudience`) follows that one instead: working material, which no page uses.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from content.models import HIDE_PERMISSION, DocumentAudience, is_hidden
from content.visibility import readable_pages

EDITING = ("add", "change", "delete", "choose")


def may_have(request: HttpRequest, upload: AbstractImage | AbstractDocument) -> bool:
    """Whether the reader may have a file. A closed collection closes its files on every page.

    A hidden document is for those who may hide it, whatever else they may.
    """
    if is_hidden(upload):
        return bool(request.user.has_perm(HIDE_PERMISSION))
    if is_editor(request, upload):
        return True
    closed = any(not restriction.accept_request(request) for restriction in upload.collection.get_view_restrictions())
    if closed:
        return False
    own = own_audience(upload)
    return own.accept_request(request) if own else readable_pages(pages_using(upload), request).exists()


def own_audience(upload: AbstractImage | AbstractDocument) -> DocumentAudience | None:
    """The audience of a document by itself; none of images, and of documents that follow the pages that use them."""
    return DocumentAudience.objects.filter(document=upload.pk).first() if isinstance(upload, AbstractDocument) else None


def working_documents(user: Any) -> QuerySet[Document]:
    """The documents that are shown to signed-in users, or to groups, and to this user among them.

    Hidden ones are left out, and those of closed collections. One query for these.
    """
    if not user.is_authenticated:
        return Document.objects.none()
    groups = {} if user.is_superuser else {"groups__in": user.groups.all()}
    admitting = Q(restriction_type=BaseViewRestriction.LOGIN) | Q(restriction_type=BaseViewRestriction.GROUPS, **groups)
    shown = Document.objects.filter(pk__in=DocumentAudience.objects.filter(admitting).values("document"), hidden=None)
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(collection__path__startswith=path)
    return shown.exclude(closed)


def is_editor(request: HttpRequest, upload: AbstractImage | AbstractDocument) -> bool:
    policy = policy_registry.get_by_type(type(upload))
    return bool(policy.user_has_any_permission_for_instance(request.user, EDITING, upload))


def pages_using(upload: AbstractImage | AbstractDocument) -> PageQuerySet:
    """Pages of every language, aliases too, as last published: what a draft has added does not count."""
    rows = ReferenceIndex.get_references_to(upload).filter(base_content_type=ContentType.objects.get_for_model(Page))
    return Page.objects.filter(pk__in=rows.values_list(Cast("object_id", Page._meta.pk), flat=True))
