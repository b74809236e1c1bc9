"""What the pages of a partner's customers read."""

from dataclasses import dataclass

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.duty import Duty, duty_by
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.clouds.markets import country_name
from partnercenter.partners.models import Partner


@dataclass(frozen=True)
class Record:
    """All that a partner sees of one customer today."""

    pair: PartnerCustomer
    country: str
    agreement: AgreementAcceptance | None
    relationships: list[ResellerRelationship]
    grants: list[DelegatedAdminGrant]
    duty: Duty

    @property
    def held(self) -> list[DelegatedAdminGrant]:
        """The grants in force."""
        return [grant for grant in self.grants if grant.status == DelegatedAdminGrant.Status.ACTIVE]

    @property
    def last_end(self) -> ResellerRelationship | None:
        """The relationship that ended last, where any has."""
        ended = [each for each in self.relationships if each.ended_at]
        return max(ended, key=lambda each: (each.ended_at, each.pk), default=None)

    @property
    def ended_by_customer(self) -> DelegatedAdminGrant | None:
        """The rights that the customer took back last, where none are held: the duty of support remains (K31)."""
        if self.held or not self.grants:
            return None
        last = max(self.grants, key=lambda grant: grant.ended_at or grant.starts_at)
        return last if last.ended_side == DelegatedAdminGrant.EndedSide.CUSTOMER else None


def read_record(pair: PartnerCustomer) -> Record:
    """The record behind a row of `listed()`: this pair's rows alone, never those of the customer's other partners."""
    both = {"partner_id": pair.partner_id, "customer_id": pair.customer_id}
    accepted = AgreementAcceptance.objects.filter(customer_id=pair.customer_id).select_related("text")
    relationships = list(ResellerRelationship.objects.filter(**both).select_related("provider", "partner"))
    return Record(
        pair=pair,
        country=country_name(pair.customer.country),
        agreement=accepted.order_by("-accepted_at", "-id").first(),
        relationships=relationships,
        grants=list(DelegatedAdminGrant.objects.filter(**both)),
        duty=duty_by(relationships, **both),
    )


def capacities_at(partner: Partner, customer: Customer) -> set[str]:
    """The capacities in which the partner serves the customer now."""
    active = ResellerRelationship.objects.filter(partner=partner, customer=customer, status="active")
    return set(active.values_list("capacity", flat=True))
