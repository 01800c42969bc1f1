"""URLs of the list of themes and of each theme."""

from django.urls import path

from themes import views

app_name = "themes"
urlpatterns = [
    path("", views.themes, name="themes"),
    path("<slug:slug>/", views.theme, name="theme"),
]
