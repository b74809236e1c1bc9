"""The newest events of a partner's log as sentences: who did what, with links to what it was about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.partners.models import Partner

MOST = 8
# {who} and {what} are filled by the template with names and links.
SENTENCES: Mapping[str, Promise] = {
    "invitation.created": _("{who} drafted the request {what}"),
    "invitation.readied": _("{who} issued the link of the request {what}"),
    "invitation.released": _("{who} released the request {what}"),
    "invitation.sent": _("{who} sent the request {what}"),
    "invitation.resent": _("{who} resent the request {what}"),
    "invitation.link_replaced": _("{who} issued a new link for the request {what}"),
    "invitation.cancelled": _("{who} withdrew the request {what}"),
    "invitation.expired": _("The request {what} expired unanswered"),
    "invitation.read": _("The request {what} was read after sign-in"),
    "invitation.accepted": _("{who} accepted the request {what}"),
    "invitation.declined": _("{who} declined the request {what}"),
    "relationship.started": _("The relationship with {who} began"),
    "relationship.ended": _("The relationship with {who} ended"),
    "grant.started": _("{who} granted admin rights"),
    "grant.ended": _("The admin rights at {who} ended"),
}
ABOUT_CUSTOMER = ("relationship.started", "relationship.ended", "grant.started", "grant.ended")


@dataclass(frozen=True)
class Happening:
    """One event in words. `who` is a colleague's name, or the customer's organisation; never a customer's person."""

    at: datetime
    sentence: str
    who: str
    customer: Customer | None
    invitation: Invitation | None


def latest_of(partner: Partner) -> list[Happening]:
    """The newest events of this partner that have words, at most `MOST`; four queries however many there are."""
    events = list(
        AuditEvent.objects.filter(partner_id=partner.public_id, action__in=list(SENTENCES)).order_by("-id")[:MOST]
    )
    colleagues = names_of(event.trace_id for event in events if event.side == AuditEvent.Side.PARTNER)
    customers = {row.public_id: row for row in Customer.objects.filter(public_id__in=ids(events, "customer_id"))}
    own = Invitation.objects.filter(partner=partner, public_id__in=ids(events, "object_id")).select_related("customer")
    asked = {row.public_id: row for row in own}
    concerned = [customers.get(event.customer_id) if event.customer_id else None for event in events]
    return [
        tell(event, colleagues, customer, asked.get(event.object_id))
        for event, customer in zip(events, concerned, strict=True)
    ]


def tell(
    event: AuditEvent, colleagues: Mapping[UUID, str], customer: Customer | None, invitation: Invitation | None
) -> Happening:
    """The event in words."""
    colleague = colleagues.get(event.trace_id, "") if event.trace_id else ""
    shown = customer if event.action in ABOUT_CUSTOMER or event.side == AuditEvent.Side.CUSTOMER else None
    who = "" if shown else colleague
    return Happening(event.happened_at, str(SENTENCES[event.action]), who, shown, invitation)


def names_of(traces: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names behind traces; an erased one is missing."""
    rows = AuditTrace.objects.filter(pk__in=[trace for trace in traces if trace])
    return {row.pk: row.actor_name or row.actor_email for row in rows}


def ids(events: Iterable[AuditEvent], name: str) -> set[UUID]:
    """The distinct public ids in one column of the events."""
    return {value for event in events if (value := getattr(event, name))}
