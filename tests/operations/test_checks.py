"""Deployment checks: each error alone, on settings that are otherwise valid."""

import pytest
from django.core.checks import Error

from operations.checks import check_environment

VALID = {
    "SECRET_KEY": "k" * 32,
    "DEMO": False,
    "DEBUG": False,
    "SAML_APPS": [],
    "MFA_REQUIRED": True,
    "SESSION_COOKIE_SECURE": True,
    "ALLOWED_HOSTS": ["plats.example", "localhost"],
    "WAGTAILADMIN_BASE_URL": "https://plats.example",
}


def error_ids(settings, **invalid) -> list[str]:
    for name, value in {**VALID, **invalid}.items():
        setattr(settings, name, value)
    found = check_environment(None)
    assert all(type(each) is Error and each.hint for each in found)
    return [str(each.id) for each in found]


def test_valid_settings_have_no_error(settings):
    assert error_ids(settings) == []


@pytest.mark.parametrize(
    ("invalid", "found"),
    [
        ({"SECRET_KEY": "k" * 31}, ["operations.E001"]),
        ({"DEMO": True}, ["operations.E002"]),
        ({"DEBUG": True}, ["operations.E003"]),
        ({"MFA_REQUIRED": False}, ["operations.E007"]),
        ({"OPENID_CONNECT_APPS": [{"provider_id": "kb"}]}, ["operations.E008"]),
        ({"SAML_APPS": [{"client_id": "kb"}]}, ["operations.E008"]),
        ({"SESSION_COOKIE_SECURE": False}, ["operations.E004"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["operations.E005"]),
        ({"ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, ["operations.E005", "operations.E006"]),
        ({"ALLOWED_HOSTS": []}, ["operations.E005", "operations.E006"]),
        ({"WAGTAILADMIN_BASE_URL": "http://plats.example"}, ["operations.E006"]),
        ({"WAGTAILADMIN_BASE_URL": "https://annan.example"}, ["operations.E006"]),
        ({"WAGTAILADMIN_BASE_URL": "plats.example"}, ["operations.E006"]),
    ],
)
def test_each_invalid_setting_has_its_error(settings, invalid, found):
    assert error_ids(settings, **invalid) == found


def test_a_domain_with_its_subdomains_is_a_host(settings):
    assert error_ids(settings, ALLOWED_HOSTS=[".plats.example"]) == []
