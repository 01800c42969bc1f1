"""Images, documents and their collections in the admin, and the files themselves."""

from tests.rights.audiences import ADMIN, EVERYBODY, OWNERS, SUPERUSERS
from tests.rights.objects import EVERY_TITLE
from tests.rights.rule import Rule

SEARCH = f"q={EVERY_TITLE}"
IMAGES, DOCUMENTS = (
    ("image of a draft", "image of a published page"),
    ("document of a draft", "document of a published page"),
)

RULES = (
    Rule("List of images", ADMIN, ("wagtailimages:index(_results)?",), lists=IMAGES[:1], queries=("", SEARCH)),
    Rule("List of documents", ADMIN, ("wagtaildocs:index(_results)?",), lists=DOCUMENTS[:1], queries=("", SEARCH)),
    Rule("Form of an image", OWNERS, ("wagtailimages:edit",), about=IMAGES, sends={"title": "Annan"}),
    Rule("Form of a document", OWNERS, ("wagtaildocs:edit",), about=DOCUMENTS, sends={"title": "Annan"}),
    Rule("Use of an image", OWNERS, ("wagtailimages:image_usage",), about=IMAGES[:1]),
    Rule("Use of a document", OWNERS, ("wagtaildocs:document_usage",), about=DOCUMENTS[:1]),
    Rule(
        "Delete an image that no published page uses",
        OWNERS,
        ("wagtailimages:(delete|delete_multiple)",),
        about=IMAGES[:1],
        hides=IMAGES[1:],
        shows=False,
        sends={},
    ),
    Rule(
        "Delete a document that no published page uses",
        OWNERS,
        ("wagtaildocs:(delete|delete_multiple)",),
        about=DOCUMENTS[:1],
        hides=DOCUMENTS[1:],
        shows=False,
        sends={},
    ),
    Rule("Form of one image among many", OWNERS, ("wagtailimages:edit_multiple",), about=IMAGES, shows=False),
    Rule("Form of one document among many", OWNERS, ("wagtaildocs:edit_multiple",), about=DOCUMENTS, shows=False),
    Rule(
        "Describe a file that was sent in",
        SUPERUSERS,
        ("wagtailimages:(create_multiple_from_uploaded_image|delete_upload_multiple)",),
        about=("image being uploaded",),
        shows=False,
    ),
    Rule(
        "Describe a document that was sent in",
        SUPERUSERS,
        ("wagtaildocs:(create_multiple_from_uploaded_document|delete_upload_multiple)",),
        about=("document being uploaded",),
        shows=False,
    ),
    Rule(
        "Address of an image in another size",
        OWNERS,
        ("wagtailimages:url_generator(_output)?", "wagtailimages:preview"),
        about=IMAGES[:1],
        shows=False,
    ),
    Rule("Add images and documents", ADMIN, ("wagtail(images|docs):add(_multiple)?",), shows=False),
    Rule(
        "Choose an image", ADMIN, ("wagtailimages_chooser:choose(_results)?",), lists=IMAGES[:1], queries=("", SEARCH)
    ),
    Rule(
        "Choose a document",
        ADMIN,
        ("wagtaildocs_chooser:choose(_results)?",),
        lists=DOCUMENTS[:1],
        queries=("", SEARCH),
    ),
    Rule("An image that is chosen", OWNERS, ("wagtailimages_chooser:chosen",), about=IMAGES),
    Rule(
        "Size of an image that is chosen",
        OWNERS,
        ("wagtailimages_chooser:select_format",),
        about=IMAGES[:1],
        shows=False,
    ),
    Rule("A document that is chosen", OWNERS, ("wagtaildocs_chooser:chosen",), about=DOCUMENTS),
    Rule(
        "Several images that are chosen",
        OWNERS,
        ("wagtailimages_chooser:chosen_multiple",),
        about=IMAGES,
        queries=("id={pk}",),
    ),
    Rule(
        "Several documents that are chosen",
        OWNERS,
        ("wagtaildocs_chooser:chosen_multiple",),
        about=DOCUMENTS,
        queries=("id={pk}",),
    ),
    Rule("Add one while choosing", ADMIN, ("wagtail(images|docs)_chooser:create",), shows=False),
    Rule("Images for the scripts of the admin: list", ADMIN, ("wagtailadmin_api:images:listing",), lists=IMAGES[:1]),
    Rule("Images for the scripts of the admin: one", OWNERS, ("wagtailadmin_api:images:detail",), about=IMAGES),
    Rule(
        "Documents for the scripts of the admin: list",
        ADMIN,
        ("wagtailadmin_api:documents:listing",),
        lists=DOCUMENTS[:1],
    ),
    Rule(
        "Documents for the scripts of the admin: one", OWNERS, ("wagtailadmin_api:documents:detail",), about=DOCUMENTS
    ),
    Rule(
        "Files for the scripts of the admin: by address",
        ADMIN,
        ("wagtailadmin_api:(images|documents):find",),
        shows=False,
    ),
    Rule(
        "Tags of images and documents",
        ADMIN,
        ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
        values={"app_name": "taggit", "model_name": "tag"},
        shows=False,
    ),
    Rule("Collections", SUPERUSERS, ("wagtailadmin_collections:(index|add)",), shows=False),
    Rule(
        "A collection", SUPERUSERS, ("wagtailadmin_collections:edit",), about=("collection",), sends={"name": "Annan"}
    ),
    Rule("Delete a collection", SUPERUSERS, ("wagtailadmin_collections:delete",), about=("collection",), sends={}),
    Rule(
        "Who the files of a collection are shown to",
        SUPERUSERS,
        ("wagtailadmin_collections:set_privacy",),
        about=("collection",),
        shows=False,
        sends={"restriction_type": "login"},
    ),
    Rule(
        "The file of a document on a published page",
        EVERYBODY,
        (r"\^documents/\(\\d\+\)/\(\.\*\)\$", "wagtaildocs_serve"),
        about=DOCUMENTS[1:],
    ),
    Rule("The captions of a document", OWNERS, ("captions",), about=DOCUMENTS, shows=False),
    Rule("The file of an image", OWNERS, ("media",), about=IMAGES),
)
