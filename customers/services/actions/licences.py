"""A partner assigns licences to people of a customer's directory and takes them, by a right that is checked and logged.

Customer, then subscription, then people are locked; the database's own count has the last word (`License`).
Raises `NoRight` (a PermissionDenied) with the reason and the role that would serve.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from customers.directory.models import Customer
from customers.grants.actions import NoRight, use_right
from customers.grants.needs import Need
from customers.grants.rights import Refusal, Right, may_use
from customers.services.actions.locking import lock_customer, lock_subscription
from customers.services.actions.users import log
from customers.services.licensing import closed_to
from customers.services.models import DirectoryUser, License, Subscription
from customers.services.queries import standing_of
from customers.services.rules.licences import check_gives_licences, check_how_many, check_seats_free
from partnercenter.audit.log import one_deed
from partnercenter.partners.models import Partner, PartnerMembership


@transaction.atomic
def assign_licences(
    *, subscription: Subscription, people: Sequence[DirectoryUser], by: PartnerMembership
) -> list[License]:
    """A seat for each of the people, or for none: who has one already keeps it, and costs nothing.

    Raises `NoRight`, `ValidationError` (`nobody_chosen`, `too_many_chosen`, `closed_to_partner`, `no_licences`,
    `not_active`, `no_seat`).
    """
    check_how_many(len(people))
    with one_deed(by.user):
        customer = lock_customer(subscription.customer_id)
        wanting = people_of(subscription, people, holding=False)
        rights = use_for_each(customer, wanting, by=by)
        current = lock_for(subscription, customer, by=by)
        check_gives_licences(current)
        check_seats_free(current, len(wanting))
        given = License.objects.bulk_create(License(subscription=current, user=person) for person in wanting)
        tell_log("licence.assigned", current, wanting, rights, by=by)
        return given


@transaction.atomic
def take_licences(
    *, subscription: Subscription, people: Sequence[DirectoryUser], by: PartnerMembership
) -> list[DirectoryUser]:
    """Take the seat of each of the people who has one; who those were. Works while it is suspended, too.

    Raises `NoRight`, `ValidationError` (`nobody_chosen`, `too_many_chosen`, `closed_to_partner`).
    """
    check_how_many(len(people))
    with one_deed(by.user):
        customer = lock_customer(subscription.customer_id)
        holding = people_of(subscription, people, holding=True)
        rights = use_for_each(customer, holding, by=by)
        current = lock_for(subscription, customer, by=by)
        License.objects.filter(subscription=current, user__in=holding).delete()
        tell_log("licence.taken", current, holding, rights, by=by)
        return holding


def people_of(subscription: Subscription, people: Sequence[DirectoryUser], *, holding: bool) -> list[DirectoryUser]:
    """Those of the customer's directory who have (or have not) a seat; stays so under the customer's lock."""
    own = DirectoryUser.objects.filter(customer=subscription.customer_id, pk__in=[person.pk for person in people])
    have = License.objects.filter(subscription=subscription).values("user")
    own = own.filter(pk__in=have) if holding else own.exclude(pk__in=have)
    return list(own.select_related("customer__cloud").order_by("pk"))


def use_for_each(customer: Customer, people: Sequence[DirectoryUser], *, by: PartnerMembership) -> list[Right]:
    """The right, asked and logged for each person; asked once where there is nobody. Raises `NoRight`."""
    answer = may_use(by, customer, Need.ASSIGN_LICENCES)
    if isinstance(answer, Refusal):
        raise NoRight(answer, customer)
    return [use_right(customer=customer, need=Need.ASSIGN_LICENCES, about=person.public_id, by=by) for person in people]


def lock_for(subscription: Subscription, customer: Customer, *, by: PartnerMembership) -> Subscription:
    """The row, once its licences are open to `by`'s partner. Code `closed_to_partner`."""
    current = lock_subscription(subscription)
    closed = closed_to(standing_of(Partner.objects.get(pk=by.partner_id), customer), current)
    if closed:
        raise ValidationError(closed, code="closed_to_partner")
    return current


def tell_log(
    action: str,
    subscription: Subscription,
    people: Sequence[DirectoryUser],
    rights: Sequence[Right],
    *,
    by: PartnerMembership,
) -> None:
    """An event for each person, with the subscription's id."""
    for person, right in zip(people, rights, strict=True):
        log(action, person, right, by, subscription=str(subscription.public_id))
