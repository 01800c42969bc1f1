"""Settings shared by every environment. Values that differ come from environment variables (see docs/operations.md)."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dj_database_url

from cms.settings.environment import flag
from cms.settings.file_storage import file_storages
from cms.settings.link_monitor import *  # noqa: F403
from cms.settings.mail import *  # noqa: F403
from cms.settings.security import *  # noqa: F403
from cms.settings.sign_in import *  # noqa: F403
from cms.settings.sign_in import SIGN_IN_APPS
from content.translation.languages import LANGUAGES as CONTENT_LANGUAGES

# Every process of the site reads the settings first: what it writes is its owner's alone.
os.umask(0o077)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def swedish_moment(text: str) -> datetime | None:
    """A time as 2026-12-01T14:00; None when nothing is written. Raises ValueError for anything else."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(TIME_ZONE)) if text else None


TIME_ZONE = "Europe/Stockholm"
DEBUG = flag("DEBUG")
# The demo: example texts, one known sign-in, a banner on every page and noindex. Never on beside real plans.
DEMO = flag("DEMO")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Whether the deployment checks of `operations` keep a process from starting.
ENFORCE_CHECKS = False
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
# While the site is moved or upgraded pages are read and nothing is stored (`delivery.read_only`), if it is known until
# when: in Swedish time, as 2026-12-01T14:00.
READ_ONLY = flag("READ_ONLY")
READ_ONLY_UNTIL = swedish_moment(os.environ.get("READ_ONLY_UNTIL", ""))
# Behind TLS: cookies only over https, and plain http is sent there.
BEHIND_TLS = flag("BEHIND_TLS")

INSTALLED_APPS = [
    "operations",
    "handbook",
    "home",
    "submissions",
    "accessibility",
    "events",
    "reports",
    "guidance",
    "dialogue",
    "library_plans.summaries",
    "library_plans",
    "notifications",
    "audit",
    "accounts",
    "organisations",
    "themes",
    "search",
    "content",
    "link_monitor",  # its visits take the longest of the night's jobs, so they come last
    *SIGN_IN_APPS,
    "wagtail_localize",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]
if DEMO:
    INSTALLED_APPS.insert(0, "demo")

MIDDLEWARE = [
    "operations.middleware.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "delivery.cross_origin.CrossOriginMiddleware",
    "delivery.http_cache.HttpCacheMiddleware",
    "delivery.content_security_policy.ContentSecurityPolicyMiddleware",
    "delivery.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "delivery.path_locale.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "delivery.request_body.RequestBodyMiddleware",
    "content.admin.form_recovery.FormRecoveryMiddleware",
    "delivery.read_only.ReadOnlyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "audit.middleware.AuditMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "content.redirects.SubaddressRedirectMiddleware",
    "delivery.query_limits.QueryLimitsMiddleware",
    "delivery.refused_method.RefusedMethodMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "content.context_processors.site_context",
                "home.context_processors.layout",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "content.templatetags.content"],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'site.sqlite3'}"), conn_max_age=600
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
        "PRAGMA temp_store=MEMORY;" + ("PRAGMA query_only=ON;" if READ_ONLY else ""),
    }
elif READ_ONLY:
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "options": "-c default_transaction_read_only=on",
    }
# Counts of submitted forms (`delivery.throttle`), which the processes of a machine share.
THROTTLES_DIR = VAR_DIR / "throttles"
# Shared by the workers of a machine: the trees of Wagtail's languages must be the same to all of them at once.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "delivery.disk_cache.DiskCache",
        "LOCATION": os.environ.get("CACHE_DIR", VAR_DIR / "cache"),
    },
    # Each process's own: whole pages for readers without cookies (`delivery.page_cache`), at most 64 MB.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    "throttles": {
        "BACKEND": "delivery.disk_cache.DiskCache",
        "LOCATION": THROTTLES_DIR,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "sv"
LANGUAGES = CONTENT_LANGUAGES
LANGUAGES_BIDI = ["yi"]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
USE_TZ = True

