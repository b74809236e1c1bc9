"""Somebody asks to be let into an organisation, and is (decisions §5)."""

from django.db import transaction

from customers.directory import rules
from customers.directory.actions.events import log
from customers.directory.actions.team import join
from customers.directory.mails import tell_join_answered, tell_join_asked
from customers.directory.models import Customer, CustomerRole, JoinRequest
from partnercenter.accounts.models import User


@transaction.atomic
def request_join(*, customer: Customer, by: User) -> JoinRequest:
    """Ask the organisation's admins to be let in; a second try gives the request that is open."""
    asked, is_new = JoinRequest.objects.get_or_create(customer=customer, user=by, status=JoinRequest.Status.OPEN)
    if is_new:
        log("join_request.created", customer, by=by)
        tell_join_asked(asked)
    return asked


@transaction.atomic
def answer_join(
    *, join_request: JoinRequest, accepts: bool, role: CustomerRole = CustomerRole.USER, by: User
) -> JoinRequest:
    """A global admin lets the person in with a role, or does not. Raises `ValidationError` (`join_answered`)."""
    asked = (
        JoinRequest.objects.select_for_update(of=("self",)).select_related("customer", "user").get(pk=join_request.pk)
    )
    rules.check_join_open(asked)
    asked.status = JoinRequest.Status.ACCEPTED if accepts else JoinRequest.Status.DECLINED
    asked.save(update_fields=["status"])
    log(f"join_request.{asked.status}", asked.customer, by=by, user=str(asked.user.public_id))
    if accepts:
        join(asked.customer, user=asked.user, role=role, by=by)
    tell_join_answered(asked)
    return asked
