"""What happens to requests when something happens to partners, in the transaction in which it happens (§4)."""

from typing import Any

from django.dispatch import receiver

from customers.relationships.actions import pass_customers_on
from invitations.actions.passing import cancel_through, pass_requests_on
from partnercenter.accounts.models import User
from partnercenter.partners.models import PartnerMembership, Partnership
from partnercenter.partners.signals import member_left, partnership_ended


@receiver(partnership_ended, dispatch_uid="invitations.cancel_through")
def withdraw(*, partnership: Partnership, by: User, **kwargs: Any) -> None:
    """What waits through the pair can no longer be answered."""
    cancel_through(partnership=partnership, by=by)


@receiver(member_left, dispatch_uid="invitations.pass_on")
def pass_on(*, membership: PartnerMembership, successor: PartnerMembership | None, by: User, **kwargs: Any) -> None:
    """Her pending requests pass to the colleague, or are withdrawn; then the customers that she looked after.

    In this order: an acceptance under way makes a customer hers until its request is let go.
    """
    pass_requests_on(membership=membership, successor=successor, by=by)
    pass_customers_on(membership=membership, successor=successor, by=by)
