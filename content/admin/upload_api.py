"""Images and documents for the scripts of the admin: Wagtail gives those of every collection to whoever enters it."""

from __future__ import annotations

from typing import Any

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

ACTIONS = ("change", "choose")


class OwnUploadsMixin:
    """Only what the user may choose or change."""

    model: Any
    request: Any

    def get_queryset(self) -> Any:
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return super().get_queryset().filter(pk__in=own.values("pk"))  # type: ignore[misc]


class OwnImagesAPIViewSet(OwnUploadsMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsAPIViewSet(OwnUploadsMixin, DocumentsAdminAPIViewSet):
    pass


def narrow_api(router: WagtailAPIRouter) -> None:
    """The hook `construct_admin_api`, after Wagtail's own."""
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)
