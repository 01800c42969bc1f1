"""Addresses of those who send in: signed in or by a link below /mina-sidor/, everybody at /tipsa/."""

from django.urls import path

from submissions.views import cases, drafts, links, organisations, plans, similar, tips

app_name = "submissions"
CASE = "mina-sidor/arenden/<slug:number>/"
urlpatterns = [
    path("mina-sidor/organisation/<slug:code>/", organisations.OrganisationView.as_view(), name="organisation"),
    path("mina-sidor/organisation/<slug:code>/stammer/", organisations.ConfirmView.as_view(), name="confirm"),
    path("mina-sidor/skicka/", drafts.ChooseView.as_view(), name="choose"),
    path("mina-sidor/skicka/ny-plan/", plans.PlanFileView.as_view(), name="new_plan"),
    path("mina-sidor/skicka/<slug:kind>/", drafts.SendView.as_view(), name="new"),
    path("mina-sidor/utkast/<uuid:key>/", drafts.SendView.as_view(), name="draft"),
    path("mina-sidor/utkast/<uuid:key>/fil/", plans.PlanFileView.as_view(), name="plan_file"),
    path("mina-sidor/utkast/<uuid:key>/plan/", plans.PlanView.as_view(), name="plan"),
    path("mina-sidor/utkast/<uuid:key>/slang/", drafts.DeleteDraftView.as_view(), name="delete_draft"),
    path("mina-sidor/liknande/", similar.SimilarView.as_view(), name="similar"),
    path("mina-sidor/arenden/", cases.CaseListView.as_view(), name="cases"),
    path(CASE, cases.CaseView.as_view(), name="case"),
    path(f"{CASE}svara/", cases.AnswerView.as_view(), name="answer"),
    path(f"{CASE}aterkalla/", cases.WithdrawView.as_view(), name="withdraw"),
    path(f"{CASE}kvitto/", cases.ReceiptView.as_view(), name="receipt"),
    path(f"{CASE}fil/<int:pk>/", cases.AttachmentView.as_view(), name="attachment"),
    path("mina-sidor/lankar/", links.LinksView.as_view(), name="links"),
    path("mina-sidor/lankar/<int:pk>/aterkalla/", links.RevokeLinkView.as_view(), name="revoke_link"),
    path("lank/", links.open_link, name="open_link"),
    path("tipsa/", tips.tip, name="tip"),
]
