"""Words for requests, partnerships, organisations, their people and domains."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from partnercenter.home.events.kinds import BOTH, CUSTOMER, NOBODY, PARTNER, Kind, Topic

_R, _P, _O = Topic.REQUESTS, Topic.PARTNERSHIPS, Topic.ORGANISATION

REQUESTS: Mapping[str, Kind] = {
    "invitation.created": Kind(_R, _("{who} drafted the request {what}"), PARTNER),
    "invitation.readied": Kind(_R, _("{who} issued the link of the request {what}"), PARTNER),
    "invitation.released": Kind(_R, _("{who} released the request {what}"), PARTNER),
    "invitation.text_edited": Kind(_R, _("{who} edited the e-mail of the request {what}"), PARTNER),
    "invitation.sent": Kind(_R, _("{who} sent the request {what}"), PARTNER),
    "invitation.resent": Kind(_R, _("{who} resent the request {what}"), PARTNER),
    "invitation.link_revealed": Kind(_R, _("{who} looked at the link of the request {what}"), PARTNER),
    "invitation.link_replaced": Kind(_R, _("{who} issued a new link for the request {what}"), PARTNER),
    "invitation.recipient_changed": Kind(_R, _("{who} corrected the address of the request {what}"), PARTNER),
    "invitation.handed_over": Kind(_R, _("{who} handed the request {what} over to another owner"), PARTNER),
    "invitation.reminded": Kind(_R, _("The recipient of the request {what} was reminded"), PARTNER),
    "invitation.reminders_switched": Kind(_R, _("{who} switched the reminders of the request {what}"), PARTNER),
    "invitation.read": Kind(_R, _("The request {what} was read after sign-in"), PARTNER),
    "invitation.undelivered": Kind(_R, _("The e-mail of the request {what} could not be delivered"), PARTNER),
    "invitation.new_link_asked": Kind(_R, _("A new link was asked for the request {what}"), PARTNER),
    "invitation.accepted": Kind(_R, _("{who} accepted the request {what}"), BOTH),
    "invitation.declined": Kind(_R, _("{who} declined the request {what}"), BOTH),
    "invitation.cancelled": Kind(_R, _("{who} withdrew the request {what}"), PARTNER),
    "invitation.renewed": Kind(_R, _("{who} asked again with the terms of the request {what}"), PARTNER),
    "invitation.expired": Kind(_R, _("The request {what} expired unanswered"), PARTNER),
    "invitationbatch.confirmed": Kind(_R, _("{who} sent a file of requests"), PARTNER),
    "invitationbatch.proposed": Kind(_R, _("{who} put a file of requests before the admin agents"), PARTNER),
    "invitationbatch.stopped": Kind(_R, _("{who} stopped a file of requests"), PARTNER),
    "invitationbatch.ended": Kind(
        _R,
        _("The sending of a {what} ended. Requests queued: {queued}; rows refused: {refused}; rows left: {left}"),
        PARTNER,
        advice=_(
            "Download the rows that were not sent, with the reasons, from the page of the file. Correct them and "
            "upload that file; who was asked is not asked again."
        ),
        advised_by=("refused", "left"),
    ),
    # Somebody did not expect it: for the operator, who looks into it.
    "invitation.reported": Kind(_R, _("{who} reported the request {what}"), NOBODY),
}

PARTNERSHIPS: Mapping[str, Kind] = {
    "partnershiprequest.created": Kind(_P, _("{who} made the partnership request {what}"), PARTNER),
    "partnershiprequest.text_edited": Kind(_P, _("{who} edited the e-mail of the partnership request {what}"), PARTNER),
    "partnershiprequest.sent": Kind(_P, _("{who} sent the partnership request {what}"), PARTNER),
    "partnershiprequest.resent": Kind(_P, _("{who} resent the partnership request {what}"), PARTNER),
    "partnershiprequest.link_revealed": Kind(
        _P, _("{who} looked at the link of the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.link_replaced": Kind(
        _P, _("{who} issued a new link for the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.recipient_changed": Kind(
        _P, _("{who} corrected the address of the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.handed_over": Kind(
        _P, _("{who} handed the partnership request {what} over to another owner"), PARTNER
    ),
    "partnershiprequest.reminded": Kind(_P, _("The recipient of the partnership request {what} was reminded"), PARTNER),
    "partnershiprequest.reminders_switched": Kind(
        _P, _("{who} switched the reminders of the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.accepted": Kind(_P, _("{who} accepted the partnership request {what}"), PARTNER),
    "partnershiprequest.declined": Kind(_P, _("{who} declined the partnership request {what}"), PARTNER),
    "partnershiprequest.cancelled": Kind(_P, _("{who} withdrew the partnership request {what}"), PARTNER),
    "partnershiprequest.new_link_asked": Kind(
        _P, _("A new link was asked for the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.renewed": Kind(
        _P, _("{who} asked again with the terms of the partnership request {what}"), PARTNER
    ),
    "partnershiprequest.expired": Kind(_P, _("The partnership request {what} expired unanswered"), PARTNER),
    "partnership.started": Kind(_P, _("The partnership with {what} began"), PARTNER),
    "partnership.ended": Kind(_P, _("{who} ended the partnership with {what}"), PARTNER),
    # One event for each customer: theirs to read, and the partners have one of their own.
    "partnership.ended_told": Kind(_P, _("A partnership of {partner} ended"), CUSTOMER),
}

ORGANISATION: Mapping[str, Kind] = {
    "partner.registered": Kind(_O, _("{who} set up {partner}"), PARTNER),
    "partner.changed": Kind(_O, _("{who} changed the account of {partner}"), PARTNER),
    "partner.support_described": Kind(_O, _("{who} changed the support details of {partner}"), PARTNER),
    "partner.region_followed": Kind(_O, _("The sales region of {partner} changed with its country"), PARTNER),
    "partner.suspended": Kind(_O, _("{who} suspended {partner}"), PARTNER),
    "partner.unsuspended": Kind(_O, _("{who} lifted the suspension of {partner}"), PARTNER),
    "partner.suspended_told": Kind(_O, _("{who} suspended {partner}; its rights have no effect"), CUSTOMER),
    "partner.unsuspended_told": Kind(_O, _("{who} lifted the suspension of {partner}"), CUSTOMER),
    "partner.sender_changed": Kind(_O, _("{who} changed the sender of the e-mails of {partner}"), PARTNER),
    "mail_template.saved": Kind(_O, _("{who} kept the e-mail template {what}"), PARTNER),
    "mail_template.deleted": Kind(_O, _("{who} deleted an e-mail template"), PARTNER),
    "customer.registered": Kind(_O, _("{who} registered the organisation"), CUSTOMER),
    "customer.changed": Kind(_O, _("{who} changed the details of the organisation"), CUSTOMER),
    "membership.joined": Kind(_O, _("{member} became a member"), BOTH),
    "membership.roles_changed": Kind(_O, _("{who} changed the roles of {member}"), BOTH),
    "membership.left": Kind(_O, _("{member} left"), BOTH),
    "customers.passed_on": Kind(_O, _("The customers of {member} passed on"), PARTNER),
    "team_invitation.created": Kind(_O, _("{who} invited a colleague to the team"), BOTH),
    "team_invitation.accepted": Kind(_O, _("{who} accepted the invitation to the team"), BOTH),
    "team_invitation.withdrawn": Kind(_O, _("{who} withdrew an invitation to the team"), BOTH),
    "join_request.created": Kind(_O, _("{who} asked to join the organisation"), CUSTOMER),
    "join_request.accepted": Kind(_O, _("{who} let {member} join"), CUSTOMER),
    "join_request.declined": Kind(_O, _("{who} did not let {member} join"), CUSTOMER),
}

WEBHOOKS: Mapping[str, Kind] = {
    "webhook.added": Kind(_O, _("{who} added the webhook {what}"), PARTNER),
    "webhook.changed": Kind(_O, _("{who} changed the webhook {what}"), PARTNER),
    "webhook.secret_replaced": Kind(_O, _("{who} replaced the secret of the webhook {what}"), PARTNER),
    "webhook.switched_on": Kind(_O, _("{who} switched on the webhook {what}"), PARTNER),
    "webhook.switched_off": Kind(_O, _("{who} switched off the webhook {what}"), PARTNER),
    "webhook.removed": Kind(_O, _("{who} removed the webhook {what}"), PARTNER),
    "webhook.stopped": Kind(_O, _("The webhook {what} was stopped: its server did not take what was sent"), PARTNER),
}
