"""Addresses of allauth's SAML, with our own end of it in front."""

from allauth.socialaccount.providers.saml import urls
from django.urls import include, path

from accounts.views.saml import FinishView

urlpatterns = [path("saml/<slug:organization_slug>/acs/finish/", FinishView.as_view()), path("", include(urls))]
