"""Experiences and proposals on the site: their pages, the list with its filters, and what they cost."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import PageViewRestriction

from dialogue.models import ContributionPage, ContributionRelated, ExperiencePlan, ProposalPage
from events.models import EventIndexPage
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportIndexPage, ReportPage
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from themes.models import Theme

INDEX = "/erfarenheter/"
EXPERIENCE = "/erfarenheter/sa-laste-vi-planen/"
PROPOSAL = "/erfarenheter/en-dag-om-barn/"


def listed(client, query=""):
    html = client.get(f"{INDEX}{query}").text
    return re.findall(r'data-testid="contribution"[^>]*>\s*<a class="row__title" href="[^"]+">([^<]+)<', html)


def facts(html):
    found = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    return [(name, " ".join(value.split())) for name, value in found]


def test_the_section_has_a_short_address(section):
    assert (section.title, section.url) == ("Erfarenheter och förslag", INDEX)


def test_an_experience_shows_who_tells_it_and_what_it_is_about(client, experience):
    experience(author_role="bibliotekschef")

    assert facts(client.get(EXPERIENCE).text) == [
        ("Vem berättar", '<a href="/planer/03-region-uppsala/">Region Uppsala</a>'),
        ("Roll", "bibliotekschef"),
        ("Datum", "6 maj 2025"),
        ("Handlar om", "Hur planerna används"),
    ]


def test_an_experience_without_a_role_says_nothing_of_it(client, experience):
    experience()

    assert "<dt>Roll</dt>" not in client.get(EXPERIENCE).text


def test_a_proposal_without_an_answer_says_so(client, proposal):
    proposal(subject="webbplats")

    html = client.get(PROPOSAL).text

    assert facts(html) == [
        ("Vem föreslår", '<a href="/planer/03-region-uppsala/">Region Uppsala</a>'),
        ("Förslag till", "Den här webbplatsen"),
        ("Datum", "7 juni 2025"),
        ("Handlar om", "Hur planerna utformas"),
    ]
    assert 'data-status="mottaget"' in html
    assert 'data-testid="answer"' not in html


def test_an_answer_is_a_box_with_who_and_when(client, answered):
    answered()

    html = client.get(PROPOSAL).text

    [box] = re.findall(r'data-testid="answer">(.*?)</section>', html, re.S)
    assert " ".join(re.sub(r"<[^>]+>", " ", box).split()) == (
        "Officiellt svar Kungliga biblioteket, 9 augusti 2025 Dagen blir av i Gränna."
    )
    assert 'data-status="antaget"' in html


@pytest.mark.parametrize("missing", [{"official_answer": ""}, {"answered_on": None}, {"answered_by": ""}])
def test_the_database_asks_for_an_answer_with_an_outcome(answered, missing):
    page = answered()

    with pytest.raises(IntegrityError, match="proposalpage_outcome_has_answer"), transaction.atomic():
        ProposalPage.objects.filter(pk=page.pk).update(**missing)


def test_plans_lead_to_the_page_that_is_named(client, experience):
    osthammar = Organisation.objects.get(code="0382")
    plan = OwnedPlanFactory(title="Plan", owner__organisation=osthammar, owner__slug="plan")
    page = experience()
    page.plans = [ExperiencePlan(plan=plan, edition=EditionFactory(plan=plan, number=2, page_count=9), page_number=7)]
    page.save_revision().publish()

    html = client.get(EXPERIENCE).text

    assert re.findall(r'href="(/planer/0382[^"]+)">([^<]+)<', html) == [
        ("/planer/0382-osthammar/plan/2/sida/7/", "Östhammar: Plan")
    ]
    assert "Sida 7" in html


def test_a_report_and_the_proposal_it_came_of_lead_to_each_other(client, proposal):
    report = ReportPage(title="Läget", summary="S.", level="nationell", year=2025, follow_up="anvands")
    ReportIndexPage.objects.get().add_child(instance=report)
    page = proposal()
    page.related_pages = [ContributionRelated(related=report.page_ptr)]
    page.save_revision().publish()

    assert '<a class="row__title" href="/rapporter/laget/">Läget</a>' in client.get(PROPOSAL).text
    html = client.get("/rapporter/laget/").text
    assert (">Förslag</h2>" in html, f'<a class="row__title" href="{PROPOSAL}">' in html) == (True, True)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Avslaget", "Nyast", "Äldst"]),
        ("?slag=erfarenhet", ["Nyast", "Äldst"]),
        ("?slag=forslag", ["Avslaget"]),
        ("?lan=03", ["Avslaget", "Nyast"]),
        ("?lan=04", ["Äldst"]),
        ("?ar=2023", ["Äldst"]),
        ("?tema=beredskap", ["Nyast"]),
        ("?utfall=avslaget", ["Avslaget"]),
        ("?utfall=antaget", []),
        ("?slag=forslag&lan=03&ar=2025&utfall=avslaget", ["Avslaget"]),
        ("?slag=erfarenhet&utfall=avslaget", []),
        ("?utm_source=brev", ["Avslaget", "Nyast", "Äldst"]),
    ],
)
def test_the_list_is_narrowed(client, experience, answered, uppsala, query, titles):
    sormland = Organisation.objects.create(
        code="04", region_code="04", kind="region", name="Sörmland", display_name="Sörmland", county_code="04"
    )
    experience("Äldst", bodies=[sormland], day=dt.date(2023, 1, 2))
    experience(
        "Nyast", bodies=[uppsala, Organisation.objects.get(code="0382")], themes=Theme.objects.filter(slug="beredskap")
    )
    answered(title="Avslaget", outcome="avslaget")

    assert listed(client, query) == titles


def test_a_line_tells_kind_day_whose_and_outcome(client, experience, answered):
    experience()
    answered()

    html = client.get(INDEX).text

    assert re.findall(r'<p class="row__text">([^<]+)<', html) == [
        "Förslag, 7 juni 2025 · Region Uppsala",
        "Erfarenhet, 6 maj 2025 · Region Uppsala",
    ]
    assert re.findall(r'data-status="([^"]+)"', html) == ["antaget"]


def test_the_list_has_pages(client, experience):
    for number in range(21):
        experience(f"Nummer {number}", slug=f"n-{number}")

    assert (len(listed(client, "?slag=erfarenhet")), len(listed(client, "?slag=erfarenhet&page=2"))) == (20, 1)
    assert "?slag=erfarenhet&amp;page=2" in client.get(f"{INDEX}?slag=erfarenhet").text
    assert client.get(f"{INDEX}?page=3").status_code == 404


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?slag=annat", "Välj ett giltigt alternativ"),
        ("?lan=99", "Välj ett giltigt alternativ"),
        ("?ar=igår", "Fyll i ett heltal"),
        ("?ar=1066", "större än eller lika med 1990"),
        ("?tema=finns-inte", "Välj ett giltigt alternativ"),
        ("?utfall=kanske", "Välj ett giltigt alternativ"),
    ],
)
def test_a_value_that_does_not_exist_is_named_at_its_field(client, experience, query, message):
    experience()

    answer = client.get(f"{INDEX}{query}")

    [error] = re.findall(r'class="field__error"[^>]*>([^<]+)<', answer.text)
    assert (answer.status_code, message in error) == (400, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(client, experience, answered, django_assert_num_queries, count):
    for number in range(count):
        experience(f"Erfarenhet {number}")
        answered(title=f"Förslag {number}")
    client.get(INDEX)

    with django_assert_num_queries(10):
        client.get(INDEX)


@pytest.mark.parametrize("count", [1, 3])
def test_an_experience_asks_the_same_for_one_and_three(client, experience, django_assert_num_queries, count):
    plans = [OwnedPlanFactory() for _number in range(count)]
    page = experience(themes=Theme.objects.all()[:count], bodies=list(Organisation.objects.all()[:count]))
    page.plans = [ExperiencePlan(plan=plan, edition=EditionFactory(plan=plan), page_number=1) for plan in plans]
    page.save_revision().publish()
    client.get(EXPERIENCE)

    with django_assert_num_queries(10):
        client.get(EXPERIENCE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_proposal_asks_the_same_for_one_and_three(client, answered, django_assert_num_queries, count):
    page = answered(themes=Theme.objects.all()[:count], bodies=list(Organisation.objects.all()[:count]))
    sections = [EventIndexPage, ReportIndexPage, HomePage][:count]
    page.related_pages = [ContributionRelated(related=model.objects.get().page_ptr) for model in sections]
    page.save_revision().publish()
    client.get(PROPOSAL)

    with django_assert_num_queries(8):
        client.get(PROPOSAL)


def test_a_region_lists_what_it_has_shared(client, experience):
    experience()

    html = client.get(OrganisationPage.objects.get().url).text

    assert ("Erfarenheter och förslag</h2>" in html, f'href="{EXPERIENCE}"' in html) == (True, True)


def test_what_is_closed_or_not_published_is_nowhere(client, experience, proposal):
    closed, withdrawn = experience("Stängd"), proposal("Tillbaka")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    withdrawn.unpublish()

    assert listed(client) == []
    assert client.get(f"{INDEX}stangd/").status_code == 302
    assert client.get(f"{INDEX}tillbaka/").status_code == 404
    assert INDEX in (sitemap := client.get("/sitemap.xml").text)
    assert [slug for slug in ("stangd", "tillbaka") if slug in sitemap] == []


def test_only_the_two_kinds_are_made(section):
    assert [model.__name__ for model in type(section).creatable_subpage_models()] == ["ExperiencePage", "ProposalPage"]
    assert ContributionPage not in OrganisationPage.creatable_subpage_models()