STATIC_URL = "/static/"
# An image holds its own static files: on a volume an older image's would hide them.
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Collected files lie outside every served folder: one view hands them out after asking who may see them.
PLAN_FILES_ROOT = VAR_DIR / "plan-files"
PAGE_IMAGES_ROOT = VAR_DIR / "page-images"
STORAGES = {
    **file_storages(os.environ, MEDIA_URL, PLAN_FILES_ROOT),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# A task is another worker's when the one that runs it has not been heard of for so long.
TASK_LEASE_SECONDS = 120
# The pauses after which a task that failed is tried again; then it is given up.
TASK_RETRY_SECONDS = [60, 600, 3600, 6 * 3600, 24 * 3600]
# A queue whose oldest task has waited longer is reported by /readyz and in the admin.
TASK_WAITING_SECONDS = 300

SCHEDULER_HEARTBEAT = VAR_DIR / "scheduler.alive"  # touched after each job
WORKER_HEARTBEAT = VAR_DIR / "worker.alive"  # touched four times within a lease
# Whoever brings it as `Authorization: Bearer …` may see /metrics and the numbers of /readyz; nobody when it is empty.
MONITORING_TOKEN = os.environ.get("MONITORING_TOKEN", "")

SEARCH_URL = os.environ.get("SEARCH_URL", f"sqlite:///{VAR_DIR / 'search' / 'index.sqlite3'}")
# The sources of the search page in the order of their tabs; the first is the default.
SEARCH_SOURCES = ["planer", "sammanfattningar", "traffpunkt", "rapporter", "erfarenheter", "vagledning", "information"]
# A second engine that answers while the server of the first is unavailable; none when empty.
SEARCH_FAILOVER_URL = os.environ.get("SEARCH_FAILOVER_URL", "")
# The queue of records to index again is kept here.
SEARCH_QUEUE_DIR = VAR_DIR / "search"
# Elasticsearch only: how it is signed in to, and how an index built from now on is spread over the nodes.
SEARCH_API_KEY = os.environ.get("SEARCH_API_KEY", "")
SEARCH_SHARDS = int(os.environ.get("SEARCH_SHARDS", "1"))
SEARCH_REPLICAS = int(os.environ.get("SEARCH_REPLICAS", "0"))

CSRF_FAILURE_VIEW = "content.admin.form_recovery.csrf_failure"
LOGIN_REDIRECT_URL = "/"  # after a page's password that came without the page it is for

WAGTAIL_SITE_NAME = "Träffpunkt biblioteksplaner"
WAGTAILADMIN_BASE_URL = os.environ.get("SITE_URL", "http://localhost:8000")
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 0 if READ_ONLY else 500  # milliseconds, Wagtail's own; 0 is never
WAGTAIL_WORKFLOW_ENABLED = False  # KB's editors publish themselves
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are typed and read out: a for å and ä, o for ö
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation begins as a draft
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska")]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.admin.document_form.DocumentForm"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "html", "csv", "txt", "xlsx", "vtt", "srt", "mp4", "webm"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.admin.image_form.ImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # four bytes each while an image is drawn
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is embedded from another host
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.admin.search_backend"}}
# Rows between page types (content.relations.RelatedPage), with the types that each may lead to.
RELATED_PAGE_TYPES: dict[str, list[str]] = {
    "events.EventRelatedPage": ["reports.ReportPage"],
    "reports.ReportEvent": ["events.EventPage"],
    "guidance.GuidanceRelatedPage": ["events.EventPage", "reports.ReportPage"],
    "dialogue.ContributionRelatedPage": ["events.EventPage", "reports.ReportPage", "guidance.GuidancePage"],
}
# What may stand below a region's page (types of `organisations.ownership.OrganisationOwnedPage`), in the order in which
# the page lists it.
ORGANISATION_PAGE_TYPES = ["events.EventPage", "reports.ReportPage", "dialogue.ContributionPage"]
# Below which page the news item of an accepted report is made, and its type.
NEWS_SECTION, NEWS_PAGE = "home.IntranetPage", "home.InformationPage"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # more than a form takes, so that the form itself can say how many
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# While less than this would be left, in bytes, files are refused and none are read (`delivery.disk_space`).
MIN_FREE_DISK_BYTES = int(os.environ.get("MIN_FREE_DISK_BYTES", 512 * 1024 * 1024))
# The forms outside the admin that take a file, of people who are signed in or have come by a link.
FILE_FORM_PATHS = r"/mina-sidor/(skicka|utkast|arenden)/"
# A case that its region has not acted upon for so many days goes on to KB.
REGION_DAYS = 10
# The largest plan file that is taken in, in bytes.
PLAN_FILE_MAX_BYTES = 100 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
