"""What ends, and who hears of it."""

from datetime import timedelta

from django.utils import timezone

from customers.relationships.actions import end_relationship, mark_renegotiated
from customers.relationships.actions.telling import tell_of_suspension
from customers.relationships.models import ResellerRelationship
from tests import factories
from tests.tenancy.land import Land


def end_things(land: Land) -> None:
    """C ends its relationship with D; A's contract with F is renegotiated; C's customers hear of a suspension."""
    operator = factories.UserFactory(operator=True)
    ended = ResellerRelationship.objects.get(partner=land.partners["C"], customer=land.customers["D"])
    end_relationship(relationship=ended, side="partner", reason="We part", by=land.boss["C"].user)
    mark_renegotiated(
        partner=land.partners["A"],
        customer=land.customers["F"],
        on=timezone.now().date() - timedelta(days=1),
        reason="New contract",
        by=operator,
    )
    for occasion in ("partner.suspended", "partner.unsuspended"):
        tell_of_suspension(partner=land.partners["C"], occasion=occasion, by=operator)
