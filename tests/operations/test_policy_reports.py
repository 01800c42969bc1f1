"""What browsers report of the content security policy: taken, counted, bounded, shown to administrators, pruned."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.groups import sync_groups
from operations import policy_reports
from operations.models import PolicyViolation
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/csp-rapport/"
REPORT = {
    "document-uri": "http://testserver/planer/?q=en+persons+namn",
    "effective-directive": "script-src-elem",
    "violated-directive": "script-src",
    "blocked-uri": "https://cdn.example.org/ett.js?person=1",
}


def send(client=None, **changes):
    body = json.dumps({"csp-report": {**REPORT, **changes}})
    return (client or Client()).post(ADDRESS, body, content_type="application/csp-report").status_code


def kept():
    return list(PolicyViolation.objects.order_by("pk").values_list("page", "directive", "blocked", "number"))


def test_a_violation_is_counted_once_for_each_page_rule_and_origin():
    strict = Client(enforce_csrf_checks=True)  # browsers send reports without a token

    assert [send(strict), send(strict), send(strict, **{"blocked-uri": "inline"})] == [204] * 3
    assert kept() == [
        ("/planer/", "script-src-elem", "https://cdn.example.org", 2),
        ("/planer/", "script-src-elem", "inline", 1),
    ]


def test_a_browser_that_names_the_rule_by_its_older_field_is_understood():
    assert send(**{"effective-directive": ""}) == 204
    assert kept() == [("/planer/", "script-src", "https://cdn.example.org", 1)]


@pytest.mark.parametrize("scheme", ["chrome-extension", "moz-extension", "safari-web-extension"])
def test_what_a_readers_own_extension_injects_is_left_out(scheme):
    assert (send(**{"blocked-uri": f"{scheme}://abc/inject.js"}), kept()) == (204, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"inget",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'"csp-report"',
        b'{"csp-report": 1}',
        b'{"csp-report": []}',
        json.dumps({"csp-report": {**REPORT, "document-uri": "http://annan.example/planer/"}}).encode(),
        json.dumps({"csp-report": {**REPORT, "document-uri": "http://[::1/planer/"}}).encode(),
        json.dumps({"csp-report": {**REPORT, "document-uri": 7}}).encode(),
        json.dumps({"csp-report": {**REPORT, "blocked-uri": ""}}).encode(),
        json.dumps({"csp-report": {**REPORT, "blocked-uri": "https://[x"}}).encode(),
        json.dumps({"csp-report": {**REPORT, "script-sample": "x" * 8_000}}).encode(),
    ],
)
def test_what_is_no_report_of_a_page_here_is_refused_and_not_kept(client, body):
    assert (client.post(ADDRESS, body, content_type="application/csp-report").status_code, kept()) == (400, [])


def test_long_and_odd_values_are_cut():
    odd = {"document-uri": f"http://testserver/{'å' * 300}", "effective-directive": "\x00x" * 300}

    assert send(**odd) == 204
    assert kept() == [("/" + "å" * 199, "x" * 200, "https://cdn.example.org", 1)]


def test_a_client_that_reports_without_end_is_refused():
    assert [send() for _report in range(31)] == [*[204] * 30, 429]


def test_no_more_violations_are_kept_than_fit(monkeypatch):
    monkeypatch.setattr(policy_reports, "MAX_ROWS", 2)

    assert [send(**{"blocked-uri": word}) for word in ("inline", "eval", "data", "inline")] == [204] * 4
    assert [row[2:] for row in kept()] == [("inline", 2), ("eval", 1)]


def test_reports_that_have_not_come_for_90_days_are_deleted():
    for days, word in ((91, "eval"), (89, "inline")):
        send(**{"blocked-uri": word})
        PolicyViolation.objects.filter(blocked=word).update(last_at=timezone.now() - timedelta(days=days))
    call_command("prune_policy_reports", verbosity=0)

    assert [row[2] for row in kept()] == ["inline"]


@pytest.mark.parametrize(("role", "shown"), [(Role.ADMINISTRATOR, True), (Role.KB_EDITOR, False)])
def test_administrators_alone_see_the_list(client, prepared_site, role, shown):
    kb = OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, county_code="")
    user = MembershipFactory(organisation=kb, role=role).user
    sync_groups()
    client.force_login(user)
    send()

    assert ("https://cdn.example.org" in client.get("/admin/blockerat/").content.decode()) is shown
