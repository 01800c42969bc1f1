"""The tables of the archive: each column has its meaning beside its value, so that the dictionary cannot differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library_plans.choices import DecisionBody, EditionVariant, OwnerRole, PlanKind, StatusCode
from library_plans.models import Edition
from library_plans.models.editions import STATE_CHOICES
from library_plans.open_data.page_texts import PageText
from library_plans.register.export import COLUMNS

Row = TypeVar("Row")
Values = Sequence[tuple[str, Any]]
REGISTER = "register.csv"
DICTIONARY_COLUMNS = ("fil", "kolumn", "betydelse", "värden")


def choices(of: type[TextChoices]) -> Values:
    return of.choices


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, what it means, its value in a row (with the site's scheme and host), and its codes."""

    name: str
    meaning: Promise
    value: Callable[[Row, str], Any]
    codes: Values = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A file of the archive with a row, or an object, for each of something."""

    file: str
    columns: Sequence[Column[Row]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def row(self, one: Row, site: str) -> list[Any]:
        return [column.value(one, site) for column in self.columns]


def edition_url(edition: Edition, site: str) -> str:
    return f"{site}{edition.plan.get_absolute_url()}{edition.number}/"


EDITIONS: Table[Edition] = Table(
    "utgavor.csv",
    (
        Column("utgåva", _("Stable id of the edition; the same in the API"), lambda row, site: row.pk),
        Column("plan", _("Stable id of its plan"), lambda row, site: row.plan_id),
        Column("titel", _("Title of the plan as adopted"), lambda row, site: row.plan.title),
        Column("ägare", _("Owners of the plan"), lambda row, site: row.plan.owner_names),
        Column("nummer", _("Number of the edition within its plan, from 1"), lambda row, site: row.number),
        Column(
            "version",
            _("Kind of text; only adopted text is here"),
            lambda row, site: row.variant,
            choices(EditionVariant),
        ),
        Column("språk", _("Language of the edition"), lambda row, site: row.language),
        Column("hämtad", _("When the file was fetched"), lambda row, site: row.fetched_at.isoformat()),
        Column("källa", _("Where it was fetched"), lambda row, site: row.source_url),
        Column("medietyp", _("Media type of the file"), lambda row, site: row.media_type),
        Column("storlek", _("Size of the file in bytes"), lambda row, site: row.size),
        Column("kontrollsumma", _("Checksum of the file (SHA-256)"), lambda row, site: row.sha256),
        Column("sidor", _("Number of pages, or of sections"), lambda row, site: row.page_count),
        Column("läsning", _("How the file could be read"), lambda row, site: row.state, STATE_CHOICES),
        Column("adress", _("Address of the edition on the site"), edition_url),
        Column(
            "exempeltext",
            _("exempel where the text was invented"),
            lambda row, site: "exempel" if row.plan.is_example else "",
        ),
    ),
)
PAGES: Table[PageText] = Table(
    "sidor.jsonl",
    (
        Column("utgåva", _("Id of the edition"), lambda row, site: row.page.edition_id),
        Column("sida", _("Place of the page, or section, in the file, from 1"), lambda row, site: row.page.number),
        Column(
            "tryckt", _("The number that is printed on the page; empty without one"), lambda row, site: row.page.label
        ),
        Column("läsning", _("How the page could be read"), lambda row, site: row.page.state, STATE_CHOICES),
        Column("språk", _("Languages of its passages, in their order"), lambda row, site: list(row.languages)),
        Column("undanhållen", _("Whether all of the page is withheld"), lambda row, site: row.is_withheld),
        Column(
            "text",
            _("Its passages with an empty line between them; withheld words are [maskerat]"),
            lambda row, site: row.text,
        ),
        Column(
            "adress",
            _("Address of the page on the site"),
            lambda row, site: f"{edition_url(row.page.edition, site)}sida/{row.page.number}/",
        ),
    ),
)
YES_NO: Values = (("ja", ""), ("nej", ""))
REGISTER_MEANINGS: dict[str, tuple[Promise, Values]] = {
    "kod": (_("Code of the municipality, or of the region in its own row"), ()),
    "namn": (_("Name of the municipality or region"), ()),
    "nivåkod": (_("In which role it owns plans"), choices(OwnerRole)),
    "nivå": (_("The role in words"), ()),
    "länskod": (_("Number of the county"), ()),
    "län": (_("Name of the county"), ()),
    "statuskod": (_("Status on the day of the archive"), choices(StatusCode)),
    "status": (_("The status in words"), ()),
    "aktuell": (_("Whether KB counts it as current: ended at most two years ago"), YES_NO),
    "förklaring": (_("Why it has its status"), ()),
    "anmärkning": (_("What else is known"), ()),
    "plan": (_("Title of the plan that gives the status"), ()),
    "typkod": (_("Kind of plan"), choices(PlanKind)),
    "typ": (_("The kind in words"), ()),
    "period": (_("Years as adopted"), ()),
    "gäller från": (_("First day"), ()),
    "gäller till och med": (_("Last day by all decisions"), ()),
    "antagen": (_("Day of adoption"), ()),
    "organkod": (_("Body that adopted it"), choices(DecisionBody)),
    "beslutad av": (_("The body in words"), ()),
    "paragraf": (_("Section of the minutes"), ()),
    "dnr": (_("Reference number of the decision"), ()),
    "efterträdare": (_("Title of an adopted plan that begins later"), ()),
    "efterträdarens adress": (_("Its address on the site"), ()),
    "källa": (_("Where the owner publishes the plan"), ()),
    "kontrollsumma": (_("Checksum of the collected file (SHA-256)"), ()),
    "adress": (_("Address of the plan, or owner, on the site"), ()),
    "exempeltext": (_("exempel where the text was invented"), ()),
}


def dictionary_rows() -> Iterator[Sequence[str]]:
    """A row for each column of each table, as long as `DICTIONARY_COLUMNS`.

    Raises:
        KeyError: A column of the register has no meaning here.
    """
    for name in COLUMNS:
        meaning, codes = REGISTER_MEANINGS[name]
        yield dictionary_row(REGISTER, name, meaning, codes)
    for table in (EDITIONS, PAGES):
        for column in table.columns:
            yield dictionary_row(table.file, column.name, column.meaning, column.codes)


def dictionary_row(file: str, name: str, meaning: Promise, codes: Values) -> Sequence[str]:
    values = "; ".join(f"{code}: {label}" if label else code for code, label in codes)
    return (file, name, str(meaning), values)
