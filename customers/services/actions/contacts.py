"""The support contact of a subscription: who sold it, until the seller names a reseller (R-110, decisions §8)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from customers.directory.models import Customer
from customers.services.actions.actors import check_role, log_subscription
from customers.services.actions.locking import lock_customer, lock_subscription
from customers.services.contacts import contact_of, contacts_for
from customers.services.holdings import tie_of
from customers.services.mails import orders as mails
from customers.services.models import Subscription
from customers.services.queries import standing_of
from customers.services.rules.channels import REASONS, Act, why_not
from customers.services.rules.contacts import check_contact
from customers.services.rules.ordering import check_live
from partnercenter.partners.access import Capability
from partnercenter.partners.models import Partner, PartnerMembership


@transaction.atomic
def designate_support_contact(*, subscription: Subscription, contact: Partner, by: PartnerMembership) -> Subscription:
    """Name the seller itself or one of its resellers at this customer, and tell everybody concerned.

    Needs the relationship and no rights. Raises PermissionDenied for the roles, ValidationError with a `Why` of the
    channels table, `already_cancelled` or `contact_not_related`.
    """
    current = lock_sold(subscription, by=by)
    check_live(current)
    check_contact(contact, selectable=contacts_for(current))
    before, former = contact_of(current), current.support_contact
    if before == contact:
        return current
    current.support_contact = None if contact == current.sold_by else contact
    current.save(update_fields=["support_contact"])
    ids = {"before": str(before.public_id) if before else None, "after": str(contact.public_id)}
    log_subscription(mails.CONTACT_CHANGED, current, by, **ids)
    mails.tell(mails.CONTACT_CHANGED, current, by=by, also=former)
    return current


def lock_sold(subscription: Subscription, *, by: PartnerMembership) -> Subscription:
    """The row, locked behind its customer's, once naming a contact is open to `by`'s partner."""
    check_role(by, Capability.SERVICE_REQUESTS)
    customer = lock_customer(subscription.customer_id)
    current = lock_subscription(subscription)
    standing = standing_of(Partner.objects.get(pk=by.partner_id), customer)
    closed = why_not(tie_of(standing, current), Act.NAME_CONTACT)
    if closed:
        raise ValidationError(REASONS[closed], code=closed.value)
    return current


def drop_support_contact(*, reseller: Partner, seller: Partner, customer: Customer) -> int:
    """The reseller's relationship through the seller has ended: the seller is the contact again. How many changed.

    For a caller that holds the customer's lock and is in a transaction.
    """
    named = Subscription.objects.filter(
        customer=customer, sold_by=seller, support_contact=reseller, status__in=Subscription.LIVE
    )
    left = [lock_subscription(each) for each in named.order_by("pk")]
    for current in left:
        current.support_contact = None
        current.save(update_fields=["support_contact"])
        log_subscription(mails.CONTACT_LEFT, current, None, before=str(reseller.public_id))
        mails.tell(mails.CONTACT_LEFT, current, by=None, also=reseller, former=reseller.legal_name)
    return len(left)
