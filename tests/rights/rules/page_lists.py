"""Lists, choosers, reports and translations of pages in the admin, and actions on several at once."""

from tests.rights.audiences import ADMIN, KB_ONLY, NOBODY, OWNERS
from tests.rights.objects import EVERY_TITLE
from tests.rights.rule import Rule
from tests.rights.rules.pages import DRAFTS, UNPUBLISHED

BULK_ACTIONS = (
    "delete",
    "move",
    "publish",
    "unpublish",
    "add_to_collection",
    "add_tags",
    "assign_role",
    "set_active_state",
)
API_ACTIONS = (
    "convert_alias",
    "copy",
    "delete",
    "publish",
    "unpublish",
    "move",
    "copy_for_translation",
    "create_alias",
    "revert_to_page_revision",
)
SEARCH = f"q={EVERY_TITLE}"

RULES = (
    Rule("Search for pages", ADMIN, ("wagtailadmin_pages:search(_results)?",), queries=(SEARCH, f"{SEARCH}&p=2")),
    Rule("Search in the whole admin", ADMIN, ("admin_search",), queries=(SEARCH,)),
    Rule(
        "Several pages at once",
        OWNERS,
        ("wagtail_bulk_action", "admin/bulk/.*"),
        about=("draft", "page for some groups", "image of a draft", "document of a draft"),
        hides=("user",),
        shows=False,
        queries=("id={pk}",),
        values={"action": BULK_ACTIONS},
        sends={},
    ),
    Rule(
        "Choose a page",
        ADMIN,
        ("(wagtailadmin_choose_page|admin/choose-page/)",),
        queries=("", "page_type=reports.reportpage", "page_type=organisations.organisationpage"),
        shows=False,
    ),
    Rule(
        "Choose a page: below another",
        OWNERS,
        ("(wagtailadmin_choose_page_child|admin/choose-page/<int:parent_page_id>/)",),
        about=("section", *DRAFTS),
        shows=False,
    ),
    Rule("Choose a page: search", ADMIN, ("wagtailadmin_choose_page_search",), queries=(SEARCH,)),
    Rule(
        "Choose several pages",
        ADMIN,
        ("(wagtailadmin_choose_page_|admin/choose-page/)chosen.multiple/?",),
        about=DRAFTS,
        queries=("id={pk}",),
        shows=False,
    ),
    Rule(
        "Choose another kind of link",
        ADMIN,
        ("wagtailadmin_choose_page_(external|email|phone|anchor)_link",),
        shows=False,
    ),
    Rule(
        "Pages for the scripts of the admin: list",
        ADMIN,
        ("wagtailadmin_api:pages:listing",),
        queries=("limit=20", "limit=20&child_of=root"),
    ),
    Rule(
        "Pages for the scripts of the admin: one",
        OWNERS,
        ("wagtailadmin_api:pages:detail",),
        about=("draft", "locked draft"),
    ),
    Rule("Pages for the scripts of the admin: by address", ADMIN, ("wagtailadmin_api:pages:find",), shows=False),
    Rule(
        "Actions on a page for the scripts of the admin",
        OWNERS,
        ("wagtailadmin_api:pages:action",),
        about=("draft",),
        values={"action_name": API_ACTIONS},
        shows=False,
        sends={},
    ),
    Rule(
        "Who else has a page open",
        OWNERS,
        ("wagtailadmin_editing_sessions:ping",),
        about=UNPUBLISHED,
        values={"session_id": 1},
        shows=False,
        sends={},
    ),
    Rule(
        "Close an open page", ADMIN, ("wagtailadmin_editing_sessions:release",), values={"session_id": 1}, shows=False
    ),
    Rule(
        "Report: locked pages",
        ADMIN,
        ("wagtailadmin_reports:locked_pages(_results)?",),
        lists=("locked draft",),
        queries=("", "export=csv"),
    ),
    Rule(
        "Report: history of the site",
        ADMIN,
        ("wagtailadmin_reports:site_history(_results)?",),
        queries=("", "export=csv"),
    ),
    Rule("Report: pages by age", ADMIN, ("wagtailadmin_reports:aging_pages(_results)?",), queries=("", "export=csv")),
    Rule(
        "Report: use of page types",
        ADMIN,
        ("(wagtailadmin_reports:page_types_usage(_results)?|admin/reports/page-types-usage/(results/)?)",),
        queries=("", "export=csv"),
    ),
    Rule(
        "Report: approvals",
        ADMIN,
        ("wagtailadmin_reports:workflow(_tasks)?(_results)?",),
        queries=("", "export=csv"),
        shows=False,
    ),
    Rule("Overview of translations", KB_ONLY, ("translations(_results)?",), queries=("", "export=csv"), shows=False),
    Rule(
        "wagtail-localize's report of translations, which leads to the overview",
        ADMIN,
        ("(admin/localize/reports/translations/(results/)?|wagtail_localize:translations_report(_results)?)",),
        shows=False,
    ),
    Rule(
        "Translate a page",
        KB_ONLY,
        ("admin/localize/submit/page/<int:page_id>/", "wagtail_localize:submit_page_translation"),
        about=("translation",),
        shows=False,
    ),
    Rule(
        "Fetch changes into translations",
        KB_ONLY,
        ("admin/localize/update/<int:translation_source_id>/", "wagtail_localize:update_translations"),
        about=("translation",),
    ),
    Rule(
        "Turn a translation into a copy",
        NOBODY,
        ("admin/localize/page/<int:page_id>/convert_to_alias/", "wagtail_localize:convert_to_alias"),
        about=("translation",),
        shows=False,
    ),
    Rule("Texts of a translation", KB_ONLY, ("wagtail_localize:download_pofile",), about=("translation",)),
    Rule(
        "Preview of a translation",
        KB_ONLY,
        ("wagtail_localize:preview_translation",),
        about=("translation",),
        shows=False,
    ),
    Rule(
        "Work on a translation",
        KB_ONLY,
        (
            "wagtail_localize:(edit_string_translation|edit_override|upload_pofile|machine_translate|stop_translation)",
            "admin/localize/translate/<int:translation_id>/pofile/upload/",
        ),
        about=("translation",),
        shows=False,
    ),
)
