"""The documents of the demo: each file with its ground truth and register facts, rendered at each call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from demo.composer import PlanComposer
from demo.document_specs import FORMATS, DocumentSpec, document_specs
from demo.renderers.base import RenderedFile
from demo.renderers.docx import render_docx
from demo.renderers.html import render_html
from demo.renderers.odt import render_odt
from demo.renderers.pdf_fpdf import render_fpdf_pdf
from demo.renderers.pdf_reportlab import PAGE_STYLES, render_reportlab_pdf
from demo.renderers.pdf_scan import render_scanned_pdf
from demo.stable_random import stable_hash
from demo.types import Draft, ExampleDocument

COLLECTED = date(2026, 1, 12)  # when KB's collection began


def render_document(spec: DocumentSpec) -> ExampleDocument:
    """Compose and render the document."""
    draft = _draft(spec)
    rendered = _render(spec, draft)
    return ExampleDocument(
        name=spec.name,
        data=rendered.data,
        media_type=FORMATS[spec.renderer][0],
        pages=rendered.pages,
        blocks=rendered.blocks,
        headers_footers=rendered.headers_footers,
        labels=rendered.labels,
        plan=spec.entry.facts,
        variant=_variant(spec),
        language=draft.language,
        source_url=f"https://{spec.owner.place.code}.example.org/dokument/{spec.name}",
        fetched_on=_collected(spec),
        scanned=spec.renderer == "scan",
    )


def example_documents() -> Iterator[ExampleDocument]:
    """Every document of the demo, rendered one by one."""
    return map(render_document, document_specs())


def _collected(spec: DocumentSpec) -> date:
    """When KB found the file: some days after the adoption, but not before the collection began."""
    dates = [one.decided_on for one in spec.entry.facts.decisions if one.kind.startswith(("antagande", "remiss"))]
    days = timedelta(days=3 + stable_hash(spec.name, "hämtad") % 9)
    return max([COLLECTED, *(day for day in dates if day > COLLECTED)]) + days


def _variant(spec: DocumentSpec) -> str:
    if spec.variant == "fi":
        return "oversattning"
    return spec.variant or "antagen"


def _draft(spec: DocumentSpec) -> Draft:
    composer = PlanComposer(spec.owner, spec.entry)
    match spec.variant:
        case "remiss":
            return composer.consultation()
        case "kortversion":
            return composer.short()
        case "lattlast":
            return composer.easy_to_read()
        case "fi":
            return composer.finnish()
        case _:
            return composer.adopted()


def _render(spec: DocumentSpec, draft: Draft) -> RenderedFile:
    page_style = PAGE_STYLES[stable_hash(spec.owner.place.code, "utseende") % len(PAGE_STYLES)]
    match spec.renderer:
        case "pdf":
            return render_reportlab_pdf(draft, page_style)
        case "pdf2":
            return render_reportlab_pdf(draft, replace(page_style, columns=2))
        case "fpdf":
            return render_fpdf_pdf(draft)
        case "scan":
            return render_scanned_pdf(draft, page_style)
        case "docx":
            return render_docx(draft)
        case "odt":
            return render_odt(draft)
        case _:
            return render_html(draft)
