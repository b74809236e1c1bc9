"""The membership that a notice was told to; gone, nothing is told any more."""

from uuid import UUID

from customers.directory.models import CustomerMembership
from partnercenter.notices.kinds import PARTNER
from partnercenter.notices.queries import Membership
from partnercenter.partners.models import PartnerMembership


def present_member(*, side: str, organisation_id: UUID | str, **person: object) -> Membership | None:
    """The person's present membership of that organisation; `person` says who, as a filter does (`user`, …)."""
    if side == PARTNER:
        staff = PartnerMembership.objects.filter(partner__public_id=organisation_id, left_at=None, **person)
        return staff.select_related("partner__cloud", "user").first()
    people = CustomerMembership.objects.filter(customer__public_id=organisation_id, left_at=None, **person)
    return people.select_related("customer__cloud", "user").first()
