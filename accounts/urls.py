"""Addresses of people's own pages; the sign-in's stand in `accounts.sign_in_urls`."""

from django.urls import path

from accounts.views import contacts, invitations, members, my_pages, own_data

app_name = "accounts"
urlpatterns = [
    path("mina-sidor/", my_pages.MyPagesView.as_view(), name="my_pages"),
    path("mina-sidor/kontakter/", contacts.ContactListView.as_view(), name="contacts"),
    path("mina-sidor/uppgifter/", own_data.OwnDataView.as_view(), name="own_data"),
    path("mina-sidor/uppgifter.json", own_data.OwnDataDownloadView.as_view(), name="own_data_download"),
    path("mina-sidor/uppgifter/ta-bort/", own_data.RemovePersonView.as_view(), name="remove_person"),
    path("mina-sidor/behorigheter/", members.OrganisationListView.as_view(), name="organisations"),
    path("mina-sidor/behorigheter/<slug:code>/", members.MembersView.as_view(), name="members"),
    path("mina-sidor/behorigheter/<slug:code>/<int:pk>/ersattare/", members.DeputyView.as_view(), name="deputy"),
    path(
        "mina-sidor/behorigheter/<slug:code>/<int:pk>/avsluta/",
        members.EndMembershipView.as_view(),
        name="end_membership",
    ),
    path("mina-sidor/behorigheter/<slug:code>/<int:pk>/las-upp/", members.UnlockView.as_view(), name="unlock"),
    path("mina-sidor/behorigheter/<slug:code>/stammer/", members.ConfirmListView.as_view(), name="confirm_list"),
    path(
        "mina-sidor/behorigheter/<slug:code>/inbjudan/<int:pk>/skicka/",
        members.ResendInvitationView.as_view(),
        name="resend_invitation",
    ),
    path(
        "mina-sidor/behorigheter/<slug:code>/inbjudan/<int:pk>/aterkalla/",
        members.RevokeInvitationView.as_view(),
        name="revoke_invitation",
    ),
    path("inbjudan/", invitations.AcceptInvitationView.as_view(), name="accept_invitation"),
]
