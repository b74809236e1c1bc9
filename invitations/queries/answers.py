"""What the asking side reads of the answers to a request: who used its link, and when."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from customers.relationships.models import PartnerCustomer
from invitations.models import Acceptance, Invitation
from partnercenter.clouds.models import TenantDomain
from partnercenter.pages.keyset import KeysetPage, paginate

PAGE_SIZE = 25
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Uses:
    """How often a reusable link was accepted, and its limit; nothing is counted past `MOST_COUNTED`."""

    number: int
    limit: int | None
    is_capped: bool = False


def page_of_answers(invitation: Invitation, cursor: str) -> KeysetPage[Acceptance]:
    """One page, the newest first, with who answered and for whom.

    `customer_is_proved`: one of the customer's domains is confirmed; `has_record`: the asking partner has its record.
    """
    return paginate(answers_of(invitation), order=("-id",), size=PAGE_SIZE, cursor=cursor)


def answers_of(invitation: Invitation) -> QuerySet[Acceptance]:
    """All of them, with what a row shows."""
    confirmed = TenantDomain.objects.filter(owner_id=OuterRef("customer__public_id"), confirmed_at__isnull=False)
    known = PartnerCustomer.objects.filter(partner=invitation.partner_id, customer=OuterRef("customer"))
    found = Acceptance.objects.filter(invitation=invitation).select_related("customer", "decided_by")
    return found.annotate(customer_is_proved=Exists(confirmed), has_record=Exists(known))


def count_uses(invitation: Invitation) -> Uses | None:
    """The acceptances of a reusable request; None for one that is answered once."""
    if not invitation.is_reusable:
        return None
    accepted = invitation.acceptances.filter(outcome=Acceptance.Outcome.ACCEPTED)
    number = accepted.order_by()[: MOST_COUNTED + 1].count()
    return Uses(min(number, MOST_COUNTED), invitation.use_limit, is_capped=number > MOST_COUNTED)
