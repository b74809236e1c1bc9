"""Who is told what: the one table of notifications.

A kind names the events of the log that it tells of, the mails that go out for the same reason (each registered with
the outbox by the room that writes it), and for each side the roles that it reaches and how they begin. What is not
named here asks nobody: codes, links, receipts, requests and invitations are always mailed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.directory.models import CustomerRole
from partnercenter.partners.models import PartnerRole

PARTNER, CUSTOMER = "partner", "customer"


@dataclass(frozen=True)
class Start:
    """How somebody begins who has chosen nothing: in the list or not, mailed at once or not."""

    is_listed: bool
    is_mailed: bool


TOLD, LISTED, QUIET = Start(True, True), Start(True, False), Start(False, False)
Reach = Mapping[str, Start]

_ADMIN, _SALES, _HELPDESK, _GLOBAL, _VIEWER = PartnerRole
_OWN_ADMIN, _BILLING, _USER = CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN, CustomerRole.USER
NOBODY: Reach = {}
WHO_ASKS: Reach = {_ADMIN: TOLD, _SALES: TOLD, _GLOBAL: TOLD, _VIEWER: QUIET}
WHO_ANSWERS: Reach = {_ADMIN: TOLD, _GLOBAL: TOLD, _SALES: LISTED, _HELPDESK: QUIET, _VIEWER: QUIET}
WHO_SELLS: Reach = {_ADMIN: TOLD, _SALES: TOLD, _GLOBAL: LISTED, _VIEWER: QUIET}
WHO_HELPS: Reach = {_ADMIN: TOLD, _HELPDESK: TOLD, _GLOBAL: QUIET}
WHO_MANAGES: Reach = {_GLOBAL: LISTED}
OWN_ADMINS: Reach = {_OWN_ADMIN: TOLD, _BILLING: LISTED}
OWN_BUYERS: Reach = {_OWN_ADMIN: TOLD, _BILLING: TOLD}
OWN_PEOPLE: Reach = {_OWN_ADMIN: TOLD, _BILLING: TOLD, _USER: QUIET}
OWN_MANAGERS: Reach = {_OWN_ADMIN: LISTED}


@dataclass(frozen=True, eq=False)
class Kind:
    """One line of the table; `is_mailed_here` where this room writes the mail at once, because no other does.

    `is_personal`: of those whom it reaches, it tells the people that the event names (`to`) and nobody else.
    """

    code: str
    label: Promise
    actions: tuple[str, ...]
    partner: Reach = field(default_factory=dict)
    customer: Reach = field(default_factory=dict)
    mails: tuple[str, ...] = ()
    is_mailed_here: bool = False
    is_personal: bool = False

    def reach(self, side: str) -> Reach:
        """The roles of a side that the kind reaches."""
        return self.partner if side == PARTNER else self.customer


def each(prefix: str, *names: str) -> tuple[str, ...]:
    """`prefix.name` for every name."""
    return tuple(f"{prefix}.{name}" for name in names)


SOLD = each(
    *("subscription", "ordered", "seats_changed", "suspended", "resumed", "cancelled", "ending", "kept", "ended"),
    *("contact_changed", "contact_left"),
)  # the mails have the names of the events
LINK_ASKED = ("invitation.new_link_asked", "partnershiprequest.new_link_asked")  # here too
TABLE = (
    Kind("request_accepted", _("A request is accepted"), each("invitation", "accepted"), WHO_ASKS,
         mails=("invitation.accepted_partner",)),
    Kind("request_declined", _("A request is declined"), each("invitation", "declined"), WHO_ASKS,
         mails=("invitation.declined_partner",)),
    Kind("request_expired", _("A request expires unanswered"), each("invitation", "expired"),
         dict.fromkeys(WHO_ASKS, LISTED)),
    Kind("request_undelivered", _("The e-mail of a request cannot be delivered"), each("invitation", "undelivered"),
         WHO_ASKS, mails=("requests.undelivered",)),
    Kind("file_ended", _("A file of requests that you sent is done or stopped"), each("invitationbatch", "ended"),
         dict.fromkeys(PartnerRole, TOLD), is_mailed_here=True, is_personal=True),
    Kind("new_link_asked", _("Somebody asks for a new link"), LINK_ASKED, WHO_ASKS, mails=LINK_ASKED),
    Kind("rights_granted", _("Admin rights are granted"), each("grant", "started"),
         dict.fromkeys(WHO_ANSWERS, LISTED), dict.fromkeys((_OWN_ADMIN, _BILLING), LISTED)),
    Kind("rights_ending", _("Admin rights are near their end"), each("grant", "nearing_end"), WHO_ANSWERS, OWN_ADMINS,
         each("grant", "ending_partner", "ending_customer")),
    Kind("rights_changed", _("Admin rights are changed or extended"),
         each("grant", "reduced", "extended", "auto_extend_on", "auto_extend_off"), WHO_ANSWERS, OWN_ADMINS,
         each("grant", "reduced_partner", "reduced_customer", "replaced_partner", "replaced_customer",
              "extended_partner", "extended_customer", "auto_extend_on_partner", "auto_extend_on_customer",
              "auto_extend_off_partner", "auto_extend_off_customer")),
    Kind("rights_ended", _("Admin rights end"), each("grant", "ended", "expired"), WHO_ANSWERS, OWN_ADMINS,
         ("rights.ended_partner", "rights.ended_customer", "grant.expired_partner", "grant.expired_customer")),
    Kind("rights_invited", _("A customer invites you to ask for rights"), each("rights", "invited"), WHO_ANSWERS,
         mails=each("grant", "invited_partner")),
    Kind("relationship_asked", _("Somebody asks to end a relationship"),
         each("relationship", "end_asked", "end_answered", "end_withdrawn", "end_escalated", "end_refused"),
         WHO_ANSWERS, OWN_ADMINS),
    Kind("relationship_ended", _("A relationship ends"), each("relationship", "ended"), WHO_ANSWERS, OWN_ADMINS,
         each("relationship", "ended_partner", "ended_customer", "ended_provider")),
    Kind("subscriptions", _("A subscription is ordered, changed or ended"),
         SOLD,
         WHO_SELLS, OWN_BUYERS,
         SOLD),
    Kind("service_requests", _("A service request is raised, answered or closed"),
         each("servicerequest", "raised", "written", "answered", "forwarded", "reopened", "closed"), WHO_HELPS,
         OWN_PEOPLE, each("service_request", "received", "message", "closed", "reopened")),
    Kind("partnerships", _("A partnership is asked for, begins or ends"),
         (*each("partnershiprequest", "accepted", "declined", "expired"), *each("partnership", "started", "ended")),
         {_GLOBAL: TOLD, _ADMIN: LISTED, _SALES: QUIET}, NOBODY,
         each("partnership", "accepted", "declined", "started", "ended")),
    Kind("partner_standing", _("A partner is suspended, or its partnership ends"),
         ("partner.suspended_told", "partner.unsuspended_told", "partnership.ended_told"), NOBODY, OWN_ADMINS,
         ("partner.suspended_customer", "partner.unsuspended_customer", "partnership.ended_customer")),
    Kind("joining", _("Somebody asks to join the organisation"), each("join_request", "created"), NOBODY,
         {_OWN_ADMIN: TOLD}, each("join_request", "asked")),
    Kind("team", _("The team changes"),
         (*each("membership", "joined", "roles_changed", "left"), *each("team_invitation", "accepted")), WHO_MANAGES,
         OWN_MANAGERS),
    Kind("domains", _("A domain is confirmed, disputed or lost"),
         (*each("domain", "confirmed", "unconfirmed"), *each("domain_claim", "disputed", "granted", "rejected")),
         {_GLOBAL: TOLD}, {_OWN_ADMIN: TOLD},
         (*each("domain", "confirmed", "unconfirmed", "disputed", "kept", "lost"),
          *each("domain_claim", "disputed", "granted", "rejected"))),
    Kind("webhook_stopped", _("A webhook is switched off"), each("webhook", "stopped"), {_GLOBAL: TOLD},
         is_mailed_here=True),
)  # fmt: skip
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in TABLE}
BY_MAIL: Mapping[str, Kind] = {mail: kind for kind in TABLE for mail in kind.mails}
ACTIONS = frozenset(action for kind in TABLE for action in kind.actions)


def start_of(kind: Kind, side: str, roles: list[str]) -> Start | None:
    """How somebody with these roles begins: the most that one of them gets; None for whom the kind does not reach."""
    starts = [start for role, start in kind.reach(side).items() if role in roles]
    return Start(any(s.is_listed for s in starts), any(s.is_mailed for s in starts)) if starts else None


def kinds_for(side: str, roles: list[str]) -> dict[Kind, Start]:
    """The kinds that reach these roles, in the table's order."""
    found = {kind: start_of(kind, side, roles) for kind in TABLE}
    return {kind: start for kind, start in found.items() if start}


def lines_for(actions: set[str]) -> Iterator[dict[str, Any]]:
    """The table's lines for events of these kinds, as the telling statement reads them."""
    for kind in TABLE:
        for action in actions.intersection(kind.actions):
            for side in (PARTNER, CUSTOMER):
                for role, start in kind.reach(side).items():
                    yield {
                        "action": action, "side": side, "kind": kind.code, "role": role, "listed": start.is_listed,
                        "mailed": start.is_mailed and kind.is_mailed_here, "here": kind.is_mailed_here,
                        "personal": kind.is_personal,
                    }  # fmt: skip
