"""Signing in, and people's own pages."""

from tests.rights.audiences import EVERYBODY, MANAGERS, SIGNED_IN
from tests.rights.rule import Rule

RULES = (
    Rule(
        "Signing in and out",
        EVERYBODY,
        (
            "account_(login|request_login_code|confirm_login_code|logout|inactive)",
            "account_(reset_password|reset_password_done|reset_password_from_key|reset_password_from_key_done)",
            "mfa_(authenticate|login_webauthn)",
            "socialaccount_(login_cancelled|login_error|signup)",
            "openid_connect_(login|callback)",
            "saml_(login|acs|finish_acs|sls|metadata)",
            "konto/extern/saml/.*",
            "wagtailadmin_(login|logout|password_reset|password_reset_done|password_reset_confirm|password_reset_complete)",
            "wagtailcore_login",
            "admin/(login|logout)/",
            r"\^admin/password_reset/",
            r"\^\(\?:\\w\+/\)\?_util/login/\$",
        ),
        values={
            "uidb36": "1",
            "key": "1-1",
            "uidb64": "MQ",
            "token": "1-1",
            "provider_id": "provider",
            "organization_slug": "provider",
        },
        shows=False,
    ),
    Rule(
        "One's own ways to sign in",
        SIGNED_IN,
        (
            "account_(reauthenticate|request_reauthentication_code|confirm_reauthentication_code)",
            "account_(change_password|set_password)",
            "mfa_(index|reauthenticate|activate_totp|deactivate_totp|view_recovery_codes|generate_recovery_codes)",
            "mfa_(download_recovery_codes|list_webauthn|add_webauthn|reauthenticate_webauthn|remove_webauthn|edit_webauthn)",
            "usersessions_list",
            "socialaccount_connections",
        ),
        values={"pk": 1},
        shows=False,
    ),
    Rule("Contacts", SIGNED_IN, ("accounts:contacts",), lists=("user",), queries=("", "q=hemlighet&lan=")),
    Rule("Own page", SIGNED_IN, ("accounts:my_pages",), shows=False),
    Rule(
        "What is held about oneself", SIGNED_IN, ("accounts:(own_data|own_data_download|remove_person)",), shows=False
    ),
    Rule("How often one wants mail", SIGNED_IN, ("notifications:pace",), sends={"pace": "vecka"}, shows=False),
    Rule("Organisations whose people one manages", MANAGERS, ("accounts:organisations",), shows=False),
    Rule("People of an organisation", MANAGERS, ("accounts:members",), about=("membership", "invitation")),
    Rule("A deputy", MANAGERS, ("accounts:deputy",), about=("membership",)),
    Rule("End a membership", MANAGERS, ("accounts:end_membership",), about=("membership",), shows=False, sends={}),
    Rule(
        "Send an invitation again, or take it back",
        MANAGERS,
        ("accounts:(resend|revoke)_invitation",),
        about=("invitation",),
        shows=False,
        sends={},
    ),
    Rule("Open a member's sign-in again", MANAGERS, ("accounts:unlock",), about=("membership",), shows=False),
    Rule(
        "Say that a list of members is right", MANAGERS, ("accounts:confirm_list",), about=("membership",), shows=False
    ),
    Rule("Accept an invitation", EVERYBODY, ("accounts:accept_invitation",), shows=False),
)
