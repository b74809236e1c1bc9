"""What a partner's home shows under *Do first*: what is stuck, was declined, waits or ends soon. Bounded on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.attention import ending_soon, unreached, unused
from customers.relationships.asked import asked_of
from customers.relationships.models import AskedEnd
from invitations.models import RECIPIENT_DOMAIN, Acceptance, Invitation
from invitations.queries.sending import LINK_MAILS
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.asking_again import WANTED
from partnercenter.partners.kinds import has_providers, has_resellers
from partnercenter.partners.models import PartnerMembership, PartnershipRequest

MOST = 8  # things on the page
EACH = 4  # of one kind
DECLINED_DAYS, ENDING_DAYS, SILENT_DAYS = 14, 5, 4
RIGHTS_ENDING_DAYS = 7
# What the lines show of rights, of a request, and of who drafted one.
GRANTED = ("public_id", "starts_at", "ends_at", "last_used_at", "customer__name", "customer__time_zone")
SHOWN = (
    *("public_id", "number", "status", "partner", "recipient_email", "customer_name", "customer__name"),
    *("created_at", "sent_at", "read_at", "ended_at", "expires_at", "new_link_asked_at"),
)
DRAFTER = ("owner__user__display_name", "owner__user__email")
STUCK = (*OutboundEmail.UNDELIVERED, OutboundEmail.State.UNKNOWN)


@dataclass(frozen=True)
class Todo:
    """One thing to do: its kind (which template words it), what it is about, and what else its words need."""

    kind: str
    invitation: Invitation | None = None
    grant: DelegatedAdminGrant | None = None
    partnership: PartnershipRequest | None = None
    asked_end: AskedEnd | None = None
    reason: str = ""
    at: datetime | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What it is about."""
        about = self.grant or self.asked_end or self.partnership or self.invitation
        return type(about).__name__, about.pk if about else 0

    @property
    def days(self) -> int:
        """Whole days between now and `at`, in either direction."""
        return abs(timezone.now() - self.at).days if self.at else 0


def todos_of(membership: PartnerMembership) -> list[Todo]:
    """The things that need this person's partner, the most pressing first; one line for each thing that they are
    about."""
    own = membership.partner.invitations.select_related("customer").only(*SHOWN)
    asked = (
        *stuck(own),
        *link_asked(own),
        *partnership_link_asked(membership),
        *declined(own),
        *to_release(own, membership),
    )
    pressing = (*asked_by_providers(membership), *asked, *to_answer(membership), *rights_ending(membership))
    found: dict[tuple[str, int], Todo] = {}
    for todo in (*pressing, *ending(own), *rights_to_see_to(membership), *silent(own)):
        found.setdefault(todo.key, todo)
    return list(found.values())[: MOST + 1]


def asked_by_providers(membership: PartnerMembership) -> Iterator[Todo]:
    """Partnership requests that wait in this person's mailbox or in her colleagues' (decisions §7)."""
    if not has_providers(membership.partner):
        return iter(())
    rows = waiting_for(membership).select_related("provider")[:EACH]
    return (Todo("partnership", partnership=row, at=row.expires_at) for row in rows)


def waiting_for(membership: PartnerMembership) -> QuerySet[PartnershipRequest]:
    """Open requests to the person's verified addresses; for who may accept them, to the partner's own domains too."""
    addresses = EmailAddress.objects.filter(user=membership.user, verified=True).values_list("email", flat=True)
    for_her = Q(recipient_key__in=[email_key(address) for address in addresses])
    if allowed(membership.roles, Capability.ACCEPT_PARTNERSHIP) is Allowed.YES:
        own = TenantDomain.objects.filter(owner_kind=TenantDomain.Owner.PARTNER, owner_id=membership.partner.public_id)
        for_her |= Q(domain__in=list(own.filter(confirmed_at__isnull=False).values_list("domain", flat=True)))
    rows = PartnershipRequest.objects.filter(cloud=membership.partner.cloud, status__in=PartnershipRequest.OPEN)
    others = rows.filter(expires_at__gt=timezone.now()).exclude(provider=membership.partner)
    return others.alias(domain=RECIPIENT_DOMAIN).filter(for_her).order_by("expires_at", "id")


def stuck(own: QuerySet[Invitation]) -> Iterator[Todo]:
    """Open requests with a mail that could not be handed over."""
    failed = OutboundEmail.objects.filter(about_id=OuterRef("public_id"), kind__in=LINK_MAILS, state__in=STUCK)
    # A mail that was sent later has made up for it.
    later = OutboundEmail.objects.filter(
        about_id=OuterRef("public_id"), kind__in=LINK_MAILS, state=OutboundEmail.State.SENT
    )
    rows = own.filter(Exists(failed), ~Exists(later), status__in=Invitation.OPEN).order_by("-id")[:EACH]
    return (Todo("stuck", row, at=row.sent_at) for row in rows)


