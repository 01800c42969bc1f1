"""What the form of a page sends beside its fields."""

from wagtail.models import Page


def loaded_revision(page: Page) -> dict[str, str]:
    """The version that the form was opened with: the latest."""
    revision = Page.objects.get(pk=page.pk).latest_revision
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
