"""A guidance product with two steps, and a summary of a plan."""

import datetime as dt

from library_plans.models import Edition
from tests.factories.pages import GuidancePageFactory, GuidanceStepPageFactory, PlanSummaryPageFactory
from themes.models import Theme

WORDS = "läsfrämjande"


def guidance(edition: Edition) -> None:
    act_section = Theme.objects.filter(kind="section").first()
    product = GuidancePageFactory(
        title="Skriva en plan",
        follow_up="bada",
        limitations="Tar inte upp skolbibliotek.",
        body=[("heading", {"text": "Innan ni börjar", "level": "2"}), ("text", "<p>Läs lagen.</p>")],
        contributors=[("contributor", {"role": "Utvecklare", "organisation": "Region Exempel"})],
        act_sections=[("act_section", {"section": act_section, "text": "<p>Så säger den.</p>"})],
        change_log=[("change", {"version": "1.0", "day": dt.date(2026, 3, 1), "text": "Första versionen."})],
    )
    quote = ("plan_quote", {"edition": edition, "page": 2, "words": WORDS})
    gone = ("plan_quote", {"edition": None, "page": 2, "words": WORDS})
    for title, body in (("Börja", [quote]), ("Samråda", [("heading", {"text": "Tid", "level": "2"}), gone])):
        GuidanceStepPageFactory(parent=product, title=title, body=body)


def summary(edition: Edition) -> None:
    statement = {"statement": "Kommunen satsar på läsning.", "edition": edition, "page": 2, "words": WORDS}
    PlanSummaryPageFactory(plan=edition.plan, statements=[("statement", statement)])
