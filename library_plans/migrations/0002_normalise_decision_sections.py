"""Write the paragraphs of decisions as they are shown: 112 as § 112."""

from django.db import migrations

from library_plans.models.decisions import SectionField, section_text


def normalise_sections(apps, schema_editor):
    decisions = apps.get_model("library_plans", "Decision")._base_manager
    for pk, written in decisions.exclude(section="").values_list("pk", "section").iterator():
        if (text := section_text(written)) != written:
            decisions.filter(pk=pk).update(section=text)


class Migration(migrations.Migration):
    dependencies = [("library_plans", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="section",
            field=SectionField(
                blank=True, help_text="For example: § 181", max_length=20, verbose_name="paragraph (§)"
            ),
        ),
        migrations.RunPython(normalise_sections, migrations.RunPython.noop),
    ]
