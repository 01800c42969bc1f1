"""Every address of the site. Plans and search stand beside Wagtail's tree of pages."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import PasswordResetView
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import authenticate_with_password as collection_password
from wagtail.views import authenticate_with_password as page_password

from cms.api import api
from content.media.views import serve_document, serve_media
from delivery.page_cache import cacheable
from delivery.throttle import Throttle, throttled
from home.sitemaps import SITEMAPS
from home.views import robots, style_guide
from operations.views import healthz, readyz

handler400 = "home.views.bad_request"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"

NEW_PASSWORDS = Throttle("password-reset", per_client=5, in_total=50)
# Readers in one network count as one, and the right password counts as a wrong one does.
PASSWORDS = Throttle("password", per_client=30, in_total=300)

urlpatterns = [
    # What is throttled stands before Wagtail's own, which names the address.
    path("admin/password_reset/", throttled(NEW_PASSWORDS, never_cache(PasswordResetView.as_view()))),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),  # before Wagtail's own, which names the address
    path("documents/authenticate_with_password/<int:restriction_id>/", throttled(PASSWORDS, collection_password)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("sok/", include("search.urls")),
    path("planer/", include("library_plans.urls")),
    path("teman/", include("themes.urls")),
    path("", include("events.urls")),
    path("api/v1/", api.urls),
    path("komponenter/", style_guide, name="style_guide"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", cacheable(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.ico", permanent=True)),
    # Swedish pages stand without prefix; nothing else is in other languages than Swedish.
    *i18n_patterns(
        path(
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            throttled(PASSWORDS, page_password),
        ),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
