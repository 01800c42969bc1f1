"""The cases of the demo: one in each state, made once."""

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import Page

from demo.example_cases import load_example_cases
from organisations.models import Organisation
from submissions.choices import Kind, State
from submissions.models import Submission
from tests.factories.library_plans import OwnedPlanFactory

EXTENDED = "Biblioteksplan för Östhammars kommun 2024–2027"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


@time_machine.travel("2026-11-30 12:00:00", tick=True)
def test_there_is_a_case_in_each_state_and_another_run_adds_none(settings):
    settings.DEMO = True
    pages = Page.objects.count()
    OwnedPlanFactory(owner__organisation=Organisation.objects.get(code="0382"), title=EXTENDED)
    call_command("demo_users", verbosity=0)

    assert (load_example_cases(), load_example_cases()) == (15, 0)
    assert set(Submission.objects.values_list("state", flat=True)) == set(State)
    assert (Submission.objects.overdue().count(), Page.objects.count()) == (1, pages)
    cases = list(Submission.objects.order_by("number"))
    assert [case.received_at for case in cases] == sorted(case.received_at for case in cases)
    assert len({case.received_at.date() for case in cases}) > len(cases) / 2
    extension = Submission.objects.get(kind=Kind.DECISION)
    assert (extension.plan.title, extension.decision.plan) == (EXTENDED, extension.plan)
    assert extension.number in extension.plan.internal_note
    times = [event.at for event in extension.events.all()]
    assert times == sorted(times)
    assert times[0] == extension.received_at < times[-1] == extension.changed_at
