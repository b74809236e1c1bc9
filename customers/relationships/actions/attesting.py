"""A partner attests the agreement of a customer that it serves (R-91 to R-95)."""

from datetime import date

from django.db import transaction

from customers.agreements.attesting import attest
from customers.agreements.models import AgreementAcceptance
from customers.agreements.rules import Named
from customers.directory.models import Customer
from customers.relationships.queries import capacities_at
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def attest_agreement(*, customer: Customer, named: Named, on: date, by: PartnerMembership) -> AgreementAcceptance:
    """Attest as `agreements.attesting.attest` does, in the capacities that the partner has now.

    A relationship that begins or ends waits for the customer's row, which is locked first. Raises what `attest` does.
    """
    Customer.objects.select_for_update(no_key=True, of=("self",)).get(pk=customer.pk)
    return attest(customer=customer, named=named, on=on, capacities=capacities_at(by.partner, customer), by=by)
