from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import checks, receivers  # noqa: F401, PLC0415 - registers the system checks; keeps rights in step
