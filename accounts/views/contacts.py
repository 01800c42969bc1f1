"""/mina-sidor/kontakter/: whom to ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from accounts.actors import actor_of
from accounts.contacts import visible_contacts
from accounts.filters import ContactFilterForm
from accounts.rules import sees_contacts
from content.listings import paginate

PER_PAGE = 50


class ContactListView(LoginRequiredMixin, View):
    """The people that one may see, found by words and county; 50 a page, three queries beside the sign-in's."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; 400 for an invalid filter, 404 after the last page.

        Raises:
            Http404: The user has no role anywhere.
        """
        if not sees_contacts(actor_of(request.user)):
            raise Http404
        listing = paginate(ContactFilterForm(request.GET), visible_contacts(request.user), PER_PAGE)
        return render(request, "accounts/contacts.html", {"listing": listing}, status=listing.status_code)
