"""Addresses of allauth's pages, by the names that it knows them by. There is none to make an account oneself."""

from allauth.account import views
from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from delivery.throttle import Throttle, throttled

# allauth counts what one client or one address tries (ACCOUNT_RATE_LIMITS); these count mail, that of all together too.
CODES = Throttle("sign-in-code", per_client=10, in_total=200)
NEW_PASSWORDS = Throttle("password-reset", per_client=5, in_total=50)

urlpatterns = [
    path("logga-in/", views.login, name="account_login"),
    path("logga-in/kod/", throttled(CODES, views.request_login_code), name="account_request_login_code"),
    path("logga-in/kod/bekrafta/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("konto/stangt/", views.account_inactive, name="account_inactive"),
    path("konto/bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("konto/bekrafta/kod/", views.request_reauthentication_code, name="account_request_reauthentication_code"),
    path("konto/bekrafta/kod/ange/", views.confirm_reauthentication_code, name="account_confirm_reauthentication_code"),
    path("konto/losenord/byt/", views.password_change, name="account_change_password"),
    path("konto/losenord/valj/", views.password_set, name="account_set_password"),
    path(
        "konto/losenord/glomt/",
        throttled(NEW_PASSWORDS, never_cache(views.password_reset)),
        name="account_reset_password",
    ),
    path("konto/losenord/glomt/skickat/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^konto/losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("konto/losenord/nytt/klart/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # Sign-in and sign-out are one for all: Wagtail's own doors lead here.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", views.logout),
    re_path(r"^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    re_path(r"^(?:\w+/)?_util/login/$", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("konto/tvasteg/", include("allauth.mfa.urls")),
    path("konto/inloggningar/", include("allauth.usersessions.urls")),
    path("konto/extern/", include("allauth.socialaccount.urls")),
    path("konto/extern/", include("allauth.socialaccount.providers.openid_connect.urls")),
    *([path("konto/extern/", include("accounts.saml_urls"))] if settings.SAML_APPS else []),
]
