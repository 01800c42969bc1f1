"""A small register with one of everything that pages must be able to show."""

import datetime as dt
import re

from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from accounts.choices import Role
from accounts.models import Membership, User
from content.audiences import Audience, set_page_audience
from content.models import DocumentAudience
from demo.contact import set_contact
from extraction.types import MediaType, PassageKind, TextState
from home.choices import BannerKind
from home.models import HomePage, IntranetPage, SiteSettings
from home.sample_image import sample_image
from library_plans.choices import DecisionKind, OwnerRole, PlanKind
from library_plans.models import Edition, Plan
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportOrganisation, ReportPlan
from search.indexing import rebuild
from tests.browser.dialogue import dialogue
from tests.browser.events import events
from tests.browser.guidance import guidance, summary
from tests.browser.languages import languages
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.pages import InformationPageFactory, ReportPageFactory, StockPageFactory
from themes.models import Theme

EDITOR, PASSWORD = "kb-redaktor@example.org", "biblioteksplan"
STOCK_FORM = "Wagtails eget formulär"
NOW = dt.date.today().year
READING = "Bibliotekets läsfrämjande arbete för små barn börjar på barnavårdscentralen, där varje familj får en bok."
TABLE = "Mått\tI fjol\tI år\nBesök per invånare\t4,1\t4,6\nLån per barn\t14\t18"
LIST = "Böcker på samiska, finska och meänkieli finns på huvudbiblioteket.\nSamråd hålls en gång om året."


def organisation(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def plan(code: str, first: int, last: int, *, roles: tuple[str, ...] = (OwnerRole.MUNICIPALITY,), **values) -> Plan:
    """A plan adopted the autumn before it begins."""
    adopted = values.pop("adopted", True)
    title = values.pop("title", f"Biblioteksplan {first}–{last}")
    made = PlanFactory(
        title=title,
        starts=dt.date(first, 1, 1),
        ends=dt.date(last, 12, 31),
        adopted_date_unknown=False,
        is_example=True,
        **values,
    )
    for position, role in enumerate(roles, start=1):
        slug = f"biblioteksplan-{first}" if position == 1 else f"biblioteksplan-{first}-{role}"
        PlanOwnerFactory(plan=made, organisation=organisation(code), role=role, position=position, slug=slug)
    if adopted:
        DecisionFactory(plan=made, decided_on=dt.date(first - 1, 11, 20), section="§ 181", dnr=f"KS {first - 1}/181")
    return made


def edition(of: Plan, *, pages: int = 4, boxes: bool = True, **values) -> Edition:
    """An edition whose page 1 begins a chapter and whose page 2 continues it with a list and a table."""
    made = EditionFactory(plan=of, page_count=pages, source_url="https://www.kommun.example/biblioteksplan", **values)
    path = [of.title, "Mål och insatser"]
    contents = {
        1: [
            (PassageKind.HEADING, 1, [], of.title),
            (PassageKind.PARAGRAPH, 0, path[:1], "Biblioteken är till för alla."),
        ],
        2: [
            (PassageKind.PARAGRAPH, 0, path, READING),
            (PassageKind.HEADING, 3, path, "Nationella minoriteter"),
            (PassageKind.LIST, 0, [*path, "Nationella minoriteter"], LIST),
            (PassageKind.TABLE, 0, [*path, "Nationella minoriteter"], TABLE),
        ],
    }
    position = 0
    for number in range(1, pages + 1):
        label = str(number - 1) if number > 1 else ""
        size = {"width": 595.0, "height": 842.0} if made.has_pages else {"width": 0.0, "height": 0.0}
        EditionPageFactory(edition=made, number=number, label=label, state=made.state, **size)
        rest = [(PassageKind.HEADING, 2, path[:1], f"Kapitel {number}"), (PassageKind.PARAGRAPH, 0, path[:1], READING)]
        for kind, level, above, text in contents.get(number, rest):
            position += 1
            PassageFactory(
                edition=made,
                page_number=number,
                position=position,
                kind=kind,
                level=level,
                heading_path=above,
                text=text,
                boxes=word_boxes(text, 60.0 + 40 * position % 700) if boxes and made.has_pages else [],
            )
    return made


def word_boxes(text: str, top: float) -> list[list[float]]:
    """A box for each word, side by side on one line."""
    words = re.finditer(r"\w+", text)
    return [[m.start(), m.end(), 50 + 4 * m.start(), top, 50 + 4 * m.end(), top + 12] for m in words]


def information() -> None:
    """An information page with an image and blocks, in three languages, and a child page."""
    image = sample_image()
    image.contextual_alt_text = "En hylla med böcker"
    columns = [{"type": "text", "heading": "Bibliotek"}, {"type": "number", "heading": "Lån per barn och år"}]
    table = {"columns": columns, "rows": [{"values": ["Huvudbiblioteket", "18"]}], "caption": "Lån till barn"}
    figure = {"number": "4,6", "unit": "besök", "measure": "Besök per invånare", "year": NOW - 1, "source": "Påhittad"}
    body = [
        ("heading", {"text": "Så läser du en plan", "level": "2"}),
        ("text", f"<p>{READING}</p><ul><li>Böcker på samiska.</li></ul>"),
        ("heading", {"text": "Siffror", "level": "3"}),
        ("key_figure", {**figure, "source_url": "https://www.kommun.example/"}),
        ("table", {"table": table, "row_headings": True}),
        ("picture", {"image": image, "caption": READING, "credit": "KB"}),
        ("video", {"title": "Samtal om planer", "url": "https://play.example/1", "minutes": 12, "transcript": READING}),
        ("question", {"question": "Vem beslutar?", "answer": "<p>Fullmäktige antar planen.</p>"}),
        ("question", {"question": "Hur länge gäller den?", "answer": "<p>Ofta i fyra år.</p>"}),
        ("call_to_action", {"text": "Se alla planer", "page": None, "url": "https://www.kommun.example/planer"}),
    ]
    page = InformationPageFactory(title="Om biblioteksplaner", body=body)
    InformationPageFactory(parent=page, title="Ordlista")
    languages(HomePage.source_page(), page)


def report(of: Edition) -> None:
    """A nationally spread regional report with a file, an easy-to-read text and a cited page of a plan."""
    file = Document.objects.create(title="Rapport", file=ContentFile(b"%PDF-", name="rapport.pdf"))
    region = OrganisationPage.objects.get(organisation__code="12")
    region.contact = "bibliotek@region.example"
    region.save()
    ReportPageFactory(
        parent=region,
        title="Så används planerna i länet",
        summary="Om planerna märks i budget och verksamhetsplan.",
        level="regional",
        year=NOW - 1,
        follow_up="anvands",
        easy_to_read="Alla kommuner har en plan.\n\nFem av åtta följer upp den.",
        body=[("heading", {"text": "Vad vi ser", "level": "2"}), ("text", f"<p>{READING}</p>")],
        authors=[("author", {"name": "Samordnare", "role": "redaktor", "organisation": "Region Skåne"})],
        files=[
            ("file", {"file": file, "title": "", "accessibility": "partial", "alternative": "Fråga oss.", "pages": 24})
        ],
        nationally_spread=True,
        spread_reason="Sättet att läsa kan användas i hela landet.",
        spread_on=dt.date(NOW, 1, 15),
        organisations=[ReportOrganisation(organisation=organisation("12"))],
        plans=[ReportPlan(plan=of.plan, edition=of, page_number=2)],
        themes=Theme.objects.filter(slug="lasframjande"),
    )


def stock_form() -> None:
    """A page with more blocks than its minimap shows at once, live as those whose forms are compared with it."""
    table = {"columns": [{"type": "text", "heading": "Mått"}], "rows": [{"values": ["Lån"]}]}
    twice = [("question", {"question": "Vem?", "answer": "<p>Vi.</p>"}), ("table", {"table": table})] * 2
    body = [("text", "<p>Text</p>"), *twice, *[("heading", f"Rubrik {n}") for n in range(60)]]
    StockPageFactory(title=STOCK_FORM, body=body, live=True)


def private() -> None:
    """A page that asks for a password."""
    page = InformationPageFactory(title="Bara för några", slug="hemlig")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD)


