"""Every address of the site. Plans and search stand beside Wagtail's tree of pages."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import authenticate_with_password as collection_password
from wagtail.views import authenticate_with_password as page_password

from cms.api import api
from content.admin.disabled_views import disabled_view
from content.admin.javascript_catalog import AdminJavaScriptCatalog
from content.media.views import serve_captions, serve_document, serve_media
from delivery.page_cache import cacheable
from delivery.throttle import Throttle, throttled
from home.open_data import open_data
from home.sitemaps import SITEMAPS
from home.views import robots, style_guide
from library_plans.views.archive import archive, checksum
from operations.views import policy_report

handler400 = "home.views.bad_request"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"

# Readers in one network count as one, and the right password counts as a wrong one does.
PASSWORDS = Throttle("password", per_client=30, in_total=300)

urlpatterns = [
    path("admin/jsi18n/", AdminJavaScriptCatalog.as_view()),  # before Wagtail's own, which names the address
    path("admin/pages/<int:page_id>/privacy/", disabled_view),  # before Wagtail's own, which names the address
    path("", include("accounts.sign_in_urls")),  # before Wagtail's own doors, which it closes
    path("admin/", include("content.admin.narrow_urls")),  # before Wagtail's own, which show more
    path("admin/", include(wagtailadmin_urls)),
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("submissions.urls")),
    re_path(r"^documents/(\d+)/captions/(.*)$", serve_captions, name="captions"),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),  # before Wagtail's own, which names the address
    path("documents/authenticate_with_password/<int:restriction_id>/", throttled(PASSWORDS, collection_password)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("sok/", include("search.urls")),
    path("planer/", include("library_plans.urls")),
    path("teman/", include("themes.urls")),
    path("", include("events.urls")),
    path("api/", open_data, name="open_data"),
    path("api/biblioteksplaner.zip", archive, name="open_data_archive"),
    path("api/biblioteksplaner.zip.sha256", checksum, name="open_data_checksum"),
    path("api/v1/", api.urls),
    path("komponenter/", style_guide, name="style_guide"),
    path("csp-rapport/", policy_report, name="policy_report"),
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
