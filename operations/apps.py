from django.apps import AppConfig
from django.conf import settings


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        from operations import checks  # noqa: PLC0415 - registers the system checks

        if settings.REFUSE_UNFIT:
            checks.refuse_unfit()
