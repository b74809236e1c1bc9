"""The partner's duty of support: it stays when rights end, until the contract is renegotiated (decisions §6, S3).

What was sold lies on a floor above: that floor registers its question with `owes_while`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.models import Renegotiation, ResellerRelationship
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Partner

Sold = Callable[[int, int], datetime | None]  # keys of partner and customer
_sold: list[Sold] = []


@dataclass(frozen=True)
class Duty:
    """Where the duty of a pair stands: owed, or ended with a renegotiated contract, or neither."""

    is_owed: bool
    renegotiated_on: date | None = None


def owes_while(question: Sold) -> Sold:
    """Register what else makes the duty live: answers since when something sold last began, None where none lives."""
    _sold.append(question)
    return question


def duty_of(partner: Partner, customer: Customer) -> Duty:
    """The duty now, by the relationships in force, what was sold, and the latest mark."""
    active = ResellerRelationship.objects.filter(partner=partner, customer=customer, status="active")
    return duty_by(active, partner_id=partner.pk, customer_id=customer.pk)


def duty_by(relationships: Iterable[ResellerRelationship], *, partner_id: int, customer_id: int) -> Duty:
    """`duty_of` for a caller who has read the pair's relationships."""
    since = latest_beginning(relationships, partner_id=partner_id, customer_id=customer_id)
    marks = Renegotiation.objects.filter(partner=partner_id, customer=customer_id, withdrawn_at=None)
    mark = marks.first()
    return judge_duty(since, mark.marked_at if mark else None, mark.renegotiated_on if mark else None)


def judge_duty(since: datetime | None, marked_at: datetime | None, renegotiated_on: date | None) -> Duty:
    """The duty of a pair whose latest living tie began at `since` and whose contract was marked at `marked_at`."""
    if since is None:
        return Duty(is_owed=False)
    if marked_at is None or since > marked_at:
        return Duty(is_owed=True)
    return Duty(is_owed=False, renegotiated_on=renegotiated_on)


def today_at(customer: Customer) -> date:
    """The customer's day now."""
    return timezone.now().astimezone(find_zone(customer.time_zone)).date()


def latest_beginning(
    relationships: Iterable[ResellerRelationship], *, partner_id: int, customer_id: int
) -> datetime | None:
    """When the youngest tie that still lives began: a relationship, or something sold."""
    began = [each.started_at for each in relationships if each.status == ResellerRelationship.Status.ACTIVE]
    began += [at for question in _sold if (at := question(partner_id, customer_id))]
    return max(began, default=None)
