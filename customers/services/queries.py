"""What pages and rules read about offers, subscriptions and service requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from customers.agreements.models import AgreementText
from customers.agreements.queries import acceptances_of, current_text, is_same_version
from customers.directory.models import Customer
from customers.grants.needs import Need
from customers.grants.queries.grants import in_force
from customers.grants.rights import may_use
from customers.relationships.models import ResellerRelationship
from customers.services.models import DirectoryUser, Kind, Offer, Subscription
from partnercenter.canonical.searching import search_words
from partnercenter.clouds.markets import group_of, is_in_list, today
from partnercenter.clouds.models import TenantDomain, in_language
from partnercenter.partners.models import Capacity, Partner, PartnerMembership
from partnercenter.partners.queries import resellers_of

Status = Subscription.Status
ORDERING = (Capacity.DIRECT, Capacity.PROVIDER)


@dataclass(frozen=True)
class Standing:
    """How a partner stands with a customer now, read afresh: its active relationships, and whether it holds rights.

    `may_support` is of one person: whether she may raise service requests by a right (the smallest role is enough).
    """

    partner: Partner
    customer: Customer
    relationships: Sequence[ResellerRelationship]
    has_rights: bool
    may_support: bool = False

    @property
    def ordering(self) -> list[str]:
        """The capacities in which the partner may order."""
        return [each.capacity for each in self.relationships if each.capacity in ORDERING]

    @property
    def providers(self) -> list[Partner]:
        """Through whom the partner sells to the customer."""
        return [each.provider for each in self.relationships if each.provider]


def standing_of(partner: Partner, customer: Customer, by: PartnerMembership | None = None) -> Standing:
    """Relationships, and rights in force; with `by` also what that person may do by them, asked of the one check."""
    active = ResellerRelationship.objects.filter(
        partner=partner, customer=customer, status=ResellerRelationship.Status.ACTIVE
    )
    rows = list(active.select_related("provider").order_by("started_at", "id"))
    may_support = bool(by and may_use(by, customer, Need.RAISE_SERVICE_REQUESTS))
    return Standing(partner, customer, rows, has_rights=holds_rights(partner, customer), may_support=may_support)


def holds_rights(partner: Partner, customer: Customer) -> bool:
    """Whether any grant of the pair has effect now; read at every use (decisions §6)."""
    return in_force().filter(partner=partner, customer=customer).exists()


@dataclass(frozen=True)
class Elsewhere:
    """What a partner sees of a subscription that it did not sell: no seller, price or order number (decisions §7).

    `seats` is None for an Azure plan, which is one whole.
    """

    service: str
    name: str
    seats: int | None
    status: str


def subscriptions_sold_by(partner: Partner, customer: Customer) -> QuerySet[Subscription]:
    """What the partner sold to the customer: living ones first, the newest first."""
    return with_facts(Subscription.objects.filter(customer=customer, sold_by=partner))


def subscriptions_resold_by(partner: Partner, customer: Customer) -> QuerySet[Subscription]:
    """What the partner's present providers sold to the customer with it as reseller."""
    through = ResellerRelationship.objects.filter(
        partner=partner, customer=customer, status="active", provider=OuterRef("sold_by")
    )
    named = Subscription.objects.filter(customer=customer, reseller=partner).exclude(sold_by=partner)
    return with_facts(named.filter(Exists(through)))


def with_facts(rows: QuerySet[Subscription]) -> QuerySet[Subscription]:
    """With what a row shows: living ones first, by service, the newest first."""
    living_first = F("cancelled_at").desc(nulls_first=True)
    rows = rows.select_related("terms", "reseller", "sold_by", "offer", "support_contact")
    return rows.order_by(living_first, "service", "-ordered_at", "id")


def bought_elsewhere(partner: Partner, customer: Customer) -> list[Elsewhere]:
    """The customer's living subscriptions that the partner has no part in, by service and name; nothing else of
    them is read, so nothing else can be shown. For callers that have looked at the partner's rights."""
    own = subscriptions_resold_by(partner, customer).order_by().values("pk")
    others = Subscription.objects.filter(customer=customer, status__in=Subscription.LIVE)
    others = others.exclude(sold_by=partner).exclude(pk__in=own)
    rows = others.order_by("service", "name_en", "seats", "status")
    numbered = Case(When(~Q(kind=Kind.AZURE), then="seats"))
    shown = rows.values_list("service", "name_en", "name_ja", numbered, "status")
    return [Elsewhere(service, in_language(*names), seats, status) for service, *names, seats, status in shown]


