"""Cases of two municipalities, with files, drafts and links."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from organisations.models import Organisation
from submissions.attachments import store_file
from submissions.choices import Channel, CommentAudience, Kind
from submissions.models import AccessLink, SubmissionDraft
from submissions.workflow import ContactDetails, comment, receive
from tests.extraction import hostile
from tests.rights.objects import EVERY_TITLE, Secrets


def add_cases(secrets: Secrets, contributors: Mapping[str, User]) -> None:
    """For each municipality, by its code, what its contributor has sent and is writing, and a link to it."""
    for code, user in contributors.items():
        organisation = Organisation.objects.get(code=code)
        add_case(secrets, organisation, user)
        word, key = secrets.word(), uuid.uuid4()
        SubmissionDraft.objects.create(
            key=key, kind=Kind.THEME, organisation=organisation, user=user, data={"title": word}
        )
        secrets.add("draft of a case", organisation.county_code, word, key=key)
        word = secrets.word()
        link = AccessLink.objects.create(
            organisation=organisation,
            email=f"{word}@example.org",
            token_hash=word,
            expires_at=timezone.now() + timedelta(days=30),
        )
        secrets.add("link without account", organisation.county_code, word, pk=link.pk)


def add_case(secrets: Secrets, organisation: Organisation, user: User) -> None:
    title, name, note, contact = (secrets.word() for _number in range(4))
    attachment = store_file(SimpleUploadedFile(f"{name}.pdf", hostile.pdf()), f"case-{organisation.code}")
    case = receive(
        kind=Kind.THEME,
        organisation=organisation,
        title=f"{EVERY_TITLE} {title}",
        channel=Channel.ACCOUNT,
        data={"title": title},
        sender=user,
        contact=ContactDetails(contact),
        attachments=[attachment],
    )
    comment(case, User.objects.get(is_superuser=True), note, CommentAudience.INTERNAL)
    address = {"number": case.number, "pk": case.pk, "attachment": attachment.pk}
    secrets.add("case", organisation.county_code, title, **address)
    secrets.add("internal comment on a case", organisation.county_code, note, **address)
    secrets.add("sender of a case", organisation.county_code, contact, **address)
    secrets.add("file of a case", organisation.county_code, name, number=case.number, pk=attachment.pk)
