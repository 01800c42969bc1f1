"""Pages in the admin."""

from tests.rights.audiences import ADMIN, KB_ONLY, NOBODY, OWNERS
from tests.rights.objects import EVERY_TITLE
from tests.rights.rule import Rule

UNPUBLISHED = ("draft", "changes not yet published")
DRAFTS = ("draft", "draft of another type", "changes not yet published", "scheduled page", "locked draft")
SEARCH = f"q={EVERY_TITLE}"

RULES = (
    Rule(
        "The tree of pages; everybody begins at their own part",
        ADMIN,
        ("wagtailadmin_explore_root",),
        shows=False,
    ),
    Rule(
        "What stands below a page",
        OWNERS,
        ("wagtailadmin_explore", "wagtailadmin_explore_results"),
        about=("section",),
        queries=("", "ordering=-latest_revision_created_at", SEARCH),
    ),
    Rule("Add a page below", OWNERS, ("wagtailadmin_pages:add_subpage",), about=("section",), shows=False),
    Rule(
        "Form of a new page",
        OWNERS,
        ("wagtailadmin_pages:add",),
        about=("section",),
        shows=False,
        values={"content_type_app_name": "reports", "content_type_model_name": "reportpage"},
        sends={
            "title": "Ny sida",
            "slug": "ny-sida",
            "summary": "Ny.",
            "year": "2025",
            "level": "nationell",
            "follow_up": "anvands",
        },
    ),
    Rule(
        "Preview of a new page",
        OWNERS,
        ("wagtailadmin_pages:preview_on_add",),
        about=("section",),
        shows=False,
        values={"content_type_app_name": "reports", "content_type_model_name": "reportpage"},
    ),
    Rule(
        "Choose below which page a new one stands",
        ADMIN,
        ("wagtailadmin_pages:choose_parent",),
        shows=False,
        values={"app_label": "reports", "model_name": "reportpage"},
    ),
    Rule(
        "List of the pages of a type",
        ADMIN,
        ("wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results"),
        values={"content_type_app_name": "reports", "content_type_model_name": "reportpage"},
        lists=("draft",),
    ),
    Rule("Lists of reports", ADMIN, ("reports:index(_results)?",), lists=("draft",), queries=("", SEARCH)),
    Rule(
        "Lists of the pages of other types",
        ADMIN,
        (
            "(information_pages|event_pages|guidance_pages|experiences|proposals|plan_summaries|region_pages)"
            ":(index|index_results)",
        ),
        queries=("", SEARCH, "export=csv"),
    ),
    Rule(
        "Choose where a page of a type is added",
        ADMIN,
        (
            "(information_pages|event_pages|reports|guidance_pages|experiences|proposals|plan_summaries|region_pages)"
            ":choose_parent",
            "event_pages:add_gathering",
        ),
        shows=False,
    ),
    Rule("Order of the steps of a guidance", KB_ONLY, ("guidance_pages:steps",), about=("guidance with steps",)),
    Rule(
        "Form of a page",
        OWNERS,
        ("wagtailadmin_pages:edit",),
        about=("draft", "draft of another type", "changes not yet published", "comment on a page"),
        sends={},
    ),
    Rule(
        "Preview of a page that is being written",
        OWNERS,
        ("wagtailadmin_pages:preview_on_edit",),
        about=UNPUBLISHED,
        shows=False,
    ),
    Rule("Draft of a page as readers will see it", OWNERS, ("wagtailadmin_pages:view_draft",), about=DRAFTS),
    Rule("Where a page is used", OWNERS, ("wagtailadmin_pages:usage",), about=UNPUBLISHED),
    Rule(
        "Delete a page",
        OWNERS,
        ("wagtailadmin_pages:delete",),
        about=("draft",),
        sends={},
        shows=False,
    ),
    Rule("Unpublish a page", OWNERS, ("wagtailadmin_pages:unpublish",), about=("page for some groups",), sends={}),
    Rule(
        "Make a page of an alias", OWNERS, ("wagtailadmin_pages:convert_alias",), about=("alias of a draft",), sends={}
    ),
    Rule(
        "Move a page",
        OWNERS,
        ("wagtailadmin_pages:move",),
        about=("draft",),
    ),
    Rule(
        "Confirm that a page is moved",
        OWNERS,
        ("wagtailadmin_pages:move_confirm", "admin/pages/<int:page_to_move_id>/move/.*"),
        about=("draft",),
    ),
    Rule(
        "Order of pages below another", OWNERS, ("wagtailadmin_pages:set_page_position",), about=("draft",), shows=False
    ),
    Rule(
        "Copy a page",
        OWNERS,
        ("wagtailadmin_pages:copy",),
        about=("draft",),
        sends={"new_title": "Kopia", "new_slug": "kopia"},
    ),
    Rule(
        "Wagtail's own form of who sees a page",
        NOBODY,
        ("wagtailadmin_pages:set_privacy", "admin/pages/<int:page_id>/privacy/"),
        about=("draft",),
        shows=False,
    ),
    Rule("Lock a page", OWNERS, ("wagtailadmin_pages:lock",), about=("draft",), shows=False, sends={}),
    Rule("Unlock a page", OWNERS, ("wagtailadmin_pages:unlock",), about=("locked draft",), shows=False, sends={}),
    Rule("Versions of a page", OWNERS, ("wagtailadmin_pages:revisions_index",), about=UNPUBLISHED, shows=False),
    Rule("A version as readers would see it", OWNERS, ("wagtailadmin_pages:revisions_view",), about=UNPUBLISHED),
    Rule("Go back to a version", OWNERS, ("wagtailadmin_pages:revisions_revert",), about=UNPUBLISHED),
    Rule("Compare versions", OWNERS, ("wagtailadmin_pages:revisions_compare",), about=("changes not yet published",)),
    Rule(
        "Cancel a planned publication",
        OWNERS,
        ("wagtailadmin_pages:revisions_unschedule",),
        about=("scheduled page",),
        sends={},
    ),
    Rule(
        "History of a page",
        OWNERS,
        ("wagtailadmin_pages:history(_results)?",),
        about=("draft", "locked draft"),
        shows=False,
    ),
    Rule(
        "Steps of approval of a page",
        OWNERS,
        (
            "wagtailadmin_pages:(workflow_action|collect_workflow_action_data|confirm_workflow_cancellation)",
            "wagtailadmin_pages:(workflow_preview|workflow_history|workflow_history_detail)",
        ),
        about=("draft",),
        shows=False,
        values={"action_name": "approve", "task_state_id": 1, "task_id": 1, "workflow_state_id": 1},
    ),
)
