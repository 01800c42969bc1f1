"""URLs of calendars and the feed; event pages are routed by Wagtail."""

from django.urls import path, re_path

from events import views
from events.feeds import EventFeed

app_name = "events"
urlpatterns = [
    path("traffpunkt/kalender.ics", views.calendar, name="calendar"),
    path("traffpunkt/lan/<str:county>/kalender.ics", views.region_calendar, name="region_calendar"),
    path("traffpunkt/atom.xml", EventFeed(), name="feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)*[\w-]+)\.ics$", views.event_calendar, name="event_calendar"),
]
