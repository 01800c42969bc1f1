"""The way back from another organisation's SAML; imported only where SAML_APPS is set, for it needs more packages."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml.views import FinishACSView
from django.http import HttpRequest, HttpResponse
from lxml.etree import XMLSyntaxError


class FinishView(FinishACSView):
    """allauth's, which lets the error of an answer that is no XML pass."""

    def dispatch(self, request: HttpRequest, organization_slug: str) -> HttpResponse:
        try:
            response: HttpResponse = super().dispatch(request, organization_slug)
        except XMLSyntaxError as error:
            return render_authentication_error(request, self.get_provider(organization_slug), exception=error)
        return response
