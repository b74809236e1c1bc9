"""Somebody leaves a partner's staff: who takes over, who cannot leave, and what the rooms above hear."""

import pytest

from partnercenter.partners import actions
from partnercenter.partners.models import PartnerRole
from partnercenter.partners.signals import member_left, partner_suspended, partner_unsuspended
from tests import factories
from tests.conftest import client_of
from tests.partners.asked import asked_by, code_of, events, provider_admin, told

pytestmark = pytest.mark.django_db
GLOBAL = PartnerRole.GLOBAL_ADMIN


@pytest.fixture
def operator():
    return factories.UserFactory(operator=True)


@pytest.fixture
def heard():
    said = []

    def listen(signal, sender, **facts):
        said.append(facts)

    for signal in (member_left, partner_suspended, partner_unsuspended):
        signal.connect(listen)
    yield said
    for signal in (member_left, partner_suspended, partner_unsuspended):
        signal.disconnect(listen)


def leave(membership, by, successor=None):
    return actions.member_leaves(membership=membership, successor=successor, by=by)


def test_who_leaves_is_a_stranger_at_the_next_click(operator, heard):
    leaving = provider_admin()
    client = client_of(leaving)
    assert client.get("/partner/resellers/").status_code == 200
    leave(leaving, operator)
    assert client.get("/partner/resellers/").status_code == 404
    assert heard == [{"membership": leaving, "successor": None, "by": operator}]
    assert events(leaving) == ["membership.left"]


def test_what_waits_passes_to_the_colleague(operator, heard):
    leaving = provider_admin()
    colleague = factories.PartnerMembershipFactory(partner=leaving.partner)
    asked, ended = asked_by(leaving, sent=True), asked_by(leaving, declined=True)
    leave(leaving, operator, colleague)
    asked.refresh_from_db()
    ended.refresh_from_db()
    assert (asked.owner, asked.status) == (colleague, "sent")
    assert ended.owner == leaving
    assert events(asked) == ["partnershiprequest.handed_over"]
    assert heard[0]["successor"] == colleague


def test_without_a_colleague_what_waits_is_withdrawn_with_the_reason(operator):
    leaving = provider_admin()
    asked = asked_by(leaving, sent=True)
    leave(leaving, operator)
    asked.refresh_from_db()
    assert (asked.status, asked.end_reason, asked.ended_by) == ("cancelled", "owner_left", operator)
    assert told("partnership.cancelled") == {asked.recipient_email}


def test_the_last_global_admin_stays(operator):
    first = factories.PartnerMembershipFactory(roles=[GLOBAL])
    assert code_of(leave, first, operator) == "last_global_admin"
    second = factories.PartnerMembershipFactory(partner=first.partner, roles=[GLOBAL])
    assert code_of(leave, first, operator) == ""
    assert code_of(leave, second, operator) == "last_global_admin"
    assert code_of(leave, first, operator) == "left_already"


def test_only_a_present_colleague_takes_over(operator):
    leaving = provider_admin()
    stranger = factories.PartnerMembershipFactory()
    gone = factories.PartnerMembershipFactory(partner=leaving.partner, left_at=factories.ago(days=1))
    for successor in (stranger, gone, leaving):
        assert code_of(leave, leaving, operator, successor) == "successor"


def test_suspending_and_its_end_are_heard_in_the_rooms_above(operator, heard):
    partner = factories.PartnerFactory()
    actions.suspend_partner(partner=partner, by=operator)
    actions.unsuspend_partner(partner=partner, by=operator)
    assert heard == [{"partner": partner, "by": operator}] * 2
