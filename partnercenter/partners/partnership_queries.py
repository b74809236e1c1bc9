"""What pages and actions read of partnerships and of the requests for them."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.db.models.functions import Now

from partnercenter.accounts.models import User
from partnercenter.links.carrier import OpenedLink
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.kinds import has_providers, has_resellers
from partnercenter.partners.models import Partner, PartnerMembership, Partnership, PartnershipLink, PartnershipRequest

REQUEST_MAIL, CANCELLED_MAIL = "partnership.request", "partnership.cancelled"
REMINDER_MAIL = "partnership.reminder"
LINK_MAILS = (REQUEST_MAIL, REMINDER_MAIL)  # with the link in them
MOST_OFFERED = 300  # partners in a filter


def partnerships_of(partner: Partner) -> QuerySet[Partnership]:
    """The partnerships of a partner on either side, those that ended too."""
    both = Q(provider=partner) | Q(reseller=partner)
    return Partnership.objects.filter(both).select_related("provider__cloud", "reseller__cloud")


def partner_beside(partner: Partner, public_id: UUID | None) -> Partner | None:
    """The partner with this id that `partner` has or had a partnership with; None for strangers."""
    if public_id is None:
        return None
    both = Q(partnerships_as_provider__reseller=partner) | Q(partnerships_as_reseller__provider=partner)
    return Partner.objects.filter(both, public_id=public_id).first()


def resellers_beside(provider: Partner) -> list[tuple[str, str]]:
    """Ids and names of its resellers, by name, as choices; no query for a partner that can have none."""
    return named(provider.partnerships_as_provider, "reseller") if has_resellers(provider) else []


def providers_beside(reseller: Partner) -> list[tuple[str, str]]:
    """Ids and names of its providers, by name, as choices; no query for a partner that can have none."""
    return named(reseller.partnerships_as_reseller, "provider") if has_providers(reseller) else []


def named(partnerships: Any, side: str) -> list[tuple[str, str]]:
    """The other sides of some partnerships, those that ended too; each once, at most `MOST_OFFERED`."""
    found = partnerships.order_by(f"{side}__legal_name").values_list(f"{side}__public_id", f"{side}__legal_name")
    return [(str(public_id), name) for public_id, name in found.distinct()[:MOST_OFFERED]]


def requests_of(provider: Partner) -> QuerySet[PartnershipRequest]:
    """The partnership requests that a provider made."""
    found = PartnershipRequest.objects.filter(provider=provider)
    return found.select_related("cloud", "provider__cloud", "owner__user", "reseller", "partnership")


def made_before(provider: Partner, request_key: UUID) -> PartnershipRequest | None:
    """What the same form made before."""
    return requests_of(provider).filter(request_key=request_key).first()


def open_to(provider: Partner, recipient_key: str) -> PartnershipRequest | None:
    """The provider's newest request to this address that still waits, for the warning K38."""
    waiting = requests_of(provider).filter(recipient_key=recipient_key, status__in=PartnershipRequest.OPEN)
    return waiting.order_by("-id").first() if recipient_key else None


def request_about(public_id: UUID | None) -> PartnershipRequest | None:
    """The request that a mail is about, with all that its words need."""
    found = PartnershipRequest.objects.select_related("cloud", "provider", "owner__user", "reseller", "partnership")
    return found.filter(public_id=public_id).first() if public_id else None


def live_link(request: PartnershipRequest) -> PartnershipLink | None:
    """The link that works at present."""
    return request.links.filter(replaced_at=None).first()


def links() -> QuerySet[PartnershipLink]:
    """Links with their request, and `is_past`: whether its last day is over by the database's clock (D2)."""
    past = Case(When(request__expires_at__lte=Now(), then=True), default=False, output_field=BooleanField())
    with_it = ("request__cloud", "request__provider__cloud", "request__provider__market_group", "request__owner__user")
    return PartnershipLink.objects.select_related(*with_it, "request__reseller").annotate(is_past=past)


def find_link(token_hash: bytes) -> PartnershipLink | None:
    """The link with this hash: one query on the unique index, hit or miss."""
    return links().filter(token_hash=token_hash).first()


def find_opened(opened: OpenedLink) -> PartnershipLink | None:
    """The link that the browser carries."""
    return links().filter(request__public_id=opened.subject, generation=opened.generation).first()


def memberships_of(user: User) -> list[PartnerMembership]:
    """The person's present memberships of partners, in every cloud."""
    present = PartnerMembership.objects.filter(user=user, left_at=None)
    return list(present.select_related("partner__cloud", "partner__market_group", "user").order_by("pk"))


def answered_by(user: User) -> QuerySet[PartnershipRequest]:
    """The requests that this person, or a partner of theirs, has answered."""
    partners = PartnerMembership.objects.filter(user=user, left_at=None).values("partner")
    answered = PartnershipRequest.objects.filter(status__in=["accepted", "declined"])
    found = answered.filter(Q(ended_by=user) | Q(reseller__in=partners))
    return found.select_related("provider__cloud", "reseller", "partnership", "ended_by", "cloud")


def mails_about(request: PartnershipRequest) -> QuerySet[OutboundEmail]:
    """Every mail that went to the addressee about this request, the newest first."""
    kinds = (*LINK_MAILS, CANCELLED_MAIL)
    return OutboundEmail.objects.filter(about_id=request.public_id, kind__in=kinds).order_by("-id")
