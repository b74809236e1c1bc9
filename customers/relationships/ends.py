"""What the end of a relationship would bring, in facts that a page can say before anybody presses the button."""

from collections.abc import Sequence
from dataclasses import dataclass

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.blockers import Blocker, blockers_of
from customers.relationships.duty import Duty, duty_by
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.models import Capacity, Partner

Active = ResellerRelationship.Status.ACTIVE


@dataclass(frozen=True)
class Outlook:
    """What stands in the way of an end, what would end with it, and what would stay."""

    relationship: ResellerRelationship
    blockers: Sequence[Blocker]
    beside: Sequence[ResellerRelationship]  # of the pair, that go on
    resellers: Sequence[Partner]  # whose relationships were made through this one
    rights: Sequence[DelegatedAdminGrant]  # that would end with it
    duty: Duty  # that would be left

    @property
    def is_last(self) -> bool:
        """Whether nothing of the pair would be left."""
        return not self.beside

    @property
    def may_be_ended_by_partner(self) -> bool:
        """Never a reseller's: its provider ends its own (R-6B)."""
        return self.relationship.capacity != Capacity.RESELLER


def outlook_of(relationship: ResellerRelationship) -> Outlook:
    """The outlook now; nothing is locked, so the action asks again."""
    pair = {"partner_id": relationship.partner_id, "customer_id": relationship.customer_id}
    beside = list(
        ResellerRelationship.objects.filter(**pair, status=Active)
        .exclude(pk=relationship.pk)
        .select_related("provider")
    )
    return Outlook(
        relationship,
        blockers=blockers_of(relationship),
        beside=beside,
        resellers=resellers_through(relationship),
        rights=[] if beside else list(DelegatedAdminGrant.objects.filter(**pair, status="active").order_by("pk")),
        duty=duty_by(beside, **pair),
    )


def resellers_through(relationship: ResellerRelationship) -> list[Partner]:
    """Whose relationships end with a provider's; nobody's with another."""
    if relationship.capacity != Capacity.PROVIDER:
        return []
    through = ResellerRelationship.objects.filter(
        provider=relationship.partner_id, customer=relationship.customer_id, status=Active
    )
    return list(Partner.objects.filter(pk__in=through.values("partner")).order_by("sort_key", "pk"))
