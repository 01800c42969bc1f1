from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        from operations import checks  # noqa: F401, PLC0415 - registers the system checks
