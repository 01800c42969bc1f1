"""The address of the preference about mail."""

from django.urls import path

from notifications.views import PaceView

app_name = "notifications"
urlpatterns = [path("mina-sidor/utskick/", PaceView.as_view(), name="pace")]
