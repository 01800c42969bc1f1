from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from library_plans.choices import PLAN_CODES
from library_plans.models import Edition, Plan
from library_plans.rules import plan_status
from library_plans.status_periods.snapshots import plan_snapshots

TODAY = date(2026, 11, 23)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]


def test_second_run_creates_nothing(settings, demo_collection):
    settings.VAR_DIR = demo_collection
    counts = (Plan.objects.count(), Edition.objects.count())
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert (
        out.getvalue()
        == "demo: 90 documents, all there\nexample pages: 0 new\nexample cases: 0 new\nEnglish pages: 0 new\n"
    )
    assert counts == (85, 90) == (Plan.objects.count(), Edition.objects.count())
    assert not Plan.objects.filter(is_example=False).exists()


def test_plans_of_every_status_exist():
    states = {plan_status(facts, TODAY).code for facts in plan_snapshots().values()}
    assert states == set(PLAN_CODES)
