from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    editor_permissions = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation", "content.hide_document")

    def ready(self) -> None:
        from wagtail.admin.views.generic import EditView  # noqa: PLC0415 - views of the admin
        from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415 - models

        from content import audience_changes, receivers  # noqa: F401, PLC0415 - signals
        from content.admin.avatar_form import guard_avatars  # noqa: PLC0415 - views of the admin
        from content.admin.date_fields import install_date_fields  # noqa: PLC0415 - forms of the admin
        from content.admin.edit_conflicts import guard_edit_view  # noqa: PLC0415 - views of the admin
        from content.admin.exports import defuse_exports  # noqa: PLC0415 - views of the admin
        from content.admin.read_only_forms import show_forms_while_read_only  # noqa: PLC0415 - views of the admin
        from content.alt_texts import suggest_descriptions_only  # noqa: PLC0415 - models
        from content.media import receivers as media_receivers  # noqa: F401, PLC0415 - reference index
        from content.media.permissions import register_policies  # noqa: PLC0415 - models
        from content.validators import validate_web_address  # noqa: PLC0415

        # Wagtail takes ftp too; its form and its import of lists both ask the field.
        Redirect._meta.get_field("redirect_link").validators.append(validate_web_address)
        defuse_exports()
        guard_avatars()
        guard_edit_view(EditView)
        install_date_fields()
        register_policies()
        show_forms_while_read_only()
        suggest_descriptions_only()
