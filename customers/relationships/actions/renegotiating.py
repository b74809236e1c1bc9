"""An operator marks a partner's contract with a customer as renegotiated, or takes the mark back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.duty import duty_of, today_at
from customers.relationships.models import Renegotiation
from customers.relationships.rules import check_not_withdrawn, check_owes_support, check_renegotiated_on
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.partners.models import Partner


@transaction.atomic
def mark_renegotiated(*, partner: Partner, customer: Customer, on: date, reason: str, by: User) -> Renegotiation:
    """From now on the partner owes this customer no support for what is in force between them (decisions §6).

    Raises `ValidationError` (`future_day`, `no_duty`).
    """
    locked = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    check_renegotiated_on(on, today=today_at(locked))
    check_owes_support(duty_of(partner, locked).is_owed)
    mark = Renegotiation.objects.create(
        partner=partner, customer=locked, renegotiated_on=on, reason=reason, marked_by=by
    )
    log("renegotiation.marked", mark, by=by, on=on.isoformat())
    return mark


@transaction.atomic
def withdraw_renegotiation(*, mark: Renegotiation, by: User) -> Renegotiation:
    """Take back a mark that was set by mistake: the duty stands as if there had been none (`withdrawn_already`)."""
    locked = Renegotiation.objects.select_for_update(of=("self",)).select_related("partner", "customer__cloud")
    current = locked.get(pk=mark.pk)
    check_not_withdrawn(current.withdrawn_at is not None)
    current.withdrawn_at, current.withdrawn_by = timezone.now(), by
    current.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log("renegotiation.withdrawn", current, by=by)
    return current


def log(action: str, mark: Renegotiation, *, by: User, **details: object) -> None:
    """The operator's event about the pair; the words of the reason stay out of it."""
    record(
        action,
        about=mark,
        by=by,
        side="operator",
        cloud_code=mark.customer.cloud.code,
        partner_id=mark.partner.public_id,
        customer_id=mark.customer.public_id,
        details=details,
    )
