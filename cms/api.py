"""The public API: read-only, without keys; each app brings a router of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from library_plans.api import router as library_plans
from organisations.api import router as organisations
from search.api import router as search
from search.types import EngineUnavailable

api = NinjaAPI(
    title="Träffpunkt biblioteksplaner",
    version="1",
    description="Library plans of Swedish municipalities and regions: the register, and search down to the page.",
    urls_namespace="api",
    docs_url=None,  # its page would fetch scripts from another host
)
api.add_router("", search)
api.add_router("", library_plans)
api.add_router("", organisations)


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A value that cannot be understood is the sender's mistake: 400, as on the pages."""
    where = ", ".join(str(part["loc"][-1]) for part in error.errors)
    return api.create_response(request, {"detail": _("Cannot be understood: %(names)s") % {"names": where}}, status=400)


@api.exception_handler(EngineUnavailable)
def search_unavailable(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
    """503 while the search is down."""
    return api.create_response(request, {"detail": _("The search does not answer just now.")}, status=503)
