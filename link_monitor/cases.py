"""Cases of links that stay lost or replaced, with what lies there now as a proposed edition."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from urllib3.util import parse_url

from delivery.disk_space import DiskFull
from extraction.types import Unreadable
from library_plans.models import Edition
from link_monitor.choices import REPLACED
from link_monitor.link_check import read_now
from link_monitor.models import Link
from link_monitor.visitor import Visitor
from submissions.attachments import store_file
from submissions.choices import CLOSED, Channel, Kind
from submissions.models import Attachment
from submissions.workflow import receive


def open_cases(visitor: Visitor) -> int:
    """Open a case for each link that wants one and has none; gives how many. Nothing in the register changes."""
    with translation.override(settings.LANGUAGE_CODE):
        wanting = Link.objects.in_use().for_a_case().values_list("pk", flat=True)
        return sum(open_case(key, visitor) for key in list(wanting))


def open_case(key: int, visitor: Visitor) -> bool:
    """Open the case of a link, with the file that has replaced ours; not while that is another one at every visit."""
    link = Link.objects.get(pk=key)
    edition = link.editions.select_related("plan").order_by("-fetched_at", "-pk").first()
    owner = edition.plan.first_owner() if edition else None
    if edition is None or owner is None or has_case(link):
        return False
    content = read_now(link, visitor) if link.outcome in REPLACED else b""
    if content is None:
        return False
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=key)
        if has_case(link):  # another run was first
            return False
        files = store(link, content)
        link.case = receive(
            kind=Kind.TIP,
            channel=Channel.MONITOR,
            organisation=owner.organisation,
            title=title_of(link, edition),
            source_url=link.address,
            data={"plan": edition.plan_id, "message": message_of(link, edition, has_file=bool(files))},
            attachments=files,
        )
        link.case_since = link.since
        link.save(update_fields=["case", "case_since"])
    return True


def has_case(link: Link) -> bool:
    """Whether a case is open, or was closed about what is still found there."""
    if link.case is None:
        return False
    return link.case.state not in CLOSED or link.case_since == link.since


def store(link: Link, content: bytes) -> list[Attachment]:
    """The file as an attachment; none where there is no file, or none that is taken in."""
    name = (parse_url(link.address).path or "").rpartition("/")[2] or "fil"
    try:
        return [store_file(SimpleUploadedFile(name, content), f"link-{link.pk}")] if content else []
    except (Unreadable, DiskFull):
        return []


def title_of(link: Link, edition: Edition) -> str:
    if link.outcome in REPLACED:
        return _("Another file at the link of: %(plan)s") % {"plan": edition.plan}
    return _("Lost link of: %(plan)s") % {"plan": edition.plan}


def message_of(link: Link, edition: Edition, *, has_file: bool) -> str:
    parts = [
        link.get_outcome_display(),
        _("The same was found on %(nights)d nights in a row, of edition %(number)d of the plan.")
        % {"nights": link.nights, "number": edition.number},
        _("The file that lies there now is attached, as a proposal for a new edition.") if has_file else "",
    ]
    return " ".join(filter(None, parts))
