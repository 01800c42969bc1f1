"""Signing in through another organisation in a browser, whose policy of content must let the form lead there."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accounts.openid_provider import CLIENT, CLIENT_KEY, running_provider
from tests.browser.accounts.dataset import EDITOR
from tests.browser.conftest import reported_violations, served

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_editor_comes_in_through_the_own_organisation(browser: Browser, tmp_path: Path) -> None:
    with running_provider(sub="1", email=EDITOR, email_verified=True) as provider:
        app = {"provider_id": "kb", "name": "KB", "client_id": CLIENT, "secret": CLIENT_KEY}
        apps = json.dumps([{**app, "settings": {"server_url": provider.issuer}}])
        environment = {"OPENID_CONNECT_APPS": apps, "SIGN_IN_ORIGINS": provider.issuer}
        with served("tests.browser.accounts.dataset", tmp_path, **environment) as address:
            page = browser.new_page()
            page.goto(f"{address}/logga-in/?next=/mina-sidor/")
            page.get_by_role("button", name="Logga in genom KB").click()
            page.get_by_role("heading", name="Authenticator").or_(page.get_by_text("Mina sidor")).first.wait_for()
            where = page.url.removeprefix(address)
            page.close()

    assert where == "/konto/tvasteg/totp/activate/?next=%2Fmina-sidor%2F"
    assert reported_violations(tmp_path) == []
