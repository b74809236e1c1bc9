"""What is attested and asked for."""

from datetime import timedelta

from django.utils import timezone

from customers.agreements.actions import ask_to_accept
from customers.agreements.attesting import attest
from customers.agreements.rules import Named
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Capacity
from tests import factories
from tests.tenancy.land import Land


def attest_agreements(land: Land) -> None:
    """A newer agreement: where partners may attest, A does so for F and C for B; the others are asked."""
    text = factories.AgreementTextFactory(cloud=land.cloud, published_at=timezone.now() - timedelta(minutes=1))
    for name, customer in (("A", "F"), ("C", "B")):
        if land.cloud.allows_attestation:
            attest(
                customer=land.customers[customer],
                named=Named("Hanako", "Mori", "hanako@people.example", "+81 3 0000 0000"),
                on=text.published_at.astimezone(find_zone(land.customers[customer].time_zone)).date(),
                capacities=[Capacity.DIRECT],
                by=land.boss[name],
            )
    ask_to_accept(customer=land.customers["D"], by=land.admin("D").user)
