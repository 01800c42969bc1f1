from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    editor_permissions = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")

    def ready(self) -> None:
        from content import receivers  # noqa: F401, PLC0415 - permissions of translations
        from content.media import receivers as media_receivers  # noqa: F401, PLC0415 - reference index
