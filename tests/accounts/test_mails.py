"""The mails of allauth that can be sent here: in plain Swedish, with nothing that is true only elsewhere."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.core import mail
from django.test import RequestFactory
from django.utils.translation import override

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NAME = "Träffpunkt biblioteksplaner"
CHANGES = {
    "account/email/password_changed": "Lösenordet är ändrat",
    "account/email/password_reset": "Återställning av lösenord",
    "account/email/password_set": "Du har valt ett lösenord",
    "mfa/email/recovery_codes_generated": "Nya återställningskoder",
    "mfa/email/totp_activated": "App för engångskoder tillagd",
    "mfa/email/totp_deactivated": "App för engångskoder borttagen",
    "mfa/email/webauthn_added": "Säkerhetsnyckel tillagd",
    "mfa/email/webauthn_removed": "Säkerhetsnyckel borttagen",
    "socialaccount/email/account_connected": "Inloggning hos en annan organisation tillagd",
    "socialaccount/email/account_disconnected": "Inloggning hos en annan organisation borttagen",
}
STOCK = re.compile(
    r"\b(IP|mail(et)?|epost|vänligen|tredjepart\w*|webbläsare\w*|tvåfaktor\w*|your|please)\b|fd[0-9a-f:]{8}", re.I
)


@pytest.fixture
def adapter():
    request = RequestFactory().get("/", headers={"user-agent": "Mozilla/5.0"})
    with request_context(request), override("sv"):
        yield get_adapter(request)


@pytest.mark.parametrize(("prefix", "subject"), CHANGES.items())
def test_a_change_of_the_sign_in_is_told(adapter, prefix, subject):
    adapter.send_notification_mail(prefix, UserFactory(), {"provider": "Region Uppsala"})
    (message,) = mail.outbox

    assert message.subject == f"{NAME}: {subject}"
    assert message.body.startswith("Något har ändrats i hur du loggar in:\n\n")
    assert message.body.rstrip().endswith(NAME)
    assert STOCK.findall(message.body) == []


@pytest.mark.parametrize(
    ("prefix", "subject", "lines"),
    [
        ("account/email/login_code", "Kod för att logga in", ["Din kod för att logga in:", "", "4XK-2PT"]),
        (
            "account/email/password_reset_key",
            "Välj ett nytt lösenord",
            ["Öppna den här sidan för att välja ett nytt lösenord:", "https://example.org/konto/?a=1&b=2"],
        ),
    ],
)
def test_what_one_has_asked_for_is_sent(adapter, prefix, subject, lines):
    context = {"code": "4XK-2PT", "password_reset_url": "https://example.org/konto/?a=1&b=2"}
    adapter.send_mail(prefix, "anna@example.org", context)
    (message,) = mail.outbox

    assert message.subject == f"{NAME}: {subject}"
    assert message.body.splitlines()[: len(lines)] == lines
    assert message.body.rstrip().endswith(NAME)
    assert STOCK.findall(message.body) == []
