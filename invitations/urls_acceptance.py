"""Links, and the customer's decision, on acceptance hosts."""

from django.urls import path, re_path

from invitations.views import accepting, accepting_decide
from partnercenter.links import converters  # noqa: F401 - registers `link`

urlpatterns = [
    path("i/<link:token>/", accepting.open_link, name="open_link"),
    re_path(r"^i/(?P<text>.*)$", accepting.open_stray, name="open_stray"),
    path("invitation/", accepting.invitation, name="invitation"),
    path("invitation/organisation/", accepting.choose_organisation, name="choose_organisation"),
    path("invitation/decide/", accepting_decide.decide, name="decide"),
    path("invitation/confirm/", accepting_decide.confirm_identity, name="confirm_identity"),
    path("invitation/decline/", accepting_decide.decline_request, name="decline"),
    path("invitation/report/", accepting.report_request, name="report_request"),
    path("invitation/new-link/", accepting.ask_new_link, name="ask_new_link"),
    path("invitation/done/<uuid:public_id>/", accepting_decide.done, name="done"),
    path("invitation/done/<uuid:public_id>/facts/", accepting_decide.done_file, name="done_file"),
    path("invitation/open/<uuid:public_id>/", accepting.open_request, name="open_request"),
]
