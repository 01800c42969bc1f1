"""The vocabulary and each of its themes."""

from django.urls import path

from themes import views

app_name = "themes"
urlpatterns = [
    path("", views.themes, name="themes"),
    path("<slug:slug>/", views.theme, name="theme"),
]
