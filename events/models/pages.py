"""The Träffpunkt, the dialogue in spring, and the gatherings of regions: one page from first notice to archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from content.components import StatusChip, Timeline
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, group_by_type, newest_visible, related_to
from content.toc import Section
from events.calendar import calendar_address
from events.choices import HostRole, Kind, Registration, State
from events.filters import EventFilterForm, in_order
from events.forms import EventForm
from events.linked_data import linked_data
from events.models.programme import ProgrammeItem
from events.models.schedule_history import DateLogEntry
from events.presentation import changes, chip, event_facts, event_row, period, plan_rows
from events.recordings.pages import RecordedPage
from events.rules import NEEDS_REASON, takes_registrations
from library_plans.models import Edition, Plan
from organisations.models import Organisation
from themes.pages import ThemedPage


class EventIndexPage(IndexPage):
    """Every event that everybody may see, wherever in the tree: those to come, the next first, then the archive."""

    parent_page_types: list[str] = []
    subpage_types = ["events.EventPage"]
    filter_form = EventFilterForm

    class Meta:
        verbose_name = _("page of the events")
        verbose_name_plural = _("pages of the events")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        return in_order(EventPage.objects.visible_to(user).prefetch_related(with_arrangers()))


def with_arrangers() -> Prefetch:
    """What fetches for many events at once who arranges them: one query."""
    return Prefetch("hosts", EventHost.objects.select_related("organisation"), to_attr="arrangers")


class EventPage(FollowUpMixin, ThemedPage, RecordedPage, ContentPage):
    """An event, from the first notice to the archive."""

    kind = models.CharField(_("form"), max_length=20, choices=Kind.choices, default=Kind.WEBCAST)
    starts = models.DateTimeField(_("starts"), db_index=True)
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("The house or hall, or empty."))
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("Street and town."))
    webcast_url = models.URLField(
        _("link to take part"),
        max_length=500,
        blank=True,
        help_text=_("Shown only when nobody has to register or be invited."),
    )
    registration = models.CharField(
        _("registration"), max_length=20, choices=Registration.choices, default=Registration.NONE
    )
    registration_url = models.URLField(_("address of the registration"), max_length=500, blank=True)
    registration_closes = models.DateField(_("last day to register"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, validators=[MinValueValidator(1)])
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    reason = models.TextField(
        _("reason"), max_length=600, blank=True, help_text=_("Why it was moved or cancelled; shown to everybody.")
    )
    audience = models.CharField(
        _("for whom"), max_length=200, blank=True, help_text=_("For example library heads, politicians and officials")
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("follows"),
        help_text=_("The Träffpunkt that a region's gathering talks further about."),
    )

    parent_page_types = ["events.EventIndexPage", "organisations.OrganisationPage"]
    subpage_types: list[str] = []
    base_form_class = EventForm

    content_panels = [
        *ContentPage.content_panels[:2],
        FieldPanel("follow_up"),
        FieldPanel("kind"),
        PageChooserPanel("follows", page_type="events.EventPage"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
                FieldPanel("webcast_url"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("reason")], heading=_("Where it stands")),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("registration"),
                FieldPanel("registration_url"),
                FieldRowPanel([FieldPanel("registration_closes"), FieldPanel("capacity")]),
            ],
            heading=_("To take part"),
        ),
        InlinePanel(
            "hosts",
            heading=_("Who arranges it"),
            label=_("organisation"),
            min_num=1,
            panels=[FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])],
        ),
        FieldPanel("body"),
        InlinePanel("programme", heading=_("Programme"), label=_("programme item"), panels=ProgrammeItem.panels),
        InlinePanel(
            "plans",
            heading=_("Plans that it speaks of"),
            label=_("plan"),
            panels=[FieldRowPanel([FieldPanel("plan"), FieldPanel("edition")])],
        ),
        InlinePanel(
            "related_pages", heading=_("Reports and other pages"), label=_("page"), panels=[RelatedPagePanel("related")]
        ),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts", "title"]

    @cached_property
    def items(self) -> list[ProgrammeItem]:
        """The programme with its files, in order: one query."""
        return list(self.programme.select_related("recording_file", "transcript", "slides"))

    @cached_property
    def arrangers(self) -> list[EventHost]:
        """Who arranges it, in order: one query, none where a list has fetched them."""
        return list(self.hosts.select_related("organisation"))

    def related(self, user: Any) -> list[Page]:
        """The pages tied to it that a user may see, the newest first, events with all their fields."""
        series = Q(eventpage__follows=self.pk) | Q(pk=self.follows_id)
        return list(newest_visible(related_to(self) | series, user).select_related("eventpage"))

    @property
    def public_state(self) -> State | None:
        """The state that readers were last told of; nothing before the event is first published."""
        last = DateLogEntry.objects.filter(page=self.pk).last()
        return State(last.state) if last else None

    @property
    def is_past(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def takes_registrations(self) -> bool:
        state, registration = State(self.state), Registration(self.registration)
        return takes_registrations(state, registration, self.registration_closes, self.starts, timezone.localtime())

    @property
    def joining_url(self) -> str:
        """Where anybody takes part; empty when one registers or is invited first, and when it is cancelled."""
        open_to_all = self.registration == Registration.NONE and self.state != State.CANCELLED
        return self.webcast_url if open_to_all else ""

    @property
    def listing_subtitle(self) -> str:
        """A quiet line for lists: when, its form, and its state where that matters."""
        state = [self.get_state_display()] if self.state in NEEDS_REASON else []
        return capfirst(", ".join([period(self.starts, self.ends), self.get_kind_display(), *state]))

    @property
    def period(self) -> str:
        return capfirst(period(self.starts, self.ends))

    @property
    def host_names(self) -> str:
        """Who arranges it, in words."""
        return ", ".join(row.organisation.display_name for row in self.arrangers)

    @property
    def programme_rows(self) -> list[tuple[ProgrammeItem, str]]:
        """Each item with the address of its transcript, below the event's own; empty when it has none."""
        below = {id(one.item): f"{one.slug}/" for one in self.recordings}  # items of a preview have no key
        return [(item, below.get(id(item), "")) for item in self.items]

    @property
    def chip(self) -> StatusChip:
        return chip(State(self.state))

    def searchable_names(self) -> Sequence[str]:
        bodies = [row.organisation for row in self.arrangers]
        called = [name for body in bodies for name in (body.name, body.display_name, *body.aliases)]
        return [*super().searchable_names(), capfirst(self.get_kind_display()), *dict.fromkeys(called)]

    def sections(self) -> Sequence[Section]:
        return [*(item.section() for item in self.items), *super().sections()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = self.related(request.user)
        events = [page.eventpage for page in related if page.specific_class is EventPage]
        series = sorted(events, key=lambda event: event.starts)
        return {
            **super().get_context(request, *args, **kwargs),
            "state": chip(State(self.state), large=True),
            "facts": event_facts(self),
            "changes": Timeline(changes(list(DateLogEntry.objects.filter(page=self.pk)))),
            "followers": [event_row(event) for event in series if event.pk != self.follows_id],
            "followed": [event_row(event) for event in series if event.pk == self.follows_id],
            "programme": self.programme_rows,
            "plans": plan_rows(self),
            "related_page_groups": group_by_type(page for page in related if page.specific_class is not EventPage),
            "themes": self.themes.all(),
            "calendar_url": calendar_address(self),
            "linked_data": linked_data(self, request),
        }


class EventHost(Orderable):
    """A body that arranges an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=HostRole.choices, default=HostRole.HOST)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(name="eventhost_once_per_event", fields=["page", "organisation"])]


class EventPlan(Orderable):
    """A plan that an event speaks of, or one of its editions."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="plans")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("plan"))
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("edition")
    )


class EventRelated(RelatedPage):
    """A report or another page that an event speaks of."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="related_pages")
