"""Events for calendars and feed readers; their pages stand in Wagtail's tree."""

from django.urls import path, re_path

from events import views
from events.feeds import EventFeed

app_name = "events"
urlpatterns = [
    path("traffpunkt/kalender.ics", views.calendar, name="calendar"),
    path("traffpunkt/atom.xml", EventFeed(), name="feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)*[\w-]+)\.ics$", views.event_calendar, name="event_calendar"),
]
