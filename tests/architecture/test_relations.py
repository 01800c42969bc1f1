"""What import-linter cannot see, because `"app.Model"` is a string."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from wagtail.models import get_page_models

LAYERS = [
    {"content"},
    {"search"},
    {"organisations", "themes"},
    {"accounts"},
    {"audit", "notifications"},
    {"library_plans"},
    {"plan_summaries"},
    {"events", "reports", "guidance", "dialogue", "accessibility"},
    {"submissions"},
    {"handbook", "home", "operations"},
    {"link_monitor"},
    {"demo"},
]
LEVEL = {label: level for level, labels in enumerate(LAYERS) for label in labels}


def test_every_app_of_ours_stands_in_a_layer():
    here = Path(settings.BASE_DIR)
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(here) and not Path(config.path).is_relative_to(here / ".venv")
    }

    assert ours - {"specimens"} == set(LEVEL)


def relations_between_apps() -> list[tuple[type[Model], Field]]:
    return [
        (model, field)
        for model in apps.get_models()
        if model._meta.app_label in LEVEL
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.related_model and field.related_model._meta.app_label in LEVEL
        if field.related_model._meta.app_label != model._meta.app_label
    ]


def test_there_are_relations_to_look_at():
    assert "library_plans.PlanOwner" in {model._meta.label for model, _field in relations_between_apps()}


def test_relations_point_downwards():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in relations_between_apps()
        if LEVEL[field.related_model._meta.app_label] >= LEVEL[model._meta.app_label]
    ]

    assert upward == []


def test_relations_to_another_app_leave_no_trace_on_it():
    visible = [
        f"{model._meta.label}.{field.name}"
        for model, field in relations_between_apps()
        if not field.remote_field.hidden
    ]

    assert visible == []


def test_every_page_type_says_what_may_stand_below_it():
    silent = [m.__name__ for m in get_page_models() if m._meta.app_label in LEVEL and "subpage_types" not in vars(m)]

    assert silent == []
