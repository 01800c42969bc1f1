"""The cases of the demo: one in each state, made once."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from demo.example_cases import load_example_cases
from submissions.choices import State
from submissions.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


def test_there_is_a_case_in_each_state_and_another_run_adds_none(settings):
    settings.DEMO = True
    pages = Page.objects.count()
    call_command("demo_users", verbosity=0)

    assert (load_example_cases(), load_example_cases()) == (14, 0)
    assert set(Submission.objects.values_list("state", flat=True)) == set(State)
    assert (Submission.objects.overdue().count(), Page.objects.count()) == (1, pages)
