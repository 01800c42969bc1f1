"""Event pages: Träffpunkt, spring dialogues and regional gatherings. The same page announces and archives an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from content.admin.conditional_panels import ConditionalPanel, PageTabs
from content.components import StatusChip, Timeline
from content.fields import WebAddressField
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, group_by_type, newest_visible, related_to
from content.toc import Section
from events.calendar import calendar_url
from events.choices import EventKind, EventState, HostRole, RegistrationMode
from events.filters import EventFilterForm, upcoming_first
from events.forms import EventPageForm
from events.linked_data import linked_data
from events.models.programme import ProgrammeItem
from events.models.schedule_history import ScheduleChange
from events.presentation import event_chip, event_facts, event_row, period_text, plan_rows, schedule_entries
from events.recordings.pages import RecordedPage
from events.rules import STATES_WITH_REASON, accepts_registrations
from library_plans.models import Edition, Plan
from organisations.ownership import OrganisationOwnedPage, OrganisationRelation
from themes.pages import ThemedPage
from themes.widgets import ThemeCheckboxes


class EventIndexPage(IndexPage):
    """Lists every event that the user may see, below any parent: upcoming ones, the next first, then past ones."""

    parent_page_types: list[str] = []
    subpage_types = ["events.EventPage"]
    filter_form = EventFilterForm

    class Meta:
        verbose_name = _("page of the events")
        verbose_name_plural = _("pages of the events")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        return upcoming_first(EventPage.objects.visible_to(user).prefetch_organisations())


class EventPage(OrganisationOwnedPage, FollowUpMixin, ThemedPage, RecordedPage, ContentPage):
    """An event with its programme, hosts, registration and schedule history."""

    kind = models.CharField(_("form"), max_length=20, choices=EventKind.choices, default=EventKind.WEBCAST)
    starts = models.DateTimeField(_("starts"), db_index=True)
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("The house or hall, or empty."))
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("Street and town."))
    webcast_url = WebAddressField(
        _("link to take part"),
        max_length=500,
        blank=True,
        help_text=_("Shown only when nobody has to register or be invited."),
    )
    registration = models.CharField(
        _("registration"), max_length=20, choices=RegistrationMode.choices, default=RegistrationMode.NONE
    )
    registration_url = WebAddressField(_("address of the registration"), max_length=500, blank=True)
    registration_closes = models.DateField(_("last day to register"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, validators=[MinValueValidator(1)])
    state = models.CharField(_("state"), max_length=20, choices=EventState.choices, default=EventState.OPEN)
    reason = models.TextField(
        _("reason"), max_length=600, blank=True, help_text=_("Why it was moved or cancelled; shown to everybody.")
    )
    target_group = models.CharField(
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

    # A copy has not been announced, moved or cancelled; its programme is copied by `copy_all_child_relations`.
    exclude_fields_in_copy = ["state", "reason", "programme"]
    organisation_relation = "hosts"
    is_kbs_by_default = True
    parent_page_types = ["events.EventIndexPage", "organisations.OrganisationPage"]
    subpage_types: list[str] = []
    base_form_class = EventPageForm

    edit_handler = PageTabs.of(
        {
            _("Content"): [
                *ContentPage.content_panels[:2],
                MultiFieldPanel(
                    [
                        FieldPanel("kind"),
                        ConditionalPanel(
                            [PageChooserPanel("follows", page_type="events.EventPage")], {"kind": [EventKind.GATHERING]}
                        ),
                    ],
                    heading=_("What it is"),
                ),
                FieldPanel("follow_up"),
                InlinePanel(
                    "hosts",
                    heading=_("Who arranges it"),
                    label=_("organisation"),
                    min_num=1,
                    panels=[FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])],
                ),
                FieldPanel("target_group"),
                FieldPanel("body"),
                InlinePanel(
                    "plans",
                    heading=_("Plans that it speaks of"),
                    label=_("plan"),
                    panels=[FieldRowPanel([FieldPanel("plan"), FieldPanel("edition")])],
                ),
                InlinePanel(
                    "related_pages",
                    heading=_("Reports and other pages"),
                    label=_("page"),
                    panels=[RelatedPagePanel("related")],
                ),
                FieldPanel("themes", widget=ThemeCheckboxes),
            ],
            _("Time and place"): [
                MultiFieldPanel(
                    [
                        FieldPanel("state"),
                        ConditionalPanel([FieldPanel("reason")], {"state": sorted(STATES_WITH_REASON)}),
                    ],
                    heading=_("Where it stands"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                        FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
                        FieldPanel("webcast_url"),
                    ],
                    heading=_("When and where"),
                ),
            ],
            _("Registration"): [
                MultiFieldPanel(
                    [
                        FieldPanel("registration"),
                        ConditionalPanel(
                            [FieldPanel("registration_url")], {"registration": [RegistrationMode.EXTERNAL]}
                        ),
                        ConditionalPanel(
                            [FieldRowPanel([FieldPanel("registration_closes"), FieldPanel("capacity")])],
                            {"registration": [RegistrationMode.EXTERNAL, RegistrationMode.INVITATION]},
                        ),
                    ],
                    heading=_("To take part"),
                ),
            ],
            _("Programme and recordings"): [
                InlinePanel("programme", heading=_("Programme"), label=_("programme item"), panels=ProgrammeItem.panels)
            ],
        }
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts", "title"]

    def copy_all_child_relations(self, target: Any, exclude: Sequence[str] | None = None, **options: Any) -> Any:
        """As modelcluster's. A copy gets the programme without what came after the event; an alias all of it."""
        copied = super().copy_all_child_relations(target, exclude=exclude, **options)
        if exclude and "programme" in exclude:
            target.programme.set([item.planned_copy() for item in self.programme.all()])
        return copied

    @cached_property
    def programme_items(self) -> list[ProgrammeItem]:
        """The programme in order, with the documents of each item: one query."""
        return list(self.programme.select_related("recording_file__hidden", "transcript__hidden", "slides__hidden"))

    def visible_related_pages(self, user: Any) -> list[Page]:
        """The related pages that a user may see, the newest first, with the events of its series as full objects."""
        in_series = Q(eventpage__follows=self.pk) | Q(pk=self.follows_id)
        return list(newest_visible(related_to(self) | in_series, user).select_related("eventpage"))

    @property
    def public_state(self) -> EventState | None:
        """The state as last published; None before the event is first published."""
        last = ScheduleChange.objects.filter(page=self.pk).last()
        return EventState(last.state) if last else None

    @property
    def public_start(self) -> datetime | None:
        """When it starts as last published; None before the event is first published."""
        last = ScheduleChange.objects.filter(page=self.pk).last()
        return last.starts if last else None

    @property
    def is_past(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def accepts_registrations(self) -> bool:
        state, registration = EventState(self.state), RegistrationMode(self.registration)
        return accepts_registrations(state, registration, self.registration_closes, self.starts, timezone.localtime())

    @property
    def public_webcast_url(self) -> str:
        """The webcast URL; empty when participants register or are invited, and when the event is cancelled."""
        open_to_all = self.registration == RegistrationMode.NONE and self.state != EventState.CANCELLED
        return self.webcast_url if open_to_all else ""

    @property
    def listing_subtitle(self) -> str:
        """The secondary line in lists: when, the kind, and the state when moved or cancelled."""
        state = [self.get_state_display()] if self.state in STATES_WITH_REASON else []
        return capfirst(", ".join([period_text(self.starts, self.ends), self.get_kind_display(), *state]))

    @property
    def period(self) -> str:
        return capfirst(period_text(self.starts, self.ends))

    @property
    def programme_with_transcripts(self) -> list[tuple[ProgrammeItem, str]]:
        """Pairs of an item and the URL of its recording page relative to the event's; empty without a transcript."""
        urls = {id(one.item): f"{one.slug}/" for one in self.recordings}  # items of a preview have no primary key
        return [(item, urls.get(id(item), "")) for item in self.programme_items]

    @property
    def chip(self) -> StatusChip:
        return event_chip(self)

    def searchable_names(self) -> Sequence[str]:
        return [*super().searchable_names(), capfirst(self.get_kind_display())]

    def sections(self) -> Sequence[Section]:
        return [*(item.section() for item in self.programme_items), *super().sections()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = self.visible_related_pages(request.user)
        events = [page.eventpage for page in related if page.specific_class is EventPage]
        series = sorted(events, key=lambda event: event.starts)
        return {
            **super().get_context(request, *args, **kwargs),
            "state": event_chip(self, large=True),
            "facts": event_facts(self),
            "changes": Timeline(schedule_entries(list(ScheduleChange.objects.filter(page=self.pk)))),
            "following_events": [event_row(event) for event in series if event.pk != self.follows_id],
            "followed_events": [event_row(event) for event in series if event.pk == self.follows_id],
            "programme": self.programme_with_transcripts,
            "plans": plan_rows(self),
            "related_page_groups": group_by_type(page for page in related if page.specific_class is not EventPage),
            "themes": self.themes.all(),
            "calendar_url": calendar_url(self),
            "linked_data": linked_data(self, request),
        }


class EventHost(OrganisationRelation, Orderable):
    """An organisation that hosts an event, alone or together with others."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="hosts")
    role = models.CharField(_("role"), max_length=20, choices=HostRole.choices, default=HostRole.HOST)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(name="eventhost_once_per_event", fields=["page", "organisation"])]


class EventPlan(Orderable):
    """A plan that an event is about, or one of its editions."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="plans")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("plan"))
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("edition")
    )


class EventRelatedPage(RelatedPage):
    """A report that is related to an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="related_pages")
