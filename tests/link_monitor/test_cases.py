"""A plan's link that stays lost, or gives another file, becomes a case: one, with the file, and nothing changes."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from library_plans.models import Edition, Plan
from link_monitor.models import Link
from organisations.models import Organisation
from submissions import workflow
from submissions.choices import Channel, State
from submissions.models import Submission
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory
from tests.link_monitor.server import answer, versioned
from tests.link_monitor.test_outcomes import PDF, page
from tests.link_monitor.test_runs import edition_at, run

pytestmark = pytest.mark.django_db


def nights(*numbers):
    for number in numbers:
        run(number)


def test_a_lost_link_becomes_a_case_after_the_third_night_and_never_another(site):
    edition = edition_at(site.url("/plan.pdf"))

    nights(1, 2)
    assert Submission.objects.count() == 0
    nights(3, 4, 5)

    case = Submission.objects.get()
    assert (case.channel, case.state, case.source_url) == (Channel.MONITOR, State.RECEIVED, site.url("/plan.pdf"))
    assert case.organisation == edition.plan.first_owner().organisation
    assert case.title == f"Bruten länk till: {edition.plan}"
    assert case.data["message"].startswith("Ingenting finns på adressen (404). Samma sak hittades 3 nätter i rad")
    assert (case.attachments.count(), Link.objects.get().case) == (0, case)


@pytest.mark.parametrize(
    "serve", [lambda content: answer(200, content), lambda content: versioned(content, ETag='"2"')]
)
def test_a_file_that_has_replaced_ours_is_attached_as_a_proposed_edition(site, serve):
    address = site.serve("/biblioteksplan.pdf", serve(PDF + b" ny"))
    edition = edition_at(address)

    nights(1, 2, 3)

    case = Submission.objects.get()
    attachment = case.attachments.get()
    assert case.title == f"En annan fil på länken till: {edition.plan}"
    assert (attachment.file.read(), attachment.original_name) == (PDF + b" ny", "biblioteksplan.pdf")
    assert (edition.plan.editions.count(), Edition.objects.count()) == (1, 1)


def test_the_proposed_edition_enters_the_register_when_kb_accepts_it(site):
    address = site.serve("/biblioteksplan.pdf", answer(200, PDF + b" ny"))
    edition = edition_at(address)
    nights(1, 2, 3)
    kb = Organisation.objects.filter(kind="national").first() or OrganisationFactory(kind="national")

    case = workflow.accept(Submission.objects.get(), MembershipFactory(organisation=kb, role=Role.KB_EDITOR).user)

    new = Edition.objects.exclude(pk=edition.pk).get()
    assert (case.state, case.plan, case.edition) == (State.PUBLISHED, edition.plan, new)
    assert (new.plan, new.source_url, new.file.read()) == (edition.plan, address, PDF + b" ny")
    assert case.number in Plan.objects.get().internal_note


def test_a_case_that_was_closed_is_not_opened_again_about_the_same(site):
    edition_at(site.url("/plan.pdf"))
    nights(1, 2, 3)
    Submission.objects.update(state=State.DECLINED)

    nights(4)
    assert Submission.objects.count() == 1

    site.serve("/plan.pdf", PDF)
    nights(5)
    del site.paths["/plan.pdf"]
    nights(6, 7, 8)
    assert Submission.objects.count() == 2


def test_a_link_that_comes_and_goes_has_one_open_case(site):
    edition_at(site.url("/plan.pdf"))
    nights(1, 2, 3)
    site.serve("/plan.pdf", PDF)
    nights(4)
    del site.paths["/plan.pdf"]
    nights(5, 6, 7)

    assert Submission.objects.count() == 1


@pytest.mark.parametrize("respond", [answer(403), answer(500), answer(200, page("Logga in", "<input type=password>"))])
def test_other_failures_stay_in_the_list(site, respond):
    edition_at(site.serve("/plan.pdf", respond))

    nights(1, 2, 3)

    assert (Link.objects.get().nights, Submission.objects.count()) == (3, 0)


def test_a_handled_link_and_one_of_a_plan_without_owner_get_no_case(site):
    edition_at(site.url("/hanterad.pdf"))
    edition_at(site.url("/utan-agare.pdf"), plan__owner=None)
    nights(1, 2)
    Link.objects.filter(address__endswith="hanterad.pdf").update(handled_at="2026-12-02T08:00Z")

    nights(3, 4)

    assert Submission.objects.count() == 0
