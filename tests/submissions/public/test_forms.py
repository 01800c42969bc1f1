"""Each kind of form: sent, refused without losing what was typed, kept as a draft."""

import uuid
from http import HTTPStatus

import pytest

from submissions.choices import Channel, Kind
from submissions.forms import FORMS, field_labels
from submissions.models import Submission, SubmissionDraft
from tests.factories.library_plans import OwnedPlanFactory
from tests.submissions.public.typed import STORED, TYPED, button

REQUIRED = [
    *((Kind.DECISION, name) for name in ("plan", "decision_kind", "decided_on", "body")),
    *((Kind.REPORT, name) for name in ("title", "summary", "follow_up", "national_interest")),
    *((Kind.CONTENT, name) for name in ("title", "text", "follow_up")),
    *((Kind.THEME, name) for name in ("title", "text", "addressed_to", "follow_up")),
    *((Kind.EXPERIENCE, name) for name in ("title", "text", "lesson", "follow_up")),
    *((Kind.INVITATION, name) for name in ("title", "day", "time", "place", "text", "follow_up")),
]
ONE_STEP = [kind for kind in FORMS if kind is not Kind.PLAN]


@pytest.fixture
def plan(osthammar):
    return OwnedPlanFactory(title="Biblioteksplan 2023–2026", owner__organisation=osthammar)


@pytest.fixture
def typed(plan):
    return {**TYPED, Kind.DECISION: {**TYPED[Kind.DECISION], "plan": plan.pk}}


@pytest.mark.parametrize("kind", ONE_STEP)
def test_a_form_becomes_a_case_with_what_was_typed(either, typed, osthammar, kind):
    address = f"/mina-sidor/skicka/{kind}/?for=0382"
    page = either.get(address)
    answer = either.post(address, button(key=page.context["draft"].key, **typed[kind]))

    case = Submission.objects.get()
    assert answer.url == f"/mina-sidor/arenden/{case.number}/"
    assert (case.kind, case.organisation) == (kind, osthammar)
    expected = {name: value for name, value in typed[kind].items() if name != "source_url"}
    assert case.data == {**expected, **STORED.get(kind, {})}
    assert case.source_url == typed[kind].get("source_url", "")
    assert case.number in either.get(answer.url).content.decode()