def link_asked(own: QuerySet[Invitation]) -> Iterator[Todo]:
    """Requests of which somebody with an old link asks for a new one, the newest first."""
    rows = own.filter(WANTED).order_by("-new_link_asked_at", "-id")[:EACH]
    return (Todo("link_asked", row, at=row.new_link_asked_at) for row in rows)


def partnership_link_asked(membership: PartnerMembership) -> Iterator[Todo]:
    """The same of partnership requests, for providers."""
    if not has_resellers(membership.partner):
        return iter(())
    rows = membership.partner.partnership_requests.filter(WANTED).order_by("-new_link_asked_at", "-id")[:EACH]
    return (Todo("partnership_link_asked", partnership=row, at=row.new_link_asked_at) for row in rows)


def declined(own: QuerySet[Invitation]) -> Iterator[Todo]:
    """Requests declined in the last days, with the customer's reason."""
    since = timezone.now() - timedelta(days=DECLINED_DAYS)
    answers = Acceptance.objects.filter(invitation=OuterRef("pk"), outcome=Acceptance.Outcome.DECLINED)
    with_reason = own.annotate(said=Subquery(answers.values("reason")[:1]))
    rows = with_reason.filter(status=Invitation.Status.DECLINED, ended_at__gte=since).order_by("-id")[:EACH]
    return (Todo("declined", row, reason=row.said or "", at=row.ended_at) for row in rows)


def to_release(own: QuerySet[Invitation], membership: PartnerMembership) -> Iterator[Todo]:
    """Colleagues' drafts with rights, for those who may release them (decisions §4)."""
    if allowed(membership.roles, Capability.REQUEST_WITH_RIGHTS) is not Allowed.YES:
        return iter(())
    drafts = own.filter(status=Invitation.Status.DRAFT).exclude(rights=Invitation.Rights.NONE)
    rows = drafts.exclude(owner=membership).select_related("owner__user").only(*SHOWN, *DRAFTER)
    rows = rows.order_by("-id")[:EACH]
    return (Todo("release", row, at=row.created_at) for row in rows)


def to_answer(membership: PartnerMembership) -> Iterator[Todo]:
    """Customers that ask for the end of a relationship and wait, for those who may end one."""
    if allowed(membership.roles, Capability.END_RELATIONSHIP) is Allowed.NO:
        return iter(())
    waiting = asked_of(membership.partner).filter(status=AskedEnd.Status.ASKED)
    waiting = waiting.select_related(None).select_related("relationship__customer")[:EACH]
    return (Todo("end_asked", asked_end=row, at=row.answer_by) for row in waiting)


def rights_ending(membership: PartnerMembership) -> Iterator[Todo]:
    """Rights whose last day is near and that nothing extends."""
    rows = ending_soon(membership.partner, days=RIGHTS_ENDING_DAYS).only(*GRANTED)[:EACH]
    return (Todo("rights_ending", grant=row, at=row.ends_at) for row in rows)


def rights_to_see_to(membership: PartnerMembership) -> Iterator[Todo]:
    """Rights that reach nobody (R-108), and full ones that nobody has used for 90 days (R-77)."""
    for row in unreached(membership.partner).only(*GRANTED)[:EACH]:
        yield Todo("rights_unreached", grant=row, at=row.starts_at)
    idle = unused(membership.partner, timezone.now()).only(*GRANTED, "customer__cloud__allows_granular_rights")
    for row in idle[:EACH]:
        yield Todo("rights_unused", grant=row, at=row.last_used_at or row.starts_at)


def ending(own: QuerySet[Invitation]) -> Iterator[Todo]:
    """Open requests whose last day is near."""
    now = timezone.now()
    soon = own.filter(status__in=Invitation.OPEN, expires_at__gt=now, expires_at__lte=now + timedelta(days=ENDING_DAYS))
    return (Todo("ending", row, at=row.expires_at) for row in soon.order_by("expires_at", "id")[:EACH])


def silent(own: QuerySet[Invitation]) -> Iterator[Todo]:
    """Sent requests that nobody has answered for days, the newest first: those are the ones to ask about."""
    before = timezone.now() - timedelta(days=SILENT_DAYS)
    rows = own.filter(status=Invitation.Status.SENT, sent_at__lte=before, expires_at__gt=timezone.now())
    return (Todo("silent", row, at=row.sent_at) for row in rows.order_by("-id")[:EACH])
