"""A customer accepts a version of its agreement. The row is evidence: it never changes (decisions §6)."""

from uuid import UUID

from django.db import transaction

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of
from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.audit.log import record


@transaction.atomic
def accept_agreement(*, text: AgreementText, customer: Customer, by: User) -> AgreementAcceptance:
    """Record that `by` accepted `text` for the customer: version, hash of the text, person and time.

    The acceptance that stands already, if this version was accepted before. It adds a row and changes no terms of
    what was ordered. The caller has locked the customer's row and checked the role.
    """
    return acceptance_of(customer, text) or write_acceptance(text=text, customer=customer, by=by)


def write_acceptance(*, text: AgreementText, customer: Customer, by: User) -> AgreementAcceptance:
    """The evidence and its event, for a caller that has looked under the customer's lock: this version is new."""
    event = record(
        "agreement.accepted",
        about=text,
        by=by,
        side="customer",
        cloud_code=customer.cloud.code,
        customer_id=customer.public_id,
        details={"version": text.version, "language": text.language, "sha256": text.sha256},
    )
    return keep_evidence(text=text, customer=customer, trace_id=event.trace_id, by=by)


def keep_evidence(*, text: AgreementText, customer: Customer, trace_id: UUID | None, by: User) -> AgreementAcceptance:
    """The row that proves it; address and browser of the person lie in the trace, where they can be erased."""
    return AgreementAcceptance.objects.create(
        customer=customer, text=text, sha256=text.text_hash(), accepted_by=by, trace_id=trace_id
    )
