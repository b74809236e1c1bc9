"""Words for what follows an acceptance: relationships, rights, agreements, what is sold, used and supported."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from partnercenter.home.events.kinds import BOTH, CUSTOMER, NOBODY, PARTNER, Kind, Topic

_L, _R, _U, _S = Topic.RELATIONSHIPS, Topic.RIGHTS, Topic.USERS, Topic.SUBSCRIPTIONS
_A, _T = Topic.AGREEMENTS, Topic.SERVICE_REQUESTS

RELATIONSHIPS: Mapping[str, Kind] = {
    "relationship.started": Kind(_L, _("The relationship with {other} began"), BOTH),
    "relationship.ended": Kind(
        _L,
        _("{who} ended the relationship with {other}"),
        BOTH,
        # Nobody answered the customer's wish within its 30 days.
        by_side={"system": _("The relationship with {other} ended: its end was asked for, and nobody answered")},
        wished=_("{who} ended the relationship with {other}, as the customer had asked"),
    ),
    "relationship.end_asked": Kind(_L, _("{who} asked to end the relationship with {other}"), BOTH),
    "relationship.end_answered": Kind(_L, _("{who} answered that the relationship with {other} should go on"), BOTH),
    "relationship.end_withdrawn": Kind(_L, _("{who} no longer asks to end the relationship with {other}"), BOTH),
    "relationship.end_escalated": Kind(_L, _("The operator has to decide about the relationship with {other}"), BOTH),
    "relationship.end_refused": Kind(_L, _("The operator left the relationship with {other} as it is"), BOTH),
    "renegotiation.marked": Kind(_L, _("{who} marked the contract with {other} as renegotiated"), BOTH),
    "renegotiation.withdrawn": Kind(_L, _("{who} took back the mark that the contract was renegotiated"), BOTH),
    "customer.described": Kind(_L, _("{who} changed tags, note or owner of {other}"), PARTNER),
}

RIGHTS: Mapping[str, Kind] = {
    "grant.started": Kind(_R, _("{who} granted admin rights: {what}"), BOTH),
    "grant.reduced": Kind(_R, _("{who} left roles out of the admin rights {what}"), BOTH),
    "grant.auto_extend_on": Kind(_R, _("{who} turned on the automatic extension of the admin rights {what}"), BOTH),
    "grant.auto_extend_off": Kind(_R, _("{who} turned off the automatic extension of the admin rights {what}"), BOTH),
    "grant.extended": Kind(_R, _("The admin rights {what} were extended"), BOTH),
    "grant.nearing_end": Kind(_R, _("The admin rights {what} end soon"), BOTH),
    "grant.expired": Kind(_R, _("The admin rights {what} ended with their last day"), BOTH),
    "grant.ended": Kind(_R, _("{who} ended the admin rights {what}"), BOTH),
    # Nothing has ended yet, and perhaps nothing will.
    "grant.end_asked": Kind(_R, _("{who} asked a second operator to end the admin rights {what}"), NOBODY),
    "grant.end_refused": Kind(_R, _("{who} refused to end the admin rights {what}"), NOBODY),
    "rights.invited": Kind(_R, _("{who} invited {partner} to ask for admin rights"), BOTH),
    "assignment.created": Kind(_R, _("{who} gave a security group roles of the admin rights {what}"), BOTH),
    "assignment.activated": Kind(_R, _("A security group can use roles of the admin rights {what}"), BOTH),
    "assignment.changed": Kind(_R, _("{who} changed what a security group may do by the admin rights {what}"), BOTH),
    "assignment.removed": Kind(_R, _("{who} took the roles of the admin rights {what} from a security group"), BOTH),
    "group.created": Kind(_R, _("{who} created the security group {what}"), PARTNER),
    "group.changed": Kind(_R, _("{who} changed the security group {what}"), PARTNER),
    "group.deleted": Kind(_R, _("{who} deleted the security group {what}"), PARTNER),
    "template.saved": Kind(_R, _("{who} saved the role template {what}"), PARTNER),
    "template.deleted": Kind(_R, _("{who} deleted the role template {what}"), PARTNER),
    "grant.used": Kind(Topic.USE, _("{who} used admin rights: {need}"), BOTH),
}

AGREEMENTS: Mapping[str, Kind] = {
    "agreement.accepted": Kind(_A, _("{who} accepted version {version} of the customer agreement"), CUSTOMER),
    "agreement.asked": Kind(_A, _("Version {version} of the customer agreement was asked for"), CUSTOMER),
    "agreement.attested": Kind(_A, _("{who} attested version {version} of the customer agreement"), BOTH),
    "agreementtext.published": Kind(_A, _("{who} published version {version} of the customer agreement"), NOBODY),
    "agreementtext.publication_asked": Kind(_A, _("{who} asked a second admin to publish version {version}"), NOBODY),
    "agreementtext.publication_withdrawn": Kind(_A, _("{who} withdrew the publication of version {version}"), NOBODY),
    "agreementtext.publication_expired": Kind(_A, _("Nobody confirmed the publication of version {version}"), NOBODY),
}

SERVICES: Mapping[str, Kind] = {
    "subscription.ordered": Kind(_S, _("{who} ordered {what}"), BOTH),
    "subscription.seats_changed": Kind(_S, _("{who} changed the seats of {what} from {before} to {after}"), BOTH),
    "subscription.suspended": Kind(_S, _("{who} suspended {what}"), BOTH),
    "subscription.resumed": Kind(_S, _("{who} resumed {what}"), BOTH),
    "subscription.cancelled": Kind(_S, _("{who} cancelled {what}"), BOTH),
    "subscription.ending": Kind(_S, _("{who} cancelled {what} at the end of its term"), BOTH),
    "subscription.kept": Kind(_S, _("{who} took back the cancellation of {what}"), BOTH),
    "subscription.ended": Kind(_S, _("{what} ended by itself"), BOTH),
    "subscription.contact_changed": Kind(_S, _("{who} named another support contact of {what}"), BOTH),
    "subscription.contact_left": Kind(_S, _("The support contact of {what} left it with the relationship"), BOTH),
    "service.administered": Kind(_S, _("{who} went to administer a service of {customer}"), BOTH),
    "directoryuser.invited": Kind(_U, _("{who} invited the user {what}"), BOTH),
    "directoryuser.blocked": Kind(_U, _("{who} blocked the user {what}"), BOTH),
    "directoryuser.unblocked": Kind(_U, _("{who} unblocked the user {what}"), BOTH),
    "directoryuser.password_reset": Kind(_U, _("{who} reset the password of the user {what}"), BOTH),
    "userimport.begun": Kind(_U, _("{who} imported users from a file"), BOTH),
    "licence.assigned": Kind(_U, _("{who} assigned a licence to the user {what}"), BOTH),
    "licence.taken": Kind(_U, _("{who} took a licence from the user {what}"), BOTH),
    "servicerequest.raised": Kind(_T, _("{who} raised the service request {what}"), BOTH),
    "servicerequest.written": Kind(_T, _("{who} wrote in the service request {what}"), BOTH),
    "servicerequest.answered": Kind(_T, _("{who} answered the service request {what}"), BOTH),
    "servicerequest.forwarded": Kind(_T, _("{who} handed the service request {what} on to the operator"), BOTH),
    "servicerequest.reopened": Kind(_T, _("{who} opened the service request {what} again"), BOTH),
    "servicerequest.closed": Kind(_T, _("{who} closed the service request {what}"), BOTH),
}
