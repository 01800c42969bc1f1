"""Cases in the admin: KB, and the region of the municipality that a case is about."""

from tests.rights.audiences import ADMIN, OWNERS
from tests.rights.objects import EVERY_TITLE
from tests.rights.rule import Rule

RULES = (
    Rule(
        "The desk of cases",
        ADMIN,
        ("submissions_desk",),
        lists=("case",),
        queries=("", f"q={EVERY_TITLE}"),
    ),
    Rule(
        "A case with its timeline",
        OWNERS,
        ("submissions_case",),
        about=("case", "internal comment on a case", "sender of a case"),
        sends={
            "action": "kommentera",
            "kommentera-seen": "1",
            "kommentera-message": "Annan",
            "kommentera-audience": "intern",
        },
    ),
    Rule("Export of a case and its files", OWNERS, ("submissions_(export|attachment)",), about=("case",), shows=False),
)
