"""Requests that were accepted before the demo was loaded, and what they began."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, Renegotiation, ResellerRelationship
from invitations import parties, terms
from invitations.asking import Terms
from invitations.gate import Decision
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.demo import requests
from partnercenter.demo.agreements import accept_agreement
from partnercenter.demo.past import ago, midnight_after, note
from partnercenter.demo.shapes import Asked, Related, Rights, Status
from partnercenter.demo.stage import Stage, key_of
from partnercenter.partners.models import Partner

ROLES = ("helpdesk_administrator", "license_administrator", "global_reader")


@dataclass(frozen=True)
class Begun:
    """What an acceptance began."""

    agreement: AgreementAcceptance | None
    relationships: list[ResellerRelationship]
    grant: DelegatedAdminGrant | None


def add_relationship(stage: Stage, related: Related) -> None:
    """The accepted request of a story with all that followed, unless the pair knows each other already."""
    partner, customer = stage.partners[related.partner], stage.customers[related.customer]
    if PartnerCustomer.objects.filter(partner=partner, customer=customer).exists():
        return
    asked = asked_of(related)
    invitation = requests.draft(
        related_terms(stage, related, asked),
        stage.staff[related.partner][0],
        key=key_of("request", asked.key),
        at=ago(related.days_ago),
    )
    admin = stage.admins[related.customer]
    requests.move(invitation, Status.ACCEPTED, at=ago(related.days_ago), ended_by=admin)
    requests.tell(invitation, asked, at=ago(related.days_ago))
    begun = begin(invitation, customer, granular_days=related.granular_days, by=admin)
    keep_evidence(invitation, customer, begun, by=admin)
    end_what_ended(related, begun, by=admin)
    list_pairs(invitation, customer, related)
    if related.renegotiated_days_ago is not None:
        mark_renegotiated(partner, customer, days_ago=related.renegotiated_days_ago, by=stage.operator)
    stage.counted.add("relationships", len(begun.relationships))


def asked_of(related: Related) -> Asked:
    return Asked(
        partner=related.partner,
        customer=related.customer,
        key=f"{related.partner}/{related.customer}",
        status=Status.ACCEPTED,
        rights=related.rights,
        days_ago=related.days_ago,
        provider=related.provider,
        on_behalf_of=related.on_behalf_of,
    )


def related_terms(stage: Stage, related: Related, asked: Asked) -> Terms:
    """The terms of the request; granular ones have roles, days and a name of their own."""
    plain = requests.terms_of(stage, asked)
    if related.rights != Rights.GRANULAR:
        return plain
    name = f"{stage.partners[related.partner].partner_number}-{related.customer.partition('.')[0]}"[:50]
    return Terms(**vars(plain) | {"roles": ROLES, "days": related.granular_days, "grant_name": name})


def begin(invitation: Invitation, customer: Customer, *, granular_days: int, by: User) -> Begun:
    """Agreement, relationships and rights as of the answer."""
    at = invitation.ended_at
    assert at  # noqa: S101 - an accepted request has ended
    relationships = [
        begin_relationship(side, customer, at=at, by=by) for side in parties.relationships_asked(invitation)
    ]
    grant = begin_grant(invitation, customer, days=granular_days, by=by) if invitation.asks_rights else None
    return Begun(accept_agreement(customer, at=at, by=by), relationships, grant)


def begin_relationship(side: parties.Side, customer: Customer, *, at: datetime, by: User) -> ResellerRelationship:
    """One side's relationship: a provider's that stands already serves again."""
    combination = {
        "partner": side.partner,
        "customer": customer,
        "capacity": side.capacity,
        "provider": side.provider,
    }
    standing = ResellerRelationship.objects.filter(**combination, status="active").first()
    if standing:
        return standing
    relationship = ResellerRelationship.objects.create(**combination, started_at=at, started_by=by)
    whose: dict[str, Any] = {"partner": side.partner, "customer": customer}
    note("relationship.started", relationship, at=at, by=by, side="customer", **whose)
    return relationship


def begin_grant(invitation: Invitation, customer: Customer, *, days: int, by: User) -> DelegatedAdminGrant:
    at, partner = invitation.ended_at, parties.rights_holder(invitation)
    assert at  # noqa: S101
    granular = {
        "name": invitation.grant_name,
        "roles": invitation.roles,
        "days": days,
        "ends_at": midnight_after(at, days, zone=customer.time_zone),
    }
    grant = DelegatedAdminGrant.objects.create(
        partner=partner,
        customer=customer,
        kind=invitation.rights,
        starts_at=at,
        granted_by=by,
        **(granular if days else {}),
    )
    note("grant.started", grant, at=at, by=by, side="customer", partner=partner, customer=customer)
    return grant


def keep_evidence(invitation: Invitation, customer: Customer, begun: Begun, *, by: User) -> None:
    """The answer, with the facts as the gate would have put them together."""
    membership = customer.memberships.get(user=by)
    text = begun.agreement.text if begun.agreement else None
    decision = Decision(invitation, invitation.links.get(), membership, text, None, None, True, begun.grant is not None)
    requests.keep_answer(
        invitation,
        customer,
        outcome="accepted",
        facts=terms.decision_facts(decision) | terms.granted_facts(invitation, begun.grant),
        by=by,
        agreement_acceptance=begun.agreement,
        relationship=begun.relationships[0],
        provider_relationship=begun.relationships[1] if len(begun.relationships) > 1 else None,
        grant=begun.grant,
    )


def end_what_ended(related: Related, begun: Begun, *, by: User) -> None:
    """Rights that the customer took back, and relationships that ended since (which ends the rights as well)."""
    rights_end = related.ended_days_ago if related.rights_ended_days_ago is None else related.rights_ended_days_ago
    if begun.grant and rights_end is not None:
        end_grant(begun.grant, at=ago(rights_end), with_relationship=related.ended_days_ago is not None, by=by)
    if related.ended_days_ago is not None:
        for relationship in begun.relationships:
            end_relationship(relationship, at=ago(related.ended_days_ago), by=by)


def end_grant(grant: DelegatedAdminGrant, *, at: datetime, with_relationship: bool, by: User) -> None:
    side = "system" if with_relationship else "customer"
    grant.status, grant.ended_at = DelegatedAdminGrant.Status.TERMINATED, at
    grant.ended_side, grant.ended_by = side, None if with_relationship else by
    grant.save()
    note("grant.ended", grant, at=at, by=grant.ended_by, side=side, partner=grant.partner, customer=grant.customer)


def end_relationship(relationship: ResellerRelationship, *, at: datetime, by: User) -> None:
    relationship.status, relationship.ended_at, relationship.ended_by = "ended", at, by
    relationship.ended_side = "customer"
    relationship.save()
    whose: dict[str, Any] = {"partner": relationship.partner, "customer": relationship.customer}
    note("relationship.ended", relationship, at=at + timedelta(seconds=1), by=by, side="customer", **whose)


def mark_renegotiated(partner: Partner, customer: Customer, *, days_ago: int, by: User) -> None:
    """The operator's mark: the partner owes this customer no support since."""
    at = ago(days_ago)
    mark = Renegotiation.objects.create(
        partner=partner,
        customer=customer,
        renegotiated_on=(at - timedelta(days=3)).date(),
        reason="Neuer Vertrag, Vorgang 2210",
        marked_at=at,
        marked_by=by,
    )
    note("renegotiation.marked", mark, at=at, by=by, side="operator", partner=partner, customer=customer)


def list_pairs(invitation: Invitation, customer: Customer, related: Related) -> None:
    """Every partner that became related gets its row in its own list."""
    for partner in parties.all_partners(invitation):
        refresh_pair(partner, customer)
    mine: Partner = invitation.partner
    pair = PartnerCustomer.objects.filter(partner=mine, customer=customer)
    pair.update(tags=list(related.tags), note=related.note, owner=invitation.owner)
