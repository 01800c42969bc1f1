"""The search page and what its script asks for."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("forslag/", views.suggest, name="suggest"),
]