def blockers_of(partner: Partner, customer: Customer) -> QuerySet[Subscription]:
    """What keeps the partner's relationship with the customer from ending (R-80, K40): reservations and software
    that live, and every other subscription that is active; of these suspending is enough."""
    first_to_cancel = Q(kind__in=[Kind.RESERVATION, Kind.SOFTWARE], status__in=Subscription.LIVE)
    sold = Subscription.objects.filter(customer=customer, sold_by=partner)
    return sold.filter(first_to_cancel | Q(status=Status.ACTIVE)).order_by("kind", "name_en", "id")


def has_sold_something_living(partner: Partner, customer: Customer) -> bool:
    """Whether anything that the partner sold to the customer lives: the duty of support lasts as long (S3)."""
    return Subscription.objects.filter(customer=customer, sold_by=partner, status__in=Subscription.LIVE).exists()


def is_service_taken(customer: Customer, service: str, *, besides: Partner) -> bool:
    """Whether another partner has a living subscription of this service with the customer (R-53)."""
    return services_taken(customer, besides=besides).filter(service__iexact=service).exists()


def services_taken(customer: Customer, *, besides: Partner) -> QuerySet[Subscription]:
    """The living subscriptions of the customer that other partners sold."""
    sold = Subscription.objects.filter(customer=customer, status__in=Subscription.LIVE, sold_by__isnull=False)
    return sold.exclude(sold_by=besides).order_by()


def offers_for(customer: Customer) -> list[Offer]:
    """What can be ordered for the customer: its cloud's and market's offers, by service and name."""
    groups = market_groups_of(customer)
    open_ones = Offer.objects.filter(cloud=customer.cloud_id, is_available=True).order_by("service", "name_en", "id")
    return [offer for offer in open_ones if offer.is_sold_in(groups)]


def market_groups_of(customer: Customer) -> frozenset[int]:
    """Keys of the market groups that the registered country lies in today: its sales region, its cloud's list."""
    listed, on = customer.cloud.country_list, today()
    in_list = listed if listed and is_in_list(listed, customer.country, on) else None
    return frozenset(group.pk for group in (group_of(customer.country, on), in_list) if group)


def resellers_through(provider: Partner, customer: Customer) -> list[Partner]:
    """The resellers that work with this provider and are related to the customer through it, by name."""
    through = ResellerRelationship.objects.filter(customer=customer, provider=provider, status="active")
    return list(resellers_of(provider).filter(pk__in=through.values("partner")))


def terms_of(customer: Customer) -> AgreementText | None:
    """The text that an order goes under: the one accepted last; None where none was accepted (R-90)."""
    newest = acceptances_of(customer).first()
    return newest.text if newest else None


def newer_terms(customer: Customer, accepted: AgreementText) -> AgreementText | None:
    """The text in force, where the customer has not accepted it yet; it is asked for, and changes nothing."""
    current = current_text(cloud=customer.cloud, country=customer.country, language=customer.language)
    return current if current and not is_same_version(current, accepted) else None


def subscriptions_of(customer: Customer) -> QuerySet[Subscription]:
    """Everything that the customer has bought, with its sellers: for the customer's own page, by service."""
    rows = Subscription.objects.filter(customer=customer)
    related = ("sold_by", "reseller", "partner_of_record", "terms")
    return rows.select_related(*related).order_by("service", F("cancelled_at").desc(nulls_first=True), "name_en", "id")


def own_domains_of(customer: Customer) -> list[str]:
    """The confirmed domains of the customer: in these its people sign in."""
    own = TenantDomain.objects.filter(owner_kind=TenantDomain.Owner.CUSTOMER, owner_id=customer.public_id)
    return list(own.filter(confirmed_at__isnull=False).values_list("domain", flat=True))


def directory_of(customer: Customer, typed: str = "") -> QuerySet[DirectoryUser]:
    """The people of the customer's directory; with `typed`, those with every word in a name. For callers that have
    looked at the partner's rights."""
    found = DirectoryUser.objects.filter(customer=customer)
    for word in search_words(typed):
        found = found.filter(search_text__contains=word)
    return found
