"""The addresses of batches, below `/admin/manga-planer/`."""

from django.urls import path

from library_plans.admin.batches import downloads, preview, revert, row, views

app_name = "plan_batches"
urlpatterns = [
    path("", views.BatchListView.as_view(), name="index"),
    path("resultat/", views.BatchListView.as_view(results_only=True), name="index_results"),
    path("ny/", views.new_batch, name="new"),
    path("mall.csv", downloads.template, {"suffix": "csv"}, name="template_csv"),
    path("mall.xlsx", downloads.template, {"suffix": "xlsx"}, name="template_xlsx"),
    path("<int:pk>/", preview.batch, name="batch"),
    path("<int:pk>/kolumner/", views.columns, name="columns"),
    path("<int:pk>/fler-filer/", views.more_files, name="more_files"),
    path("<int:pk>/arbetet/", views.progress, name="progress"),
    path("<int:pk>/rapport.csv", downloads.report, name="report"),
    path("<int:pk>/ta-tillbaka/", revert.take_back_batch, name="take_back"),
    path("<int:pk>/lagg-tillbaka/", revert.put_back_batch, name="put_back"),
    path("rader/<int:pk>/", row.edit_row, name="row"),
    path("rader/<int:pk>/fil/", row.row_file, name="file"),
]
