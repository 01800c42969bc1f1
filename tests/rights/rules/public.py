"""What readers reach."""

from tests.rights.audiences import EVERYBODY, NOBODY
from tests.rights.objects import EVERY_TITLE
from tests.rights.rule import Rule
from tests.rights.rules.pages import DRAFTS

SEARCH = f"q={EVERY_TITLE}"

RULES = (
    Rule("A published page", EVERYBODY, ("wagtail_serve",), about=("published page",), hides=DRAFTS),
    Rule(
        "Calendar entry of an event", NOBODY, ("events:event_calendar",), about=("draft of another type",), shows=False
    ),
    Rule(
        "Password of a page",
        EVERYBODY,
        (
            "wagtailcore_authenticate_with_password",
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        ),
        values={"page_view_restriction_id": 1, "page_id": 1},
        shows=False,
    ),
    Rule(
        "Password of a collection",
        EVERYBODY,
        ("wagtaildocs_authenticate_with_password", "documents/authenticate_with_password/<int:restriction_id>/"),
        values={"restriction_id": 1},
        shows=False,
    ),
    Rule(
        "Search",
        EVERYBODY,
        ("search:(results|suggest)", "api:search"),
        queries=(SEARCH, SEARCH + "&source=rapporter", SEARCH + "&format=csv"),
        shows=False,
    ),
    Rule("Register", EVERYBODY, ("library_plans:(register|unreadable)",), queries=("", "format=csv"), shows=False),
    Rule(
        "Calendars",
        EVERYBODY,
        ("library_plans:county_calendar", "events:(calendar|region_calendar|feed)"),
        values={"county": "03"},
        shows=False,
    ),
    Rule(
        "An owner of plans",
        EVERYBODY,
        ("library_plans:owner",),
        about=("plan", "plan registered in error"),
        shows=False,
    ),
    Rule("A plan", EVERYBODY, ("library_plans:plan",), about=("plan",), hides=("plan registered in error",)),
    Rule("Text of a plan", EVERYBODY, ("library_plans:page",), about=("text of an edition",)),
    Rule(
        "An edition of a plan and its file",
        EVERYBODY,
        ("library_plans:(edition|preferred_page|file|page_image)",),
        about=("text of an edition",),
        shows=False,
    ),
    Rule("Themes", EVERYBODY, ("themes:(themes|theme)",), about=("theme",)),
    Rule(
        "Open data: lists",
        EVERYBODY,
        ("api:(plans|editions|organisations|themes)", "open_data(_archive|_archive_checksum|_checksum)?"),
        shows=False,
    ),
    Rule(
        "Open data: one plan or edition",
        EVERYBODY,
        ("api:(plan|edition|pages)",),
        about=("text of an edition",),
        shows=False,
    ),
    Rule("Reports of browsers", EVERYBODY, ("policy_report",), shows=False),
    Rule(
        "Descriptions for machines",
        EVERYBODY,
        ("api:(openapi-json|api-root)", "robots", "sitemap", "favicon.ico"),
        shows=False,
    ),
)
