"""Forms of those who send in, and their cases; below /mina-sidor/ a link without account opens the same addresses."""

from accounts.choices import Role
from tests.rights.audiences import ADMIN, EVERYBODY, OWNERS, SENDERS, SIGNED_IN, WRITERS, Audience, sends_for
from tests.rights.people import MUNICIPALITY_A
from tests.rights.rule import Rule

COUNTY = MUNICIPALITY_A[:2]
MEMBERS = Audience(
    "everybody with a role at the organisation", lambda person, place: person.organisation == MUNICIPALITY_A
)
CONFIRM = Audience(
    "contributors of the organisation",
    lambda person, place: person.organisation == MUNICIPALITY_A and person.role == Role.CONTRIBUTOR,
)
FOR_IT = Audience(SENDERS.name, lambda person, place: sends_for(person, COUNTY))

RULES = (
    Rule(
        "What is held of an organisation",
        MEMBERS,
        ("submissions:organisation",),
        values={"code": MUNICIPALITY_A},
        shows=False,
    ),
    Rule(
        "Say that what is held is right",
        CONFIRM,
        ("submissions:confirm",),
        values={"code": MUNICIPALITY_A},
        shows=False,
    ),
    Rule(
        "Send in for an organisation",
        FOR_IT,
        ("submissions:(choose|new_plan|new)",),
        values={"kind": ("tema", "beslut")},
        queries=(f"for={MUNICIPALITY_A}",),
        shows=False,
    ),
    Rule("One's own draft", WRITERS, ("submissions:draft",), about=("draft of a case",)),
    Rule(
        "One's own draft of a plan, and throwing one away",
        WRITERS,
        ("submissions:(plan|plan_file|delete_draft)",),
        about=("draft of a case",),
        shows=False,
    ),
    Rule("Similar proposals", SIGNED_IN, ("submissions:similar",), queries=("q=plan",), shows=False),
    Rule("Own cases", SIGNED_IN, ("submissions:cases",), shows=False),
    Rule("A case as its sender sees it, and its receipt", SENDERS, ("submissions:(case|receipt)",), about=("case",)),
    Rule(
        "Answer for a case, and take it back", WRITERS, ("submissions:(answer|withdraw)",), about=("case",), shows=False
    ),
    Rule("A file of a case", SENDERS, ("submissions:attachment",), about=("file of a case",)),
    Rule("Links without account that work now", ADMIN, ("submissions:links",), lists=("link without account",)),
    Rule(
        "Revoke a link without account",
        OWNERS,
        ("submissions:revoke_link",),
        about=("link without account",),
        shows=False,
        sends={},
    ),
    Rule("Come in by a link without account", EVERYBODY, ("submissions:open_link",), shows=False),
    Rule("Tell of a plan", EVERYBODY, ("submissions:tip",), shows=False),
)