@pytest.mark.parametrize("kind", FORMS)
def test_no_form_has_more_than_eight_fields(osthammar, kind):
    assert len(FORMS[kind](organisation=osthammar).fields) <= 8
    assert set(FORMS[kind].base_fields) <= set(field_labels(kind))


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(signed_in, typed, kind, name):
    sent = {key: value for key, value in typed[kind].items() if key != name}
    answer = signed_in.post(f"/mina-sidor/skicka/{kind}/", button(**sent))

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (HTTPStatus.BAD_REQUEST, [name])
    assert {key: form[key].value() for key in sent} == {
        **sent,
        **({"plan": str(sent["plan"])} if sent.get("plan") else {}),
    }
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("kind", "wrong", "name"),
    [
        (Kind.DECISION, {"decided_on": "31 februari 2026"}, "decided_on"),
        (Kind.DECISION, {"new_end": "2020-01-01"}, "new_end"),
        (Kind.DECISION, {"plan": "999999"}, "plan"),
        (Kind.DECISION, {"source_url": "javascript:alert(1)"}, "source_url"),
        (Kind.CONTENT, {"follow_up": "annat"}, "follow_up"),
        (Kind.THEME, {"addressed_to": ["alla"]}, "addressed_to"),
        (Kind.INVITATION, {"day": "i morgon"}, "day"),
        (Kind.EXPERIENCE, {"title": "x" * 151}, "title"),
        (Kind.CONTENT, {"text": "x" * 4001}, "text"),
    ],
)
def test_a_form_with_something_wrong_is_refused(signed_in, typed, kind, wrong, name):
    answer = signed_in.post(f"/mina-sidor/skicka/{kind}/", button(**{**typed[kind], **wrong}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (HTTPStatus.BAD_REQUEST, [name])
    assert not Submission.objects.exists()


@pytest.mark.parametrize("kind", ONE_STEP)
def test_a_draft_is_kept_as_it_was_typed_valid_or_not(either, kind):
    typed = {"title": "Halvfärdigt", "day": "nästa vecka", "text": "", "addressed_to": ["nation"]}
    kept = {name: value for name, value in typed.items() if name in FORMS[kind].base_fields}
    assert either.post(f"/mina-sidor/skicka/{kind}/", button("spara", **kept)).url == "/mina-sidor/arenden/"

    draft = SubmissionDraft.objects.get()
    assert f"/mina-sidor/utkast/{draft.key}/" in either.get("/mina-sidor/arenden/").content.decode()
    form = either.get(f"/mina-sidor/utkast/{draft.key}/").context["form"]
    assert {name: form[name].value() for name in kept} == kept
    assert not Submission.objects.exists()


def test_a_form_that_is_sent_twice_is_one_case(signed_in):
    sent = button(**TYPED[Kind.CONTENT])
    first, again = (signed_in.post("/mina-sidor/skicka/innehallsforslag/", sent) for _ in range(2))

    assert first.url == again.url
    assert (Submission.objects.count(), SubmissionDraft.objects.get().data) == (1, {})
    assert signed_in.get(f"/mina-sidor/utkast/{sent['key']}/").url == first.url


def test_a_draft_that_was_sent_or_thrown_away_is_no_longer_listed(signed_in):
    keys = [uuid.uuid4(), uuid.uuid4()]
    for key in keys:
        signed_in.post("/mina-sidor/skicka/tema/", button("spara", key, title="Halvfärdigt"))
    signed_in.post(f"/mina-sidor/utkast/{keys[0]}/", button(**TYPED[Kind.THEME]))
    signed_in.post(f"/mina-sidor/utkast/{keys[1]}/slang/")

    page = signed_in.get("/mina-sidor/arenden/")
    assert (list(page.context["drafts"]), page.context["object_list"].count()) == ([], 1)


@pytest.mark.parametrize(
    ("kind", "status"), [("tips", HTTPStatus.NOT_FOUND), ("annat", HTTPStatus.NOT_FOUND), ("tema", HTTPStatus.OK)]
)
def test_only_the_seven_kinds_have_a_form_here(signed_in, kind, status):
    assert signed_in.get(f"/mina-sidor/skicka/{kind}/").status_code == status


@pytest.mark.parametrize("key", ["", "abc"])
def test_a_form_without_its_key_is_refused(signed_in, key):
    answer = signed_in.post("/mina-sidor/skicka/tema/", {**button(**TYPED[Kind.THEME]), "key": key})

    assert (answer.status_code, Submission.objects.count()) == (HTTPStatus.BAD_REQUEST, 0)


def test_the_case_says_on_which_way_it_came_and_holds_no_address_in_its_data(guest, signed_in, sender):
    guest.post("/mina-sidor/skicka/tema/", button(**TYPED[Kind.THEME]))
    signed_in.post("/mina-sidor/skicka/tema/", button(**TYPED[Kind.THEME]))

    by_account, by_link = Submission.objects.all()
    assert (by_link.channel, by_link.sender, by_link.contact.email) == (
        Channel.LINK,
        None,
        "bibliotek@osthammar.example",
    )
    assert (by_account.channel, by_account.sender, by_account.contact) == (Channel.ACCOUNT, sender, None)


def test_what_was_typed_is_kept_when_the_session_has_ended(signed_in):
    typed = button(**TYPED[Kind.CONTENT])
    signed_in.logout()
    answer = signed_in.post("/mina-sidor/skicka/innehallsforslag/", typed)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert ("text", "Vi vill veta mer.") in answer.context["fields"]
