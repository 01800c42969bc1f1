"""The way from what a case became back to the case, for those on whose desk it stands."""

import lxml.html
import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.groups import sync_groups
from organisations.models import Organisation
from submissions import workflow
from submissions.choices import Kind
from tests.factories.accounts import MembershipFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
PLAN = {"title": "Plan", "starts": "2027-01-01", "ends": "2030-12-31", "decided_on": "2026-11-24", "body": "kf"}
THEME = {"text": "Barn", "follow_up": "utformas", "addressed_to": ["nation"]}


@pytest.mark.parametrize(("kind", "data"), [(Kind.PLAN, PLAN), (Kind.THEME, THEME)])
def test_what_a_case_became_leads_back_to_it(client, kind, data):
    kb = Organisation.objects.get(kind="national")
    user = MembershipFactory(organisation=kb, role=Role.KB_EDITOR).user
    sync_groups()
    uppsala = Organisation.objects.get(code="0380")
    case = workflow.accept(SubmissionFactory(organisation=uppsala, kind=kind, data=data), user)
    client.force_login(user)

    address = reverse("plans:edit", args=[case.plan.pk]) if case.plan else f"/admin/pages/{case.page.pk}/edit/"
    page = lxml.html.fromstring(client.get(address).content)

    links = [a for a in page.cssselect("a") if a.get("href") == f"/admin/arenden/{case.pk}/"]
    assert [case.number in link.text_content() for link in links] == [True]
