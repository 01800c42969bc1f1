"""Who may delete an image or a document: nobody, as long as a page that has been published uses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from content.media.access import pages_using


class KeptFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights by collection, where whoever may change a file may delete it, save what public pages need.

    Such a page cannot be deleted either, and may be published again. A superuser has no other right: take the file
    off the page, publish, and delete it then.
    """

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        if set(actions) == {"delete"} and is_kept(instance):
            return False
        return bool(super().user_has_any_permission_for_instance(user, actions, instance))


def is_kept(upload: AbstractImage | AbstractDocument) -> bool:
    return pages_using(upload).filter(Q(live=True) | Q(first_published_at__isnull=False)).exists()


def register_policies() -> None:
    """As the policies of exactly these models: Wagtail's apps register theirs later."""
    for model in (get_image_model(), get_document_model()):
        policy = KeptFilePolicy(model, auth_model=model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
