"""How people sign in: by mail address with a password, a code by mail, a passkey, or another organisation's sign-in."""

import json
import os

from cms.settings.environment import flag

# Accounts are made by invitations alone (`accounts.adapter`), which prove that the address is the person's.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Wagtail's own ways to change a password or an address are closed: there is one.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # there is no such form, but the sign-in asks for the same
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Träffpunkt biblioteksplaner: "  # else the host, in brackets
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Who is signed in and may not see a page is told so by the sign-in, which would else lead back to the page for ever.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
# Five wrong passwords close an address for a quarter of an hour, or until somebody who manages it opens it.
LOGIN_LOCK_OUT = "5/15m/key"
# Per client's network and per address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": f"20/m/ip,{LOGIN_LOCK_OUT}",
    "request_login_code": "20/m/ip,3/5m/key",
    "reset_password": "20/m/ip,5/15m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 128  # what is counted is already a digest of the client's network

MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Träffpunkt biblioteksplaner"
# Whether those who enter the admin must have a second factor. Only a demonstration may do without.
MFA_REQUIRED = flag("MFA_REQUIRED", default=True)

USERSESSIONS_TRACK_ACTIVITY = False

# Other organisations' sign-in, as configuration alone: allauth's provider apps, in JSON. See docs/operations.md.
SOCIALACCOUNT_ADAPTER = "accounts.adapter.ExternalSignInAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
OPENID_CONNECT_APPS = json.loads(os.environ.get("OPENID_CONNECT_APPS", "[]"))
SAML_APPS = json.loads(os.environ.get("SAML_APPS", "[]"))
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": OPENID_CONNECT_APPS, "OAUTH_PKCE_ENABLED": True},
    "saml": {"APPS": SAML_APPS},
}
SIGN_IN_APPS = [
    "django.contrib.humanize",  # templates of allauth.mfa load its tags
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # Its native packages are installed where it is used: requirements-saml.txt.
    *(["allauth.socialaccount.providers.saml"] if SAML_APPS else []),
]
