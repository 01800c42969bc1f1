"""Decisions as they are stored."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Value

from library_plans.models import Decision
from library_plans.models.decisions import section_text
from tests.factories.library_plans import DecisionFactory


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("112", "§ 112"),
        ("§112", "§ 112"),
        (" 112  § ", "§ 112"),
        ("Paragraf 112", "§ 112"),
        ("par. 112", "§ 112"),
        ("§§ 7 - 9", "§ 7–9"),
        ("§ 112", "§ 112"),
        ("KF § 112", "KF § 112"),
        ("2024/112", "2024/112"),
        ("", ""),
    ],
)
def test_a_paragraph_is_written_with_its_sign(written, text):
    assert section_text(written) == text
    assert section_text(text) == text


@pytest.mark.django_db
def test_a_paragraph_is_stored_with_its_sign_in_bulk_too():
    decision = DecisionFactory(section="112")
    Decision.objects.bulk_create(
        [Decision(plan=decision.plan, kind="adoption", decided_on="2024-05-13", section="7 §")]
    )

    assert list(Decision.objects.order_by("pk").values_list("section", flat=True)) == ["§ 112", "§ 7"]


@pytest.mark.django_db
def test_stored_paragraphs_are_given_their_sign():
    decisions = [DecisionFactory(), DecisionFactory(section="KF § 1")]
    Decision.objects.filter(pk=decisions[0].pk).update(section=Value("112"))
    migration = import_module("library_plans.migrations.0002_normalise_decision_sections")

    migration.normalise_sections(apps, None)

    assert [Decision.objects.get(pk=one.pk).section for one in decisions] == ["§ 112", "KF § 1"]
