"""Pages of every type at each place, in every state that a reader or a stranger may or may not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from accounts.groups import KB_GROUP
from accounts.models import RegionGroup, User
from organisations.models import OrganisationPage
from reports.models import ReportIndexPage
from tests.factories.pages import (
    EventPageFactory,
    ExperiencePageFactory,
    GuidancePageFactory,
    GuidanceStepPageFactory,
    InformationPageFactory,
    ProposalPageFactory,
    ReportPageFactory,
)
from tests.home.languages.translations import translated
from tests.rights.objects import EVERY_TITLE, PLACES, Secrets
from tests.rights.people import KB

REGIONAL_TYPES = (EventPageFactory, ExperiencePageFactory, ProposalPageFactory)
KB_TYPES = (*REGIONAL_TYPES, InformationPageFactory, GuidancePageFactory)


def add_pages(secrets: Secrets, editor: User) -> None:
    """Reports stand for every type where a screen treats all alike; the other types are added as drafts."""
    for place in PLACES:
        make = PageMaker(secrets, editor, place)
        make.public()
        make.closed()
        make.changed()
        draft = make.draft()
        make.locked()
        make.scheduled()
        make.in_section(draft)
        for factory in REGIONAL_TYPES if place != KB else KB_TYPES:
            make.draft(factory)
    add_steps_and_summaries(secrets, editor)
    add_translations(secrets, editor)


class PageMaker:
    """Makes pages below a region's page, or in KB's sections."""

    def __init__(self, secrets: Secrets, editor: User, place: str) -> None:
        self.secrets, self.editor, self.place = secrets, editor, place
        self.parent = None if place == KB else OrganisationPage.objects.get(organisation__code=place)

    def make(self, factory: Any = ReportPageFactory, *, word: str, live: bool, **values: Any) -> Page:
        below = {"parent": self.parent} if self.parent else {}
        title = f"{EVERY_TITLE} {word}".strip()
        page = factory(
            title=title, slug=f"sida-{Page.objects.count()}", live=live, owner=self.editor, **below, **values
        )
        page.save_revision(user=self.editor, log_action=True)
        return page

    def add(self, kind: str, word: str, page: Page, **more: Any) -> None:
        self.secrets.add(kind, self.place, word, **page_arguments(page), **more)

    def public(self) -> None:
        word = self.secrets.word()
        self.add("published page", word, self.make(word=word, live=True))

    def closed(self) -> None:
        word = self.secrets.word()
        page = self.make(word=word, live=True)
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.add(self.audience)
        self.add("page for some groups", word, page)

    @property
    def audience(self) -> Group:
        if self.place == KB:
            return Group.objects.get(name=KB_GROUP)
        return RegionGroup.objects.get(organisation__code=self.place).audience

    def changed(self) -> None:
        """A published page that is being rewritten, with a comment in the margin."""
        word = self.secrets.word()
        page = self.make(word="", live=True)
        page.title = f"{EVERY_TITLE} {word}"
        page.save_revision(user=self.editor, log_action=True)
        comment = self.secrets.word()
        Comment.objects.create(page=page, user=self.editor, text=comment, contentpath="title")
        self.add("changes not yet published", word, page)
        self.add("comment on a page", comment, page)

    def draft(self, factory: Any = ReportPageFactory) -> Page:
        word = self.secrets.word()
        page = self.make(factory, word=word, live=False)
        self.add("draft" if factory is ReportPageFactory else "draft of another type", word, page)
        return page

    def locked(self) -> None:
        word = self.secrets.word()
        page = self.make(word=word, live=False, locked=True, locked_by=self.editor, locked_at=timezone.now())
        log(page, "wagtail.lock", user=self.editor)
        self.add("locked draft", word, page)

    def scheduled(self) -> None:
        word = self.secrets.word()
        page = self.make(word=word, live=False)
        page.go_live_at = timezone.now() + timedelta(days=3)
        page.save_revision(user=self.editor, approved_go_live_at=page.go_live_at)
        self.add("scheduled page", word, page)
        alias = page.create_alias(user=self.editor, update_slug=f"alias-{page.pk}")
        self.add("alias of a draft", word, alias)

    def in_section(self, draft: Page) -> None:
        """The page that the others stand below: what its list shows of its draft is its secret."""
        section = self.parent or ReportIndexPage.objects.get()
        [secret] = [one for one in self.secrets.of("draft") if one.place == self.place]
        self.add("section", secret.word, section, child_id=draft.pk)


def page_arguments(page: Page) -> dict[str, Any]:
    """What the addresses of a page are filled with, under the names that they use."""
    options = page.specific_class._meta
    return {
        **dict.fromkeys(("page_id", "pk", "parent_page_id", "page_to_move_id", "object_id", "page_pk"), page.pk),
        "destination_id": page.get_parent().pk,
        "revision_id": page.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "app_label": options.app_label,
        "model_name": options.model_name,
        "content_type_app_name": options.app_label,
        "content_type_model_name": options.model_name,
        "path": page.get_url_parts()[2].strip("/"),
        "_0": page.get_url_parts()[2].lstrip("/"),
    }


def add_steps_and_summaries(secrets: Secrets, editor: User) -> None:
    """Types with conditions of their own: a step stands below its guidance, a summary has a plan."""
    maker = PageMaker(secrets, editor, KB)
    maker.parent = GuidancePageFactory(slug="vagledning-med-steg")
    maker.draft(GuidanceStepPageFactory)
    maker.secrets.add("guidance with steps", KB, list(secrets.all)[-1].word, pk=maker.parent.pk)


def add_translations(secrets: Secrets, editor: User) -> None:
    """A draft of KB in Swedish with its translation: the only types that are translated are KB's."""
    maker = PageMaker(secrets, editor, KB)
    word = secrets.word()
    page = maker.make(InformationPageFactory, word=word, live=False, body=[("text", f"<p>Om {word}.</p>")])
    translation_page = translated(page.get_parent().specific, "en") and translated(page, "en", live=False)
    source = TranslationSource.objects.get_for_instance(page)
    translation = Translation.objects.get(source=source)
    secrets.add(
        "translation",
        KB,
        word,
        **page_arguments(translation_page),
        translation_source_id=source.pk,
        translation_id=translation.pk,
        string_segment_id=source.stringsegment_set.first().pk,
        overridable_segment_id=0,
        mode="",
    )
