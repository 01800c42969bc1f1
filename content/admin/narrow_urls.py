"""Addresses of Wagtail's whose views are narrowed, in the same places, to be found before its own."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import workflows
from wagtail.utils.urlpatterns import decorate_urlpatterns

from content.admin.narrow_views import OwnPageTypesReportView, confirm_own_move, for_workflow_editors, own_bulk_action
from content.admin.page_chooser import NarrowBrowseView, NarrowChosenMultipleView

urlpatterns = decorate_urlpatterns(
    [
        path("choose-page/", NarrowBrowseView.as_view()),
        path("choose-page/<int:parent_page_id>/", NarrowBrowseView.as_view()),
        path("choose-page/chosen-multiple/", NarrowChosenMultipleView.as_view()),
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", own_bulk_action),
        path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", confirm_own_move),
        path("reports/page-types-usage/", OwnPageTypesReportView.as_view()),
        path("reports/page-types-usage/results/", OwnPageTypesReportView.as_view(results_only=True)),
        path("workflows/task_chooser/", for_workflow_editors(workflows.TaskChooserView.as_view())),
        path("workflows/task_chooser/results/", for_workflow_editors(workflows.TaskChooserResultsView.as_view())),
        path("workflows/task_chooser/create/", for_workflow_editors(workflows.TaskChooserCreateView.as_view())),
        path("workflows/task_chooser/<int:task_id>/", for_workflow_editors(workflows.task_chosen)),
        path("localize/reports/translations/", RedirectView.as_view(pattern_name="translations")),
        path("localize/reports/translations/results/", RedirectView.as_view(pattern_name="translations_results")),
    ],
    require_admin_access,
)
