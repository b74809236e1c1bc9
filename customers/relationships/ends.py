"""What the end of a relationship would bring, in facts that a page can say before anybody presses the button."""

from collections.abc import Sequence
from dataclasses import dataclass

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.asked import open_ends
from customers.relationships.blockers import Blocker, blockers_of
from customers.relationships.duty import Duty, duty_by
from customers.relationships.models import AskedEnd, ResellerRelationship
from partnercenter.partners.models import Capacity, Partner

Active = ResellerRelationship.Status.ACTIVE


@dataclass(frozen=True)
class Outlook:
    """What stands in the way of an end, what would end with it, and what would stay."""

    relationship: ResellerRelationship
    blockers: Sequence[Blocker]
    beside: Sequence[ResellerRelationship]  # of the pair, that go on
    resellers: Sequence[Partner]  # whose relationships were made through this one
    held: Sequence[DelegatedAdminGrant]  # rights of the pair in force
    duty: Duty  # that would be left
    asked: AskedEnd | None = None  # the customer's wish that it ends

    @property
    def is_last(self) -> bool:
        """Whether nothing of the pair would be left."""
        return not self.beside

    @property
    def rights(self) -> Sequence[DelegatedAdminGrant]:
        """The rights that would end with it: those behind the pair's last relationship."""
        return self.held if self.is_last else []

    @property
    def may_be_ended_by_partner(self) -> bool:
        """A reseller's only where the customer asks for it: otherwise its provider ends its own (R-6B)."""
        return self.relationship.capacity != Capacity.RESELLER or self.asked is not None

    @property
    def may_clear(self) -> bool:
        """Whether the partner itself can suspend or cancel what stands in the way: a reseller's provider does."""
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
        held=list(DelegatedAdminGrant.objects.filter(**pair, status="active").order_by("pk")),
        duty=duty_by(beside, **pair),
        asked=open_ends().filter(relationship=relationship).first(),
    )


def resellers_through(relationship: ResellerRelationship) -> list[Partner]:
    """Whose relationships end with a provider's; nobody's with another."""
    if relationship.capacity != Capacity.PROVIDER:
        return []
    through = ResellerRelationship.objects.filter(
        provider=relationship.partner_id, customer=relationship.customer_id, status=Active
    )
    return list(Partner.objects.filter(pk__in=through.values("partner")).order_by("sort_key", "pk"))
