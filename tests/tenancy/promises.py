"""Deeds after which everything else has to stand as it stood, and what each may write: one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from customers.agreements.actions import accept_agreement
from customers.agreements.rules import Named
from customers.directory.models import Customer
from customers.relationships.actions import end_rights
from customers.relationships.actions.attesting import attest_agreement
from customers.relationships.index import refresh_pair
from invitations.actions.decline import decline
from invitations.models import Invitation
from partnercenter.pages.times import find_zone
from partnercenter.partners.actions import end_partnership, suspend_partner
from partnercenter.partners.models import Capacity, Partner, PartnerMembership, PartnerRole, Partnership
from tests import factories
from tests.invitations.acceptance_steps import case_for
from tests.invitations.actions.taking import take
from tests.tenancy.land import Land


@dataclass(frozen=True)
class Deed:
    """`prepare` sets the stage and gives who is concerned and what is done then."""

    prepare: Callable[[Land], "Stage"]
    added: Mapping[str, int]
    changed: Mapping[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    concerned: tuple[Partner | Customer, ...]
    act: Callable[[], Any]


def newcomer(land: Land, **kind: bool) -> PartnerMembership:
    """The boss of a partner that has nothing in this land yet."""
    partner = factories.PartnerFactory(cloud=land.cloud, country=land.country, **kind)
    return factories.PartnerMembershipFactory(partner=partner, roles=list(PartnerRole.values))


def request_to(land: Land, boss: PartnerMembership, **facts: Any) -> Invitation:
    """A request to the administrator of B; in Germany nobody asks without rights."""
    address = {} if facts.get("reusable") else {"recipient_email": land.admin("B").user.email}
    return factories.InvitationFactory(partner=boss.partner, owner=boss, sent=True, **(address | facts))


def accepting(land: Land, asked: Invitation, *others: Partner) -> Stage:
    admin = land.admin("B")
    return Stage((asked.partner, *others, admin.customer), lambda: take(asked, admin.user))


def full(land: Land) -> Stage:
    return accepting(land, request_to(land, newcomer(land)))


def without_rights(land: Land) -> Stage:
    return accepting(land, request_to(land, newcomer(land), no_rights=True))


def reusable(land: Land) -> Stage:
    return accepting(land, request_to(land, newcomer(land), reusable=True))


def rights_alone(land: Land) -> Stage:
    """Beside a relationship that stands."""
    boss, admin = newcomer(land), land.admin("B")
    factories.ResellerRelationshipFactory(partner=boss.partner, customer=admin.customer)
    refresh_pair(boss.partner, admin.customer)
    return accepting(land, request_to(land, boss, with_relationship=False))


def indirect(land: Land) -> Stage:
    boss, provider = newcomer(land, reseller=True), newcomer(land, provider=True).partner
    factories.PartnershipFactory(provider=provider, reseller=boss.partner)
    return accepting(land, request_to(land, boss, capacity=Capacity.RESELLER, provider=provider), provider)


def on_behalf(land: Land) -> Stage:
    boss, reseller = newcomer(land, provider=True), newcomer(land, reseller=True).partner
    factories.PartnershipFactory(provider=boss.partner, reseller=reseller)
    whose = {"capacity": Capacity.PROVIDER, "on_behalf_of": reseller, "rights_holder": reseller}
    return accepting(land, request_to(land, boss, **whose), reseller)


def new_agreement(land: Land) -> Stage:
    """The first acceptance since a newer version: the agreement is accepted with it."""
    factories.AgreementTextFactory(cloud=land.cloud, published_at=factories.ago(seconds=1))
    return full(land)


def declining(land: Land) -> Stage:
    asked, user = request_to(land, newcomer(land)), land.admin("B").user
    return Stage(
        (asked.partner, land.customers["B"]), lambda: decline(case=case_for(asked, user), reason="Not now", by=user)
    )


def taking_back(land: Land) -> Stage:
    """B ends the rights of A."""
    user = land.admin("B").user
    grant = land.customers["B"].grants.get(partner=land.partners["A"], kind="full", status="active")
    return Stage((land.partners["A"], land.customers["B"]), lambda: end_rights(grant=grant, side="customer", by=user))


def parting(land: Land) -> Stage:
    """P ends its partnership with R; what R asked through it is withdrawn."""
    pair = Partnership.objects.get(provider=land.partners["P"], reseller=land.partners["R"], status="active")
    return Stage(
        (land.partners["P"], land.partners["R"], land.customers["B"]),
        lambda: end_partnership(partnership=pair, by=land.boss["P"]),
    )


def suspending(land: Land) -> Stage:
    operator = factories.UserFactory(operator=True)
    return Stage(
        (land.partners["A"], *land.customers.values()),
        lambda: suspend_partner(partner=land.partners["A"], by=operator),
    )


def agreeing(land: Land) -> Stage:
    text = factories.AgreementTextFactory(cloud=land.cloud, published_at=factories.ago(seconds=1))
    admin = land.admin("B")
    return Stage((admin.customer,), lambda: accept_agreement(text=text, customer=admin.customer, by=admin.user))


def attesting(land: Land) -> Stage:
    text = factories.AgreementTextFactory(cloud=land.cloud, published_at=factories.ago(seconds=1))
    named = Named("Hanako", "Mori", "hanako@people.example", "")
    boss, customer = land.boss["A"], land.customers["B"]
    day = text.published_at.astimezone(find_zone(customer.time_zone)).date()
    return Stage((boss.partner, customer), lambda: attest_agreement(customer=customer, named=named, on=day, by=boss))


REQUEST, ACCEPTANCE = "invitations.Invitation", "invitations.Acceptance"
RELATIONSHIP, PAIR = "relationships.ResellerRelationship", "relationships.PartnerCustomer"
GRANT, AGREEMENT = "grants.DelegatedAdminGrant", "agreements.AgreementAcceptance"
CONTACT = "agreements.AttestedContact"
EVENT, TRACE, MAIL = "audit.AuditEvent", "audit.AuditTrace", "outbox.OutboundEmail"
NOTICE = "notices.Notice"

SOME = -1  # as many as there are people to tell, or things that end with it: one at least
ENDED_PAIR = {"status", "ended_at", "ended_by_id", "ended_side"}
ANSWERED = {REQUEST: {"status", "ended_at", "ended_by_id"}}
PARTED = {REQUEST: ANSWERED[REQUEST] | {"end_reason"}, "partners.Partnership": ENDED_PAIR}
SUSPENDED = {"partners.Partner": {"status", "suspended_at", "suspended_by_id"}}
ACCEPTED = {ACCEPTANCE: 1, RELATIONSHIP: 1, PAIR: 1, GRANT: 1, EVENT: 3, TRACE: 1, MAIL: 2, NOTICE: SOME}
TWO_SIDES = ACCEPTED | {RELATIONSHIP: 2, PAIR: 2, "relationships.CustomerLabel": 2, EVENT: 4}

# What each deed may add (rows by table) and change (columns by table). Nothing else anywhere: no subscription, no
# owner, no terms, no Partner of Record, no row of any other partner (S1, R-50).
DEEDS: Mapping[str, Deed] = {
    "accepting full rights": Deed(full, ACCEPTED, ANSWERED),
    "accepting without rights": Deed(without_rights, ACCEPTED | {GRANT: 0, EVENT: 2}, ANSWERED),
    "accepting over a reusable link": Deed(reusable, ACCEPTED),
    "accepting rights alone": Deed(
        rights_alone, ACCEPTED | {RELATIONSHIP: 0, PAIR: 0, EVENT: 2}, ANSWERED | {PAIR: {"rights", "ends_order"}}
    ),
    "accepting through a provider": Deed(indirect, TWO_SIDES, ANSWERED),
    "accepting on behalf of a reseller": Deed(on_behalf, TWO_SIDES, ANSWERED),
    "accepting with a newer agreement": Deed(new_agreement, ACCEPTED | {AGREEMENT: 1, EVENT: 4}, ANSWERED),
    "declining": Deed(declining, {ACCEPTANCE: 1, EVENT: 1, TRACE: 1, MAIL: 1, NOTICE: SOME}, ANSWERED),
    "ending rights": Deed(
        taking_back,
        {EVENT: 1, TRACE: 1, MAIL: SOME, NOTICE: SOME, "webhooks.WebhookDelivery": 1},
        {GRANT: {"status", "ended_at", "ended_by_id", "ended_side"}, PAIR: {"rights", "rights_until", "ends_order"}},
    ),
    "ending a partnership": Deed(parting, {EVENT: SOME, TRACE: SOME, MAIL: SOME, NOTICE: SOME}, PARTED),
    "suspending a partner": Deed(
        suspending,
        {EVENT: 3, TRACE: 2, MAIL: SOME, NOTICE: SOME, "relationships.SuspensionNotice": 1},
        {"partners.Partner": {"status", "suspended_at", "suspended_by_id"}},
    ),
    "accepting an agreement": Deed(agreeing, {AGREEMENT: 1, EVENT: 1, TRACE: 1}),
    "attesting an agreement": Deed(
        attesting, {AGREEMENT: 1, "agreements.AttestedContact": 1, EVENT: 1, TRACE: 1, MAIL: 2}
    ),
}
