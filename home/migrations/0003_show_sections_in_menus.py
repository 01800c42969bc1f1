"""Show in the menu, which comes from the pages now, the sections that it had."""

from django.db import migrations

SECTIONS = ("regionindexpage", "eventindexpage", "guidanceindexpage", "reportindexpage")


def show_sections(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType").objects.filter(model__in=SECTIONS)
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(content_type__in=types).update(show_in_menus=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_add_start_page_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0001_initial"),
    ]

    operations = [migrations.RunPython(show_sections, migrations.RunPython.noop)]
