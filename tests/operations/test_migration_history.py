"""What tells a database of an earlier generation of migrations from one of this."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from operations.migration_history import differences

pytestmark = pytest.mark.django_db


def test_a_database_of_this_version_has_no_difference():
    assert differences(connection) == []


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("ALTER TABLE library_plans_passage RENAME COLUMN text TO words", "library_plans_passage"),
        ("ALTER TABLE themes_theme ADD COLUMN colour varchar(20)", "themes_theme"),
        ("DROP TABLE guidance_guidancepage_themes", "guidance_guidancepage_themes"),
    ],
)
def test_a_table_that_these_migrations_did_not_make_is_named(change, table):
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert differences(connection) == [table]


def test_a_migration_that_the_source_lacks_is_named():
    MigrationRecorder(connection).record_applied("home", "0002_information_page")

    assert differences(connection) == ["home.0002_information_page"]


def test_migrations_that_are_still_to_come_are_no_difference():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE guidance_guidancefeedback")
    recorder = MigrationRecorder(connection)
    for name in [name for app, name in recorder.applied_migrations() if app == "guidance"]:
        recorder.record_unapplied("guidance", name)

    assert differences(connection) == []


def test_tables_of_other_packages_are_not_compared():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE taggit_tag ADD COLUMN colour varchar(20)")

    assert differences(connection) == []
