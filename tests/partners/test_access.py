"""The role table: every role at every line of decisions §9, and the words for who does not reach it."""

import pytest

from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerRole

C, Y, O, D, B, N = Capability, "yes", "own", "draft", "basic", "no"  # noqa: E741
ROLES = ["admin_agent", "sales_agent", "helpdesk_agent", "global_admin", "viewer"]
TABLE = {  # as decisions §9 prints it, column by column
    C.SEE_CUSTOMERS: [Y, Y, Y, Y, Y],
    C.REQUEST_WITHOUT_RIGHTS: [Y, Y, N, Y, N],
    C.REQUEST_WITH_RIGHTS: [Y, D, N, N, N],
    C.CONTROL_REQUESTS: [Y, O, N, Y, N],
    C.ORDER: [Y, Y, N, N, N],
    C.CUSTOMER_USERS: [Y, N, B, N, N],
    C.SERVICE_REQUESTS: [Y, N, Y, N, N],
    C.ATTEST_AGREEMENT: [Y, Y, N, N, N],
    C.END_RELATIONSHIP: [Y, N, N, Y, N],
    C.REQUEST_PARTNERSHIP: [Y, Y, N, Y, N],
    C.ACCEPT_PARTNERSHIP: [N, N, N, Y, N],
    C.SETTINGS: [N, N, N, Y, N],
    C.SEE_LOG: [Y, N, N, Y, N],
}


def test_the_table_has_every_capability_and_every_role():
    assert set(TABLE) == set(Capability)
    assert [role.value for role in PartnerRole] == ROLES


@pytest.mark.parametrize("capability", list(TABLE))
def test_a_role_goes_as_far_as_the_table_says(capability):
    assert [allowed([role], capability) for role in ROLES] == [Allowed(cell) for cell in TABLE[capability]]


@pytest.mark.parametrize("capability", list(TABLE))
def test_who_does_not_reach_a_line_is_told_who_does(capability):
    for role, cell in zip(ROLES, TABLE[capability], strict=True):
        reason = why_not([role], capability)
        assert bool(reason) == (cell == N)
        if reason:
            reaching = [PartnerRole(name).label for name, to in zip(ROLES, TABLE[capability], strict=True) if to != N]
            assert all(str(label) in reason for label in reaching)
