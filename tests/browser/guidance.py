"""A guidance product with two steps, and a summary of a plan."""

import datetime as dt

from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceStepPage
from library_plans.models import Edition
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from themes.models import Theme

WORDS = "läsfrämjande"


def guidance(edition: Edition) -> None:
    act_section = Theme.objects.filter(kind="section").first()
    product = GuidancePage(
        title="Skriva en plan",
        summary="Så gör man.",
        follow_up="bada",
        target_group="Bibliotekschefer",
        version="1.0",
        version_date=dt.date(2026, 3, 1),
        limitations="Tar inte upp skolbibliotek.",
        body=[("heading", {"text": "Innan ni börjar", "level": "2"}), ("text", "<p>Läs lagen.</p>")],
        contributors=[("contributor", {"role": "Utvecklare", "organisation": "Region Exempel"})],
        act_sections=[("act_section", {"section": act_section, "text": "<p>Så säger den.</p>"})],
        change_log=[("change", {"version": "1.0", "day": dt.date(2026, 3, 1), "text": "Första versionen."})],
    )
    GuidanceIndexPage.objects.get().add_child(instance=product)
    quote = ("plan_quote", {"edition": edition, "page": 2, "words": WORDS})
    gone = ("plan_quote", {"edition": None, "page": 2, "words": WORDS})
    for title, body in (("Börja", [quote]), ("Samråda", [("heading", {"text": "Tid", "level": "2"}), gone])):
        product.add_child(instance=GuidanceStepPage(title=title, summary=f"Om att {title.lower()}.", body=body))


def summary(edition: Edition) -> None:
    statement = {"statement": "Kommunen satsar på läsning.", "edition": edition, "page": 2, "words": WORDS}
    page = PlanSummaryPage(plan=edition.plan, statements=[("statement", statement)])
    PlanSummaryIndexPage.objects.get().add_child(instance=page)
