"""The site with the migration linter, on a PostgreSQL that is never asked."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, INSTALLED_APPS

OUR_APPS = [app for app in INSTALLED_APPS if (BASE_DIR / app).is_dir()]
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
DATABASES = {"default": {"ENGINE": "tests.migration_lint"}}

# Those that break the release before them by choice, each with its reason; CHANGELOG.md says how they are deployed.
BREAKING: list[str] = []

MIGRATION_LINTER_OPTIONS = {
    "sql_analyser": "postgresql",
    "include_apps": OUR_APPS,
    "ignore_initial_migrations": True,  # they make tables that no earlier release knows
    "ignore_name": BREAKING,
    "warnings_as_errors": ["RUNPYTHON_REVERSIBLE", "RUNSQL_REVERSIBLE"],
    "quiet": ["ok", "ignore"],
    "project_root_path": str(BASE_DIR),
    "no_cache": True,
}
