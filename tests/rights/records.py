"""Rows of the register and of the site: notes that nobody outside KB reads, people, invitations, settings."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowPage, WorkflowTask

from accounts.choices import Role
from accounts.models import Invitation, Membership, User
from audit.choices import Action
from audit.log import record
from guidance.models import GuidanceFeedback, GuidancePage
from home.models import SiteSettings
from library_plans.choices import ImportStatus
from library_plans.models import ImportBatch, ImportRow, PlanMerge, PlanSettings, Redaction
from link_monitor.choices import Outcome
from link_monitor.models import Link
from notifications.choices import NoticeState
from notifications.models import ReplyTemplate
from operations.models import BrokenLink, BrokenLinkReason
from organisations.models import Organisation
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    OwnedPlanFactory,
    PassageFactory,
)
from tests.factories.notifications import NoticeFactory
from tests.rights.objects import EVERY_TITLE, Secrets
from tests.rights.people import KB, MUNICIPALITY_A, MUNICIPALITY_B
from themes.models import Theme


def add_records(secrets: Secrets, editor: User) -> None:
    PlanSettings.objects.update_or_create(defaults={"publish_copies": True})
    add_plan(secrets, editor)
    add_voided(secrets, editor)
    add_merge(secrets, editor)
    add_batch(secrets, editor)
    add_people(secrets, editor)
    add_site(secrets, editor)
    add_notices(secrets)
    add_work(secrets)
    add_links(secrets)
    add_workflow(secrets)


def add_plan(secrets: Secrets, editor: User) -> None:
    """A public plan with a note, an edition with a note and withheld words, and a municipality with a note."""
    owner = Organisation.objects.get(code=MUNICIPALITY_A)
    title, note, text, own, words, reason = (secrets.word() for _number in range(6))
    plan = OwnedPlanFactory(
        title=f"{EVERY_TITLE} {title}", internal_note=note, owner__organisation=owner, owner__slug="biblioteksplan"
    )
    DecisionFactory(plan=plan)
    edition = EditionFactory(plan=plan, internal_note=own, page_count=2)
    for number in (1, 2):
        EditionPageFactory(edition=edition, number=number)
    PassageFactory(edition=edition, text=f"Biblioteket och {text}.")
    redaction = Redaction.objects.create(
        edition=edition, page_number=2, words=words, reason=reason, legal_ground="21 kap. 1 § OSL", decided_by=editor
    )
    address = {
        "code": owner.code,
        "slug": owner.slug,
        "plan": "biblioteksplan",
        "edition": 1,
        "page": 1,
        "county": "03",
    }
    secrets.add("plan", "", title, **address, pk=plan.pk, kind="plan")
    secrets.add("note on a plan", "", note, pk=plan.pk, kind="plan")
    secrets.add("text of an edition", "", text, **address, pk=edition.pk)
    secrets.add("note on an edition", "", own, pk=edition.pk, kind="utgava")
    secrets.add("withheld text", "", words, pk=redaction.pk)
    secrets.add("reason for withholding", "", reason, pk=redaction.pk)
    note = secrets.word()
    Organisation.objects.filter(pk=owner.pk).update(internal_note=note)
    secrets.add("note on an organisation", "", note, pk=owner.pk)


def add_voided(secrets: Secrets, editor: User) -> None:
    """Registered in error: a plan, a decision and an edition; and a file that nobody owns yet."""
    owner = Organisation.objects.get(code=MUNICIPALITY_A)
    voided = {"voided_at": timezone.now(), "voided_by": editor}
    words = [secrets.word() for _number in range(4)]
    plan = OwnedPlanFactory(
        title=words[0], void_reason=words[1], owner__organisation=owner, owner__slug="fel", **voided
    )
    secrets.add(
        "plan registered in error", "", words[0], code=owner.code, slug=owner.slug, plan="fel", pk=plan.pk, kind="plan"
    )
    secrets.add("reason of an error", "", words[1], pk=plan.pk, kind="plan")
    kept = OwnedPlanFactory(title="Kvar", owner__organisation=owner, owner__slug="kvar")
    DecisionFactory(plan=kept, note=words[2], void_reason="Fel", **voided)
    secrets.add("decision registered in error", "", words[2], pk=kept.pk)
    orphan = OwnedPlanFactory(title=words[3], owner=None)
    EditionFactory(plan=orphan)
    secrets.add("plan without owner", "", words[3], pk=orphan.pk, kind="plan")


def add_merge(secrets: Secrets, editor: User) -> None:
    owner = Organisation.objects.get(code=MUNICIPALITY_B)
    word = secrets.word()
    kept, merged = (OwnedPlanFactory(title=title, owner__organisation=owner) for title in (word, "Ingår"))
    merge = PlanMerge.objects.create(kept=kept, merged=merged, merged_by=editor)
    secrets.add("merged plan", "", word, pk=merge.pk)


def add_batch(secrets: Secrets, editor: User) -> None:
    name, title = secrets.word(), secrets.word()
    batch = ImportBatch.objects.create(name=f"{EVERY_TITLE} {name}", created_by=editor)
    row = ImportRow.objects.create(
        batch=batch,
        position=1,
        title=title,
        status=ImportStatus.OPEN,
        file=ContentFile(f"%PDF {title}".encode(), name="rad.pdf"),
        original_name="rad.pdf",
        owner_codes=MUNICIPALITY_B,
    )
    secrets.add("batch of plans", "", name, pk=batch.pk)
    secrets.add("row of a batch", "", title, pk=row.pk)


def add_people(secrets: Secrets, editor: User) -> None:
    """Somebody with a role at each of two municipalities and at KB, and somebody invited there."""
    for place, role in ((MUNICIPALITY_A, Role.CONTRIBUTOR), (MUNICIPALITY_B, Role.CONTRIBUTOR), (KB, Role.READER)):
        word, invited = secrets.word(), secrets.word()
        organisation = Organisation.objects.get(code=place)
        user = User.objects.create_user(f"{word}@example.org", first_name=word)
        membership = Membership.objects.create(user=user, organisation=organisation, role=role)
        invitation = Invitation(email=f"{invited}@example.org", organisation=organisation, role=role, invited_by=editor)
        invitation.renew_token()
        invitation.save()
        county = KB if place == KB else place[:2]
        secrets.add("user", county, word, pk=user.pk, app_label="accounts", model_name="user")
        secrets.add("membership", county, word, code=place, pk=membership.pk)
        secrets.add("invitation", county, invited, code=place, pk=invitation.pk)
    record(Action.SIGNED_IN, user=user)


def add_site(secrets: Secrets, editor: User) -> None:
    words = [secrets.word() for _number in range(6)]
    group = Group.objects.create(name=words[0])
    secrets.add("group", "", words[0], pk=group.pk)
    site = Site.objects.get(is_default_site=True)
    site.site_name = words[1]
    site.save()
    secrets.add("site", "", words[1], pk=site.pk)
    redirect = Redirect.objects.create(old_path="/gammal", redirect_link=f"https://example.org/{words[2]}")
    secrets.add("redirect", "", words[2], redirect_id=redirect.pk)
    settings = SiteSettings.for_site(site)
    settings.contact_name = words[3]
    settings.save()
    secrets.add("settings", "", words[3], app_name="home", model_name="sitesettings", pk=settings.site_id)
    theme = Theme.objects.create(name=words[4], slug="amne")
    secrets.add("theme", "", words[4], pk=theme.pk, slug="amne", app_label="themes", model_name="theme")
    guidance = GuidancePage.objects.order_by("pk").first()
    answer = GuidanceFeedback.objects.create(page=guidance, helpful="nej", text=words[5])
    secrets.add("answer to guidance", "", words[5], pk=answer.pk)


def add_notices(secrets: Secrets) -> None:
    """A letter in the outbox about each of two municipalities and about KB, and KB's wording of such letters."""
    for place in (MUNICIPALITY_A, MUNICIPALITY_B, KB):
        word = secrets.word()
        organisation = Organisation.objects.get(code=place)
        held = {"state": NoticeState.HELD, "region_sends": True, "user": None, "address": "sandare@example.org"}
        notice = NoticeFactory(subject=word, organisation=organisation, **held)
        secrets.add("notice", KB if place == KB else place[:2], word, pk=notice.pk)
    word = secrets.word()
    template = ReplyTemplate.objects.create(reason="arende-avbojt", subject=word, body="Text")
    secrets.add("reply template", "", word, pk=template.pk)


