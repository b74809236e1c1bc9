"""Who may attest for whom, and on which day: role, capacity, cloud and date as tables."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError

from customers.agreements.rules import (
    Named,
    check_accepted_on,
    check_contact_changed,
    check_may_accept,
    say_no_attestation,
    why_no_attestation,
)
from customers.directory.models import CustomerRole
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Capacity, PartnerRole

ATTESTING_ROLES = {PartnerRole.ADMIN_AGENT, PartnerRole.SALES_AGENT}
CAPACITIES = [set(each) for count in range(4) for each in combinations(Capacity, count)]
DAY = date(2026, 11, 20)


def expected(role: PartnerRole, capacities: set[Capacity], is_allowed: bool) -> str:
    """The rule once more, in the order in which it is told."""
    if not is_allowed:
        return "cloud"
    if not capacities:
        return "no_relationship"
    if capacities == {Capacity.RESELLER}:
        return "indirect_reseller"
    return "" if role in ATTESTING_ROLES else "role"


@pytest.mark.parametrize("is_allowed", [True, False])
@pytest.mark.parametrize("role", PartnerRole)
@pytest.mark.parametrize("capacities", CAPACITIES, ids=lambda found: "+".join(sorted(found)) or "none")
def test_who_may_attest(role, capacities, is_allowed):
    cloud = CloudRegion(name_en="Public cloud", allows_attestation=is_allowed)
    reason = why_no_attestation(cloud, [role], capacities)
    assert reason == expected(role, capacities, is_allowed)
    assert not reason or say_no_attestation(reason, cloud)


def test_one_of_several_roles_is_enough():
    cloud = CloudRegion(allows_attestation=True)
    assert why_no_attestation(cloud, [PartnerRole.VIEWER, PartnerRole.SALES_AGENT], {Capacity.DIRECT}) == ""


@pytest.mark.parametrize(
    ("offset", "code"),
    [(1, "in_the_future"), (400, "in_the_future"), (0, ""), (-1, ""), (-10, ""), (-11, "before_publication")],
)
def test_the_day_of_an_acceptance(offset, code):
    day = DAY + timedelta(days=offset)
    if not code:
        check_accepted_on(day, published=DAY - timedelta(days=10), today=DAY)
        return
    with pytest.raises(ValidationError) as refused:
        check_accepted_on(day, published=DAY - timedelta(days=10), today=DAY)
    assert refused.value.code == code


BEFORE = Named("Haruka", "Nishi", "h.nishi@contacts.example", "03-0000-0000")


@pytest.mark.parametrize(
    ("named", "is_refused"),
    [
        (BEFORE, True),
        (Named("Haruko", "Nishi", BEFORE.email, BEFORE.phone), False),
        (Named("Haruka", "Higashi", BEFORE.email, BEFORE.phone), False),
        (Named("Haruka", "Nishi", "other@contacts.example", BEFORE.phone), False),
        (Named("Haruka", "Nishi", BEFORE.email, ""), False),
    ],
)
def test_the_same_contact_is_not_attested_twice(named, is_refused):
    if not is_refused:
        check_contact_changed(named, [BEFORE])
        return
    with pytest.raises(ValidationError) as refused:
        check_contact_changed(named, [BEFORE])
    assert refused.value.code == "attested_already"


@pytest.mark.parametrize("role", [*CustomerRole, ""])
def test_global_and_billing_administrators_accept(role):
    if role in (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN):
        check_may_accept(role)
        return
    with pytest.raises(ValidationError):
        check_may_accept(role)