def intranet() -> None:
    """A piece of internal news, a page that is not for everybody, and a document of the working material."""
    news = InformationPageFactory(parent=IntranetPage.objects.get(), title="Nytt underlag inför hösten")
    news.save_revision().publish()
    set_page_audience(InformationPageFactory(title="Utkast om uppföljning"), Audience.SIGNED_IN)
    document = Document.objects.create(title="Frågor att arbeta vidare med", file=ContentFile(b"Utkast", name="u.txt"))
    document.get_file_size()
    DocumentAudience.objects.create(document=document, restriction_type=DocumentAudience.LOGIN)


def editor() -> None:
    """One of KB's editors, not a superuser."""
    user = User.objects.create_user(EDITOR, password=PASSWORD)
    Membership.objects.create(user=user, organisation=organisation("2021001710"), role=Role.KB_EDITOR)


def fill() -> None:
    """Create all data in an empty, migrated database and build the index."""
    call_command("load_organisations", verbosity=0)
    call_command("setup_site", verbosity=0)
    editor()
    set_contact()
    SiteSettings.objects.update(banner_text="Sökningen är stängd i natt.", banner_kind=BannerKind.WARNING)
    information()
    private()
    intranet()
    events()
    edition(plan("1292", NOW - 15, NOW - 12), state=TextState.OCR, reasons=[{"code": "ocr_pages", "pages": [[1, 2]]}])
    extended = plan("1292", NOW - 7, NOW - 4)
    DecisionFactory(
        plan=extended, kind=DecisionKind.EXTENSION, decided_on=dt.date(NOW - 4, 9, 1), new_end=dt.date(NOW - 2, 12, 31)
    )
    edition(extended)
    newest = edition(plan("1292", NOW - 1, NOW + 2), pages=12)
    report(newest)
    stock_form()
    guidance(newest)
    dialogue(newest)
    summary(newest)
    school = plan(
        "1283", NOW - 1, NOW + 1, kind=PlanKind.SCHOOL, title="Plan för skolbiblioteken i hela kommunen och mer"
    )
    edition(school, state=TextState.POOR, reasons=[{"code": "poor_pages", "pages": [[1, 2]]}], boxes=False)
    edition(plan("0980", NOW - 1, NOW + 2, roles=(OwnerRole.MUNICIPALITY, OwnerRole.REGION)))
    edition(plan("0382", NOW - 2, NOW), media_type=MediaType.DOCX, pages=3)
    locked = plan("0180", NOW - 1, NOW + 3)
    EditionFactory(plan=locked, state=TextState.PASSWORD, page_count=None, reasons=[{"code": "locked_file"}])
    consulted = plan("1280", NOW + 1, NOW + 4, adopted=False)
    DecisionFactory(plan=consulted, kind=DecisionKind.CONSULTATION, body="namnd", decided_on=dt.date(NOW - 1, 10, 5))
    edition(plan("2480", NOW - 6, NOW - 3))
    # An owner of none of the plans that other tests enter in this site: Simrishamn is not in the demo.
    for town in ("Simrishamns kommun", "Region Skåne"):
        collected = EditionFactory(plan=PlanFactory(title="Plan"), original_name="skannad.pdf")
        PassageFactory(edition=collected, text=f"Biblioteksplan för {town}", page_number=1, position=1)
    rebuild()
