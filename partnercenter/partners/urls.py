"""The partner's team; and partnerships on the main host: both sides' pages, and the link with the pages behind it."""

from django.urls import include, path, re_path

from partnercenter.links import converters  # noqa: F401 - registers `link`
from partnercenter.partners.views import answering, partnerships, requests, reviewing, support, team, wording
from partnercenter.teams.urls import team_paths

REQUEST = "partner/partnerships/requests/<uuid:public_id>/"

TEAM = team_paths(
    team=team.team,
    invite=team.invite_colleague,
    member=team.team_member,
    remove=team.remove_member,
    withdraw=team.withdraw_team_invitation,
)

EMAILS = [
    path("", wording.mail_wording, name="mail_wording"),
    path("new/<slug:kind>/<slug:language>/", wording.create_mail_template, name="create_mail_template"),
    path("<uuid:public_id>/", wording.change_mail_template, name="change_mail_template"),
    path("<uuid:public_id>/delete/", wording.delete_mail_template, name="delete_mail_template"),
    path("preview/<slug:kind>/<slug:language>/", wording.preview_mail, name="preview_mail"),
    path("preview/<slug:kind>/<slug:language>/html/", wording.preview_mail_html, name="preview_mail_html"),
]

urlpatterns = [
    path("partner/team/", include(TEAM)),
    path("partner/emails/", include(EMAILS)),
    path("partner/support-details/", support.support_details, name="support_details"),
    path("partner/resellers/", partnerships.resellers, name="resellers"),
    path("partner/providers/", partnerships.providers, name="providers"),
    path("partner/partnerships/new/", requests.request_partnership, name="request_partnership"),
    path("partner/partnerships/requests/", requests.partnership_requests, name="partnership_requests"),
    path(REQUEST, requests.partnership_request, name="partnership_request"),
    path(REQUEST + "email/", reviewing.review_partnership, name="review_partnership"),
    path(REQUEST + "link/", requests.show_partnership_link, name="show_partnership_link"),
    path(REQUEST + "resend/", requests.resend_partnership, name="resend_partnership"),
    path(REQUEST + "renew/", requests.renew_partnership, name="renew_partnership"),
    path(REQUEST + "reminders/", requests.switch_partnership_reminders, name="switch_partnership_reminders"),
    path(REQUEST + "new-link/", requests.new_partnership_link, name="new_partnership_link"),
    path(REQUEST + "recipient/", requests.correct_partnership_recipient, name="correct_partnership_recipient"),
    path(REQUEST + "cancel/", requests.cancel_partnership_request, name="cancel_partnership_request"),
    path("partner/partnerships/<uuid:public_id>/", partnerships.partnership, name="partnership"),
    path("partner/partnerships/<uuid:public_id>/end/", partnerships.end_partnership, name="end_partnership"),
    path("p/<link:token>/", answering.open_partnership_link, name="open_partnership_link"),
    re_path(r"^p/(?P<text>.*)$", answering.open_stray_partnership, name="open_stray_partnership"),
    path("partnership/", answering.asked_partnership, name="asked_partnership"),
    path("partnership/partner/", answering.choose_partner, name="choose_partner"),
    path("partnership/decline/", answering.decline_partnership, name="decline_partnership"),
    path("partnership/new-link/", answering.ask_new_partnership_link, name="ask_new_partnership_link"),
    path("partnership/answer/<uuid:public_id>/", answering.answered_partnership, name="answered_partnership"),
]
