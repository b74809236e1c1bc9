"""Customers that have accepted their agreement already."""

from datetime import datetime, timedelta

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, current_text
from customers.agreements.receipts import sealed
from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.demo.past import note


def accept_agreement(customer: Customer, *, at: datetime, by: User) -> AgreementAcceptance | None:
    """The customer's acceptance of the text in force: the one that stands, else one at `at`, or soon after the text
    was published; None where no text is."""
    text = current_text(cloud=customer.cloud, country=customer.country, language=customer.language)
    if text is None:
        return None
    return acceptance_of(customer, text) or keep_acceptance(customer, text, at=after(text, at), by=by)


def after(text: AgreementText, at: datetime) -> datetime:
    """Nobody accepts a text before it is published."""
    return max(at, text.published_at + timedelta(hours=3)) if text.published_at else at


def keep_acceptance(customer: Customer, text: AgreementText, *, at: datetime, by: User) -> AgreementAcceptance:
    event = note("agreement.accepted", text, at=at, by=by, side="customer", customer=customer)
    accepted = AgreementAcceptance(customer=customer, text=text, accepted_by=by, trace_id=event.trace_id)
    sealed(accepted, at).save(force_insert=True)
    return accepted
