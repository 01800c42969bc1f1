"""A night's run over all links: what is asked, what counts, when it stops, and that nothing is removed."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command

from library_plans.models import Edition
from link_monitor.models import Link, Run
from link_monitor.runs import interleaved
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.factories.pages import InformationPageFactory
from tests.link_monitor.server import answer, versioned
from tests.link_monitor.test_outcomes import PDF, page
from tests.operations.test_link_check import link, text

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC)


def edition_at(address, content=PDF, **values):
    return EditionFactory(source_url=address, content=content, **values)


def run(night=1, *options):
    """The command on a night of December 2026."""
    with time_machine.travel(FIRST + dt.timedelta(days=night - 1), tick=True):
        call_command("monitor_links", *options, verbosity=0)


def state(address):
    link = Link.objects.get(address=address)
    return link.outcome, link.nights, link.since and link.since.day


def test_a_link_keeps_the_night_on_which_something_was_first_found(site):
    address = site.serve("/plan.pdf", PDF)
    edition_at(address)

    for night in (1, 2):
        run(night)
    assert state(address) == ("ok", 2, 1)
    del site.paths["/plan.pdf"]
    for night in (3, 4, 4, 5):
        run(night)
    assert state(address) == ("not_found", 3, 3)
    site.serve("/plan.pdf", PDF)
    run(6)
    assert state(address) == ("ok", 1, 6)


def test_a_file_that_is_another_one_every_night_never_lasts(site):
    address = site.url("/plan.pdf")
    edition_at(address)

    for night in (1, 2, 3):
        site.serve("/plan.pdf", PDF + b"%d" % night)
        run(night)
    assert state(address) == ("changed", 1, 3)
    for night in (4, 5):
        run(night)
    assert state(address) == ("changed", 3, 3)


def test_the_bytes_of_any_edition_from_an_address_may_stand_there(site):
    address = site.serve("/plan.pdf", b"%PDF-1.7 2028")
    first = edition_at(address, b"%PDF-1.7 2024")
    run(1)
    assert state(address)[0] == "changed"

    edition_at(address, b"%PDF-1.7 2028", plan=first.plan, number=2)
    run(2)

    assert state(address) == ("ok", 1, 2)


@pytest.mark.parametrize("validators", [{"ETag": '"v1"'}, {"Last_Modified": "Mon, 30 Nov 2026 10:00:00 GMT"}])
@pytest.mark.parametrize(("content", "outcome"), [(PDF, "ok"), (PDF + b" ny", "changed")])
def test_a_file_is_read_once_while_it_stays_the_same(site, validators, content, outcome):
    address = site.serve("/plan.pdf", versioned(content, **validators))
    edition_at(address)

    for night in (1, 2):
        run(night)

    asked = [one for one in site.asked if one.path == "/plan.pdf"]
    sent = [one.headers.get("If-None-Match") or one.headers.get("If-Modified-Since") for one in asked]
    assert sent == [None, *validators.values()]
    assert state(address) == (outcome, 2, 1)


def test_a_version_that_is_another_one_is_read(site):
    address = site.serve("/plan.pdf", versioned(PDF, ETag='"v1"'))
    edition_at(address)
    run(1)

    site.serve("/plan.pdf", versioned(PDF + b" ny", ETag='"v2"'))
    run(2)

    assert state(address) == ("changed", 1, 2)


def test_without_a_name_of_the_version_the_size_is_asked_for_and_the_file_once_a_week(site):
    address = site.serve("/plan.pdf", PDF)
    edition_at(address)

    for night in range(1, 10):
        run(night)

    requests = [one.split()[0] for one in site.pages_asked]
    assert requests == ["GET", *["HEAD"] * 6, "GET", "HEAD"]
    assert state(address) == ("ok", 9, 1)


@pytest.mark.parametrize("head", [answer(405), answer(404), answer(200, Content_Length="7")])
def test_a_size_that_differs_or_is_not_told_has_the_file_read(site, head):
    address = site.url("/plan.pdf")
    site.serve("/plan.pdf", lambda handler: (head if handler.command == "HEAD" else answer(200, PDF))(handler))
    edition_at(address)

    for night in (1, 2):
        run(night)

    assert [one.split()[0] for one in site.pages_asked] == ["GET", "HEAD", "GET"]
    assert state(address) == ("ok", 2, 1)


def test_an_address_of_several_editions_is_asked_for_once(site):
    address = site.serve("/plan.pdf", PDF)
    for _number in range(3):
        edition_at(address)
    edition_at(f"{address}#page=2")

    run()

    assert site.pages_asked == ["GET /plan.pdf"]
    assert Link.objects.get().editions.count() == 4


def editions_at(addresses):
    plan = OwnedPlanFactory()
    Edition.objects.bulk_create(
        EditionFactory.build(plan=plan, number=number, source_url=address, content=b"%PDF-1.7 " + address.encode())
        for number, address in enumerate(addresses, start=1)
    )


@pytest.mark.parametrize(("lost", "is_stopped"), [(4, False), (5, True)])
def test_a_run_that_loses_more_than_a_twentieth_stops_and_forgets_it(site, lost, is_stopped):
    addresses = [site.url(f"/{number}.pdf") for number in range(80)]
    editions_at(addresses)
    for number, address in enumerate(addresses[lost:], start=lost):
        site.serve(f"/{number}.pdf", b"%PDF-1.7 " + address.encode())

    if is_stopped:
        with pytest.raises(CommandError, match=r"^stopped: 5 of 80 links were lost at once"):
            run(1)
    else:
        run(1)

    last = Run.objects.get()
    assert (last.is_stopped, last.lost, last.links, last.ended_at is not None) == (is_stopped, lost, 80, True)
    assert Link.objects.filter(outcome="not_found").count() == (0 if is_stopped else lost)
    assert (Link.objects.count(), Edition.objects.count()) == (80, 80)


def test_a_few_links_may_be_lost_whatever_their_share(site):
    for number in range(4):
        edition_at(site.serve(f"/{number}.pdf", PDF))
    site.paths.clear()

    with pytest.raises(CommandError, match=r"^stopped: 4 of 4"):
        run(1)
    site.serve("/3.pdf", PDF)
    run(1)

    assert Link.objects.filter(outcome="not_found").count() == 3


def test_what_was_lost_before_does_not_stop_the_next_run(site):
    editions_at(site.url(f"/{number}.pdf") for number in range(10))

    run(1, "--lost-is-expected")
    run(2)

    assert {link.nights for link in Link.objects.all()} == {2}


def test_a_network_that_is_down_loses_no_link():
    editions_at(f"https://kommun{number}.example/plan.pdf" for number in range(10))

    with pytest.raises(CommandError, match=r"^stopped: 4 of 10"):
        run(1)

    assert set(Link.objects.values_list("outcome", flat=True)) == {""}


def test_nothing_of_the_register_changes(site):
    editions = [edition_at(site.url(f"/{number}.pdf")) for number in range(3)]
    before = list(Edition.all_objects.order_by("pk").values())

    for night in (1, 2, 3, 4):
        run(night)

    assert list(Edition.all_objects.order_by("pk").values()) == before
    assert all(edition.file.storage.exists(edition.file.name) for edition in editions)


def test_links_of_what_is_not_in_the_register_any_longer_are_kept_and_not_visited(site):
    edition = edition_at(site.serve("/plan.pdf", PDF))
    run(1)
    Edition.all_objects.filter(pk=edition.pk).update(voided_at=FIRST, void_reason="Fel")

    run(2)

    assert state(site.url("/plan.pdf")) == ("ok", 1, 1)
    assert site.pages_asked == ["GET /plan.pdf"]


def test_an_old_link_comes_before_one_that_was_visited(site):
    edition_at(site.serve("/b.pdf", PDF))
    run(1)
    edition_at(site.serve("/a.pdf", PDF))
    run(2)

    assert site.pages_asked[-2:] == ["GET /a.pdf", "HEAD /b.pdf"]


def test_hosts_take_turns():
    links = [Link(address=address) for address in ("http://a/1", "http://a/2", "http://b/1", "http://[", "http://a/3")]

    assert [link.address for link in interleaved(links)] == [
        "http://a/1",
        "http://b/1",
        "http://[",
        "http://a/2",
        "http://a/3",
    ]


def test_a_host_that_has_had_enough_comes_first_the_next_night(site):
    for number in range(3):
        edition_at(site.serve(f"/{number}.pdf", answer(429)))

    run(1)

    assert site.pages_asked == ["GET /0.pdf"]
    assert sorted(Link.objects.values_list("outcome", flat=True)) == ["", "", "rate_limited"]


def test_two_runs_never_overlap():
    Run.objects.create(started_at=FIRST)

    with pytest.raises(CommandError, match="another run has not ended"):
        run(1)
    run(2)
    assert Run.objects.count() == 2


def test_switched_off_it_asks_nobody(site, settings):
    settings.LINK_MONITOR = False
    edition_at(site.serve("/plan.pdf", PDF))

    run()

    assert (site.asked, Run.objects.count()) == ([], 0)


def test_a_page_link_is_visited(site, whole_site):
    address = site.serve("/sida", page("Biblioteken"))
    own = "http://localhost/finns-inte/"
    published = InformationPageFactory(body=text(link(address) + link(f"{address}#avsnitt") + link(own) + link("/x/")))
    InformationPageFactory(body=text(link(site.url("/utkast"))), live=False)

    run()

    assert list(Link.objects.values_list("address", "outcome", "pages")) == [(address, "ok", published.pk)]
