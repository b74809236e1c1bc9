"""What the pages and actions of the asking side read of requests."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner

REQUEST_MAIL = "invitation.request"
CANCELLED_MAIL = "invitation.cancelled"
REMINDER_MAIL = "invitation.reminder"
LINK_MAILS = (REQUEST_MAIL, REMINDER_MAIL)  # with the link in them
MOST_COUNTED = 1000
UNDELIVERED = "undelivered"
# A tab of the list and the statuses under it, in the order of the tabs.
TABS: dict[str, Sequence[str]] = {
    "waiting": Invitation.OPEN,
    UNDELIVERED: Invitation.OPEN,
    "draft": (Invitation.Status.DRAFT,),
    "accepted": (Invitation.Status.ACCEPTED,),
    "declined": (Invitation.Status.DECLINED,),
    "cancelled": (Invitation.Status.CANCELLED, Invitation.Status.REPLACED),
    "expired": (Invitation.Status.EXPIRED,),
    "all": (),
}


def requests_of(partner: Partner) -> QuerySet[Invitation]:
    """The partner's own requests."""
    return Invitation.objects.filter(partner=partner)


def made_for(partner: Partner) -> QuerySet[Invitation]:
    """Requests that a provider made for this reseller (decisions §4)."""
    return Invitation.objects.filter(on_behalf_of=partner)


def visible_to(partner: Partner) -> QuerySet[Invitation]:
    """What a colleague of the partner may open: its own requests, and those that were made for it.

    A provider sees nothing of a reseller's own request before acceptance, and its mail never (decisions §5).
    """
    found = requests_of(partner) | made_for(partner)
    return found.select_related("cloud", "partner", "customer", "owner__user")


def in_tab(requests: QuerySet[Invitation], tab: str) -> QuerySet[Invitation]:
    """The requests under a tab, as the list shows them."""
    found = under(requests, tab) if TABS[tab] else requests
    return found.select_related("owner__user", "customer", "partner", "provider", "on_behalf_of")


def under(requests: QuerySet[Invitation], tab: str) -> QuerySet[Invitation]:
    """The requests that a tab is about."""
    found = requests.filter(status__in=TABS[tab])
    return without_mail(found) if tab == UNDELIVERED else found


def without_mail(requests: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those whose newest mail did not reach anybody: looked for from the few mails that came to a bad end."""
    mails = OutboundEmail.objects.filter(kind__in=LINK_MAILS)
    lost = mails.filter(state__in=OutboundEmail.UNDELIVERED)
    newest = mails.filter(about_id=OuterRef("public_id")).order_by("-id").values("state")[:1]
    found = requests.filter(public_id__in=lost.values("about_id"))
    return found.annotate(mail_state=Subquery(newest)).filter(mail_state__in=OutboundEmail.UNDELIVERED)


def newest_mails(requests: Sequence[Invitation]) -> dict[UUID, OutboundEmail]:
    """The newest mail with the link of each request, by the request's public id; one query."""
    mails = OutboundEmail.objects.filter(about_id__in=[asked.public_id for asked in requests], kind__in=LINK_MAILS)
    return {mail.about_id: mail for mail in mails.order_by("about_id", "-id").distinct("about_id") if mail.about_id}


def count_tabs(requests: QuerySet[Invitation]) -> dict[str, int]:
    """How many requests each tab holds, never counting beyond 1,001 (`MOST_COUNTED` and one more)."""
    return {tab: under(requests, tab).order_by()[: MOST_COUNTED + 1].count() for tab in TABS if TABS[tab]}


def open_to(partner: Partner, recipient_key: str) -> Invitation | None:
    """The newest request of the partner to this address that still waits, for the warning K38."""
    waiting = requests_of(partner).filter(recipient_key=recipient_key, status__in=Invitation.OPEN)
    return waiting.order_by("-id").first() if recipient_key else None


def is_name_asked(partner: Partner, grant_name: str) -> bool:
    """Whether a request of the partner that has not ended has this name for its rights."""
    return requests_of(partner).exclude(status__in=Invitation.TERMINAL).filter(grant_name=grant_name).exists()


def ended_request(partner: Partner, public_id: UUID | None) -> Invitation | None:
    """A request of the partner's own that came to nothing, to be made again; None for any other."""
    came_to_nothing = requests_of(partner).filter(status__in=Invitation.CAME_TO_NOTHING)
    return came_to_nothing.filter(public_id=public_id).first() if public_id else None


def mails_about(invitation: Invitation) -> QuerySet[OutboundEmail]:
    """Every mail that went to the addressee about this request, the newest first."""
    kinds = (*LINK_MAILS, CANCELLED_MAIL)
    return OutboundEmail.objects.filter(about_id=invitation.public_id, kind__in=kinds).order_by("-id")
