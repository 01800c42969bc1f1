"""The lint of migrations stops what the running release cannot bear, and nothing else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = """
from tests.migration_lint.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "later"]
MIGRATION_LINTER_OPTIONS = {**MIGRATION_LINTER_OPTIONS, "include_apps": ["later"], "quiet": []}
"""
MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = {initial}
    dependencies = {dependencies}
    operations = [{operation}]
"""
FIRST = (
    'migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)), '
    '("name", models.CharField(max_length=9)), ("code", models.CharField(max_length=9))])'
)
BORNE = {
    "null": 'migrations.AddField("thing", "a", models.IntegerField(null=True))',
    "database_default": 'migrations.AddField("thing", "b", models.IntegerField(db_default=0))',
    "relation": 'migrations.AddField("thing", "others", models.ManyToManyField("later.Thing"))',
    "words": 'migrations.AlterField("thing", "code", models.CharField("kod", max_length=9))',
    "constraint": (
        'migrations.AddConstraint("thing", models.CheckConstraint(condition=models.Q(code__gt=""), name="some_code"))'
    ),
    "undone": "migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)",
}
REFUSED = {
    "python_default": 'migrations.AddField("thing", "c", models.IntegerField(default=0))',
    "type": 'migrations.AlterField("thing", "code", models.IntegerField())',
    "unique": 'migrations.AlterField("thing", "code", models.CharField(max_length=9, unique=True))',
    "renamed": 'migrations.RenameField("thing", "name", "title")',
    "removed": 'migrations.RemoveField("thing", "code")',
    "not_undone": "migrations.RunPython(migrations.RunPython.noop)",
    "dropped": 'migrations.DeleteModel("Thing")',
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of every migration above, by its name; one builds on the other."""
    folder = tmp_path_factory.mktemp("lint")
    migrations = folder / "later" / "migrations"
    migrations.mkdir(parents=True)
    for package in (migrations.parent, migrations):
        (package / "__init__.py").touch()
    (folder / "lint_settings.py").write_text(SETTINGS)
    before: list[tuple[str, str]] = []
    for name, operation in {"first": FIRST, **BORNE, **REFUSED}.items():
        text = MIGRATION.format(initial=not before, dependencies=before, operation=operation)
        (migrations / f"{name}.py").write_text(text)
        before = [("later", name)]
    environment = {**os.environ, "SECRET_KEY": "lint", "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    command = [sys.executable, "-m", "django", "lintmigrations", "--settings", "lint_settings"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "Summary" in done.stdout, done.stderr
    assert done.returncode == 1
    return dict(re.findall(r"^\(later, (\w+)\)\.\.\. (\w+)", done.stdout, re.M))


def test_a_first_migration_is_no_matter(verdicts):
    assert verdicts["first"] == "IGNORE"


def test_what_the_running_release_can_bear_passes(verdicts):
    assert {name: verdicts[name] for name in BORNE} == dict.fromkeys(BORNE, "OK")


def test_what_it_cannot_bear_is_refused(verdicts):
    assert {name: verdicts[name] for name in REFUSED} == dict.fromkeys(REFUSED, "ERR")
