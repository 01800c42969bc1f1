from datetime import date

import pytest

from demo import loading
from demo.document_specs import document_specs
from demo.documents import render_document
from demo.owners import example_owners
from library_plans.models import Decision, Edition, Plan

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.usefixtures("organisations")


def document(name: str):
    return render_document(next(spec for spec in document_specs() if spec.name == name))


def test_plan_is_registered_with_its_decisions_as_example():
    plan = loading.register_document(document("0761-2021.html")).edition.plan
    assert plan.is_example
    assert (plan.starts, plan.ends, plan.act) == (date(2021, 1, 1), date(2024, 12, 31), 2013)
    decisions = [(one.kind, one.body, one.dnr, one.new_end) for one in plan.decisions.all()]
    assert decisions == [
        ("antagande", "kf", "2020/211-88", None),
        ("aktualisering", "kf", "2024/97-88", date(2026, 12, 31)),
    ]


def test_registering_again_changes_nothing():
    one = document("1270-2023.html")
    first, second = loading.register_document(one), loading.register_document(one)
    assert (first.created, second.created, first.edition) == (True, False, second.edition)
    assert (Plan.objects.count(), Edition.objects.count(), Decision.objects.count()) == (1, 1, 1)


def test_joint_plan_has_two_owners_and_gotland_two_roles():
    joint = loading.register_document(document("10-2016.docx")).edition.plan
    assert list(joint.owners.values_list("organisation__code", "role")) == [("10", "region"), ("07", "region")]
    island = loading.register_document(document("0980-2018.pdf")).edition.plan
    assert list(island.owners.values_list("organisation__code", "role")) == [("0980", "kommun"), ("0980", "region")]


def test_plan_without_file_has_no_edition():
    entry = next(entry for owner in example_owners() for entry in owner.plans if not entry.files)
    plan = loading.register_without_file(entry.facts)
    assert loading.register_without_file(entry.facts) == plan
    assert [one.kind for one in plan.decisions.all()] == ["uppdrag"]
    assert plan.editions.count() == 0


def test_predecessors_are_set():
    made = [document("0643-2018.docx"), document("0643-2022.pdf")]
    loading.link_predecessors([(one.plan, loading.register_document(one).edition.plan) for one in made])
    assert Plan.objects.get(starts=date(2022, 7, 1)).predecessor == Plan.objects.get(starts=date(2018, 1, 1))


def test_documents_are_not_loaded_in_an_empty_register(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert not loading.is_loaded("demo")
    loading.save_checksums("demo", {"a.pdf": "0" * 64})
    assert not loading.is_loaded("demo")
