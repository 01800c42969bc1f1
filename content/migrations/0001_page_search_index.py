from django.db import migrations

# Wagtail searches `title || body`, for which its own migrations make no index: every search reads the whole table.
MAKE = "CREATE INDEX wagtailsearch_indexentry_all ON wagtailsearch_indexentry USING gin ((title || body))"
DROP = "DROP INDEX wagtailsearch_indexentry_all"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(on_postgresql(MAKE), on_postgresql(DROP))]
