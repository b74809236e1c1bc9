"""The role table asked about one request: who may ask, control, release, forward, and why not."""

import pytest

from invitations import access
from invitations.models import Invitation
from partnercenter.partners.access import Allowed
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole

Y, O, D, N = "yes", "own", "draft", "no"  # noqa: E741


def member(*roles, partner=1, pk=10, status="active", **more):
    works_for = Partner(pk=partner, legal_name="Kitakaze", status=status, programme_agreement_version="2026-01")
    return PartnerMembership(pk=pk, partner=works_for, roles=list(roles), **more)


@pytest.mark.parametrize(
    ("role", "without", "with_rights"),
    [
        (PartnerRole.ADMIN_AGENT, Y, Y),
        (PartnerRole.SALES_AGENT, Y, D),
        (PartnerRole.HELPDESK_AGENT, N, N),
        (PartnerRole.GLOBAL_ADMIN, Y, N),
        (PartnerRole.VIEWER, N, N),
    ],
)
def test_who_may_ask_for_what(role, without, with_rights):
    assert access.may_ask(member(role), with_rights=False) == Allowed(without)
    assert access.may_ask(member(role), with_rights=True) == Allowed(with_rights)
    assert bool(access.why_not_ask(member(role), with_rights=True)) == (with_rights == N)


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        (PartnerRole.ADMIN_AGENT, True, True),
        (PartnerRole.SALES_AGENT, True, False),
        (PartnerRole.HELPDESK_AGENT, False, False),
        (PartnerRole.GLOBAL_ADMIN, True, True),
        (PartnerRole.VIEWER, False, False),
    ],
)
def test_who_controls_which_request(role, own, others):
    mine, colleagues = Invitation(partner_id=1, owner_id=10), Invitation(partner_id=1, owner_id=11)
    strangers = Invitation(partner_id=2, owner_id=10)
    assert access.may_control(member(role), mine) is own
    assert access.may_control(member(role), colleagues) is others
    assert access.may_control(member(role), strangers) is False
    assert bool(access.why_not_control(member(role), colleagues)) is not others


def test_who_has_left_controls_and_releases_nothing():
    left = member(PartnerRole.ADMIN_AGENT, left_at="2026-01-01")
    mine = Invitation(partner_id=1, owner_id=10, rights="full")
    assert not access.may_control(left, mine)
    assert not access.may_release(left, mine)


def test_a_suspended_partners_staff_reads_and_changes_nothing_and_is_told_why():
    suspended = member(PartnerRole.ADMIN_AGENT, status="suspended")
    mine = Invitation(partner_id=1, owner_id=10, rights="full")
    for_us = Invitation(partner_id=2, on_behalf_of_id=1)
    assert not access.may_control(suspended, mine)
    assert not access.may_release(suspended, mine)
    assert not access.may_forward(suspended, for_us)
    for why in (access.why_not_control, access.why_not_release, access.why_not_mail, access.why_not_readdress):
        assert "Kitakaze is suspended" in why(suspended, mine)


def test_a_partner_without_its_agreement_may_withdraw_but_not_mail():
    unsigned = member(PartnerRole.ADMIN_AGENT)
    unsigned.partner.programme_agreement_version = ""
    mine = Invitation(partner_id=1, owner_id=10)
    assert not access.why_not_control(unsigned, mine)
    assert "no partner agreement on record" in access.why_not_mail(unsigned, mine)


def test_another_partners_request_is_nobody_elses_to_change():
    assert "another partner" in access.why_not_control(member(PartnerRole.ADMIN_AGENT), Invitation(partner_id=2))


@pytest.mark.parametrize(
    ("role", "rights", "may"),
    [
        (PartnerRole.ADMIN_AGENT, "full", True),
        (PartnerRole.SALES_AGENT, "full", False),
        (PartnerRole.SALES_AGENT, "none", True),
        (PartnerRole.GLOBAL_ADMIN, "full", False),
        (PartnerRole.VIEWER, "none", False),
    ],
)
def test_who_releases_a_draft(role, rights, may):
    draft = Invitation(partner_id=1, owner_id=11, rights=rights)
    assert access.may_release(member(role), draft) is may
    assert bool(access.why_not_release(member(role), draft)) is not may


def test_only_the_reseller_that_a_request_was_made_for_forwards_it():
    made = Invitation(partner_id=1, owner_id=11, on_behalf_of_id=2)
    assert access.may_forward(member(PartnerRole.SALES_AGENT, partner=2), made)
    assert not access.may_forward(member(PartnerRole.VIEWER, partner=2), made)
    assert not access.may_forward(member(PartnerRole.ADMIN_AGENT, partner=3), made)


def test_the_reason_names_the_roles_that_may():
    reason = access.why_not_control(member(PartnerRole.VIEWER), Invitation(partner_id=1, owner_id=11))
    assert reason.endswith("Admin agent, Sales agent, Global admin.")
