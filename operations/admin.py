"""The queue of background tasks in the admin: a panel on the start page, and a report with what was given up."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from content.admin.column_export import ColumnExportMixin
from delivery.mail_queue import send_queued
from library_plans.models import Edition
from library_plans.tasks import ocr_edition_pages, read_edition_file
from notifications.models import Notice
from notifications.tasks import send_notices
from operations.queue_status import queue_status
from operations.task_retries import retry_now
from search.indexing import refresh_many

VIEW_PERMISSION = "django_tasks_database.view_dbtaskresult"
RETRY_PERMISSION = "django_tasks_database.change_dbtaskresult"
OF_EDITIONS = (read_edition_file.module_path, ocr_edition_pages.module_path)
TASK_LABELS = {
    read_edition_file.module_path: gettext_lazy("Read a file"),
    ocr_edition_pages.module_path: gettext_lazy("Read pages by text recognition"),
    refresh_many.module_path: gettext_lazy("Update the search index"),
    send_queued.module_path: gettext_lazy("Send a mail"),
    send_notices.module_path: gettext_lazy("Send notices"),
    update_reference_index_task.module_path: gettext_lazy("Note what a page uses"),
    insert_or_update_object_task.module_path: gettext_lazy("Update the search of the admin"),
    delete_file_from_storage_task.module_path: gettext_lazy("Delete a file"),
}
STATUS_LABELS = {
    TaskResultStatus.FAILED: gettext_lazy("given up"),
    TaskResultStatus.RUNNING: gettext_lazy("going on"),
    TaskResultStatus.READY: gettext_lazy("waiting"),
}


class QueuePanel(Component):
    """How the queue stands, on the admin's start page."""

    name = "task_queue"
    template_name = "operations/admin/queue_panel.html"
    order = 97

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        queue = queue_status()
        return {"queue": queue, "oldest_minutes": int(queue.oldest_wait.total_seconds() // 60)}


def task_label(row: DBTaskResult) -> str:
    return str(TASK_LABELS.get(row.task_path, row.task_path))


def task_subject(row: DBTaskResult) -> str:
    """What a task is about: a file of a plan, the records to index, or a mail with its recipients."""
    arguments = row.args_kwargs["args"]
    if row.task_path == send_queued.module_path:
        return f"{arguments[0]['subject']} → {', '.join(arguments[0]['to'])}"
    if row.task_path == refresh_many.module_path:
        number = len(arguments[1])
        return ngettext("%(n)d document", "%(n)d documents", number) % {"n": number}
    if row.task_path == send_notices.module_path:
        return ", ".join(Notice.objects.filter(pk__in=arguments[0]).values_list("subject", flat=True))
    if row.task_path in OF_EDITIONS:
        edition = Edition.all_objects.select_related("plan").filter(pk=arguments[0]).first()
        return f"{edition}: {edition.original_name}" if edition else ""
    return ""


def task_error(row: DBTaskResult) -> str:
    """The last line of what went wrong, also while the task waits to be tried again."""
    return row.traceback.strip().rpartition("\n")[2][:300]


class RetryColumn(Column):
    """A button that queues a task again that was given up."""

    cell_template_name = "operations/admin/retry_cell.html"

    def get_cell_context_data(self, instance: DBTaskResult, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        may_retry = instance.status == TaskResultStatus.FAILED and request.user.has_perm(RETRY_PERMISSION)
        return {**context, "may_retry": may_retry, "csrf_token": get_token(request)}


class QueueFilterSet(WagtailFilterSet):
    """Filters by state."""

    status = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=list(STATUS_LABELS.items()))

    class Meta:
        model = DBTaskResult
        fields: list[str] = []


class QueueReport(ColumnExportMixin, ReportView):
    """Every task that has not ended well: given up, going on, waiting."""

    model = DBTaskResult
    page_title = gettext_lazy("Background work")
    header_icon = "tasks"
    index_url_name = "task_queue"
    index_results_url_name = "task_queue_results"
    filterset_class = QueueFilterSet
    export_filename = "bakgrundsarbete"
    columns = [
        Column("task", label=gettext_lazy("Work"), accessor=task_label),
        Column("subject", label=gettext_lazy("What"), accessor=task_subject),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: STATUS_LABELS[row.status]),
        DateColumn("enqueued_at", label=gettext_lazy("Since")),
        Column("attempts", label=gettext_lazy("Attempts"), accessor=lambda row: len(row.worker_ids)),
        Column("error", label=gettext_lazy("Last error"), accessor=task_error),
        RetryColumn("retry", label=""),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEW_PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[DBTaskResult]:
        return DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).order_by("status", "enqueued_at")


@require_POST
def retry_task(request: HttpRequest, pk: str) -> HttpResponse:
    """Queue a task again that was given up."""
    if not request.user.has_perm(RETRY_PERMISSION):
        raise PermissionDenied
    if retry_now(get_object_or_404(DBTaskResult, pk=pk)):
        messages.success(request, _("The work is waiting for the worker again."))
    return redirect("task_queue")
