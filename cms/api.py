"""The public API: read-only, without keys; each app brings a router of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from library_plans.api import routers as library_plans
from organisations.api import router as organisations
from search.api import router as search
from search.types import EngineUnavailable
from themes.api import router as themes

api = NinjaAPI(
    title="Träffpunkt biblioteksplaner",
    version="1",
    description="Library plans in Sweden: the register, the collected files, their text page by page, and search.",
    urls_namespace="api",
    docs_url=None,  # its page would fetch scripts from another host
)
api.add_router("", search)
for router in library_plans:
    api.add_router("", router)
api.add_router("", organisations)
api.add_router("", themes)


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A value that cannot be understood is the sender's mistake: 400, as on the pages."""
    where = ", ".join(str(part["loc"][-1]) for part in error.errors)
    return api.create_response(request, {"detail": _("Cannot be understood: %(names)s") % {"names": where}}, status=400)


@api.exception_handler(EngineUnavailable)
def search_unavailable(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
    """503 while the search is down."""
    return api.create_response(request, {"detail": _("The search does not answer just now.")}, status=503)
