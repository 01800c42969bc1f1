"""Pages of experiences and proposals: details, the list with its filters, visibility and query counts."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import PageViewRestriction

from dialogue.models import ContributionPage, ContributionRelatedPage, ExperiencePlan, ProposalPage
from events.models import EventIndexPage
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportIndexPage
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.factories.pages import ReportPageFactory
from themes.models import Theme

INDEX_URL = "/erfarenheter/"
EXPERIENCE_URL = "/erfarenheter/sa-laste-vi-planen/"
PROPOSAL_URL = "/erfarenheter/en-dag-om-barn/"


def listed_titles(client, query=""):
    html = client.get(f"{INDEX_URL}{query}").text
    return re.findall(r'data-testid="contribution"[^>]*>\s*<a class="row__title" href="[^"]+">([^<]+)<', html)


def facts(html):
    found = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    return [(name, " ".join(value.split())) for name, value in found]


def test_index_page_has_a_short_url(section):
    assert (section.title, section.url) == ("Erfarenheter och förslag", INDEX_URL)


def test_experience_shows_its_facts(client, experience):
    experience(author_role="bibliotekschef")

    assert facts(client.get(EXPERIENCE_URL).text) == [
        ("Vem berättar", '<a href="/planer/03-region-uppsala/">Region Uppsala</a>'),
        ("Roll", "bibliotekschef"),
        ("Datum", "6 maj 2025"),
        ("Handlar om", "Hur planerna används"),
    ]


def test_empty_role_is_not_shown(client, experience):
    experience()

    assert "<dt>Roll</dt>" not in client.get(EXPERIENCE_URL).text


def test_proposal_without_answer_shows_its_facts_and_outcome(client, proposal):
    proposal(subject="webbplats")

    html = client.get(PROPOSAL_URL).text

    assert facts(html) == [
        ("Vem föreslår", '<a href="/planer/03-region-uppsala/">Region Uppsala</a>'),
        ("Förslag till", "Den här webbplatsen"),
        ("Datum", "7 juni 2025"),
        ("Handlar om", "Hur planerna utformas"),
    ]
    assert 'data-status="mottaget"' in html
    assert 'data-testid="answer"' not in html


def test_official_answer_is_shown_with_author_and_date(client, answered_proposal):
    answered_proposal()

    html = client.get(PROPOSAL_URL).text

    [box] = re.findall(r'data-testid="answer">(.*?)</section>', html, re.S)
    assert " ".join(re.sub(r"<[^>]+>", " ", box).split()) == (
        "Officiellt svar Kungliga biblioteket, 9 augusti 2025 Dagen blir av i Gränna."
    )
    assert 'data-status="antaget"' in html


@pytest.mark.parametrize("missing", [{"official_answer": ""}, {"answered_on": None}, {"answered_by": ""}])
def test_database_constraint_requires_an_answer_with_an_outcome(answered_proposal, missing):
    page = answered_proposal()

    with pytest.raises(IntegrityError, match="proposalpage_outcome_has_answer"), transaction.atomic():
        ProposalPage.objects.filter(pk=page.pk).update(**missing)


def test_plans_link_to_the_chosen_page(client, experience):
    osthammar = Organisation.objects.get(code="0382")
    plan = OwnedPlanFactory(title="Plan", owner__organisation=osthammar, owner__slug="plan")
    page = experience()
    page.plans = [ExperiencePlan(plan=plan, edition=EditionFactory(plan=plan, number=2, page_count=9), page_number=7)]
    page.save_revision().publish()

    html = client.get(EXPERIENCE_URL).text

    assert re.findall(r'href="(/planer/0382[^"]+)">([^<]+)<', html) == [
        ("/planer/0382-osthammar/plan/2/sida/7/", "Östhammar: Plan")
    ]
    assert "Sida 7" in html


def test_proposal_and_related_report_link_to_each_other(client, proposal):
    report = ReportPageFactory(title="Läget")
    page = proposal()
    page.related_pages = [ContributionRelatedPage(related=report.page_ptr)]
    page.save_revision().publish()

    assert '<a class="row__title" href="/rapporter/laget/">Läget</a>' in client.get(PROPOSAL_URL).text
    html = client.get("/rapporter/laget/").text
    assert (">Förslag</h2>" in html, f'<a class="row__title" href="{PROPOSAL_URL}">' in html) == (True, True)


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
def test_list_is_filtered(client, experience, answered_proposal, uppsala, query, titles):
    sormland = Organisation.objects.create(
        code="04", region_code="04", kind="region", name="Sörmland", display_name="Sörmland", county_code="04"
    )
    experience("Äldst", organisations=[sormland], day=dt.date(2023, 1, 2))
    experience(
        "Nyast",
        organisations=[uppsala, Organisation.objects.get(code="0382")],
        themes=Theme.objects.filter(slug="beredskap"),
    )
    answered_proposal(title="Avslaget", outcome="avslaget")

    assert listed_titles(client, query) == titles


def test_list_rows_show_type_date_organisation_and_outcome(client, experience, answered_proposal):
    experience()
    answered_proposal()

    html = client.get(INDEX_URL).text

    assert re.findall(r'<p class="row__text">([^<]+)<', html) == [
        "Förslag, 7 juni 2025 · Region Uppsala",
        "Erfarenhet, 6 maj 2025 · Region Uppsala",
    ]
    assert re.findall(r'data-status="([^"]+)"', html) == ["antaget"]


def test_list_is_paginated(client, experience):
    for number in range(21):
        experience(f"Nummer {number}", slug=f"n-{number}")

    assert (len(listed_titles(client, "?slag=erfarenhet")), len(listed_titles(client, "?slag=erfarenhet&page=2"))) == (
        20,
        1,
    )
    assert "?slag=erfarenhet&amp;page=2" in client.get(f"{INDEX_URL}?slag=erfarenhet").text
    assert client.get(f"{INDEX_URL}?page=3").status_code == 404


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
def test_invalid_filter_value_is_reported_at_its_field(client, experience, query, message):
    experience()

    answer = client.get(f"{INDEX_URL}{query}")

    [error] = re.findall(r'class="field__error"[^>]*>([^<]+)<', answer.text)
    assert (answer.status_code, message in error) == (400, True)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_list_is_constant(client, experience, answered_proposal, django_assert_num_queries, count):
    for number in range(count):
        experience(f"Erfarenhet {number}")
        answered_proposal(title=f"Förslag {number}")
    client.get(INDEX_URL)

    with django_assert_num_queries(13):
        client.get(INDEX_URL)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_experience_is_constant(client, experience, django_assert_num_queries, count):
    plans = [OwnedPlanFactory() for _number in range(count)]
    page = experience(themes=Theme.objects.all()[:count], organisations=list(Organisation.objects.all()[:count]))
    page.plans = [ExperiencePlan(plan=plan, edition=EditionFactory(plan=plan), page_number=1) for plan in plans]
    page.save_revision().publish()
    client.get(EXPERIENCE_URL)

    with django_assert_num_queries(15):
        client.get(EXPERIENCE_URL)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_proposal_is_constant(client, answered_proposal, django_assert_num_queries, count):
    page = answered_proposal(themes=Theme.objects.all()[:count], organisations=list(Organisation.objects.all()[:count]))
    sections = [EventIndexPage, ReportIndexPage, HomePage][:count]
    page.related_pages = [ContributionRelatedPage(related=model.objects.get().page_ptr) for model in sections]
    page.save_revision().publish()
    client.get(PROPOSAL_URL)

    with django_assert_num_queries(13):
        client.get(PROPOSAL_URL)


def test_experience_is_listed_on_the_page_of_its_region(client, experience):
    experience()

    html = client.get(OrganisationPage.objects.get().url).text

    assert ("Erfarenheter och förslag</h2>" in html, f'href="{EXPERIENCE_URL}"' in html) == (True, True)


def test_private_and_unpublished_pages_are_not_listed(client, experience, proposal):
    private, unpublished = experience("Stängd"), proposal("Tillbaka")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    unpublished.unpublish()

    assert listed_titles(client) == []
    assert client.get(f"{INDEX_URL}stangd/").status_code == 302
    assert client.get(f"{INDEX_URL}tillbaka/").status_code == 404
    assert INDEX_URL in (sitemap := client.get("/sitemap.xml").text)
    assert [slug for slug in ("stangd", "tillbaka") if slug in sitemap] == []


def test_creatable_page_types(section):
    assert [model.__name__ for model in type(section).creatable_subpage_models()] == ["ExperiencePage", "ProposalPage"]
    assert ContributionPage not in OrganisationPage.creatable_subpage_models()