def add_work(secrets: Secrets) -> None:
    task, link = secrets.word(), secrets.word()
    row = DBTaskResult.objects.create(
        id=uuid.uuid4(),
        status=TaskResultStatus.FAILED,
        args_kwargs={"args": [], "kwargs": {}},
        task_path=f"library_plans.{task}",
        exception_class_path="builtins.ValueError",
        traceback=task,
        run_after=timezone.now(),
        finished_at=timezone.now() - timedelta(hours=1),
    )
    secrets.add("background task", "", task, pk=row.pk)
    BrokenLink.objects.create(
        page=GuidancePage.objects.order_by("pk").first(), target=f"/{link}", reason=BrokenLinkReason.NO_PAGE
    )
    secrets.add("broken link", "", link)


def add_links(secrets: Secrets) -> None:
    """Links to other websites that are lost: of a published page at each place, and of two municipalities' plans."""
    for page in [*secrets.of("published page")]:
        word = secrets.word()
        link = Link.objects.create(address=f"https://{word}.example/", outcome=Outcome.NOT_FOUND)
        link.pages.add(page.arguments["page_id"])
        secrets.add("link of a page", page.place, word, pk=link.pk)
    for code in (MUNICIPALITY_A, MUNICIPALITY_B):
        word = secrets.word()
        edition = EditionFactory(plan__owner__organisation=Organisation.objects.get(code=code))
        link = Link.objects.create(address=f"https://{word}.example/plan.pdf", outcome=Outcome.NOT_FOUND)
        link.editions.add(edition)
        secrets.add("link of the register", code[:2], word, pk=link.pk)


def add_workflow(secrets: Secrets) -> None:
    word, name = secrets.word(), secrets.word()
    workflow = Workflow.objects.create(name=word, active=True)
    task = GroupApprovalTask.objects.create(name=name, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = Page.objects.get(depth=1)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    secrets.add("workflow", "", word, pk=workflow.pk, workflow_pk=workflow.pk, page_pk=page.pk)
    secrets.add(
        "task of a workflow",
        "",
        name,
        pk=task.pk,
        task_id=task.pk,
        app_label="wagtailcore",
        model_name="groupapprovaltask",
    )
