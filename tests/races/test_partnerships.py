"""Partnerships under real transactions: one link one answer, one pair one partnership, in whatever order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners import actions
from partnercenter.partners.actions.answering import Stopped
from partnercenter.partners.models import PartnerMembership, PartnerRole, Partnership
from tests import factories
from tests.partners.asked import asked_by, case_for, events, provider_admin, reseller_admin
from tests.races.starting import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.race]


def accepting(asked, who) -> Callable[[], Any]:
    return lambda: actions.accept_partnership(case=case_for(asked, who), by=who.user)


def codes(answers: list[Any]) -> list[str]:
    return [answer.stop.code for answer in answers if isinstance(answer, Stopped)]


def test_of_several_resellers_on_one_link_the_first_has_it():
    asked = asked_by(provider_admin())
    answers = at_once(*(accepting(asked, reseller_admin()) for _each in range(4)))
    assert Partnership.objects.count() == 1
    assert codes(answers) == ["dead_used"] * 3


def test_one_person_pressing_five_times_begins_one_partnership():
    asked, who = asked_by(provider_admin()), reseller_admin()
    answers = at_once(*[accepting(asked, who)] * 5)
    assert {answer.partnership.pk for answer in answers} == {Partnership.objects.get().pk}
    assert OutboundEmail.objects.filter(kind="partnership.accepted").count() == 2


def test_two_links_of_one_provider_make_one_partnership_of_a_pair():
    asking, who = provider_admin(), reseller_admin()
    answers = at_once(*(accepting(asked_by(asking), who) for _each in range(3)))
    assert Partnership.objects.count() == 1
    assert codes(answers) == ["in_force"] * 2


def test_withdrawing_against_accepting_leaves_one_end():
    asking = provider_admin()
    asked = asked_by(asking)
    answers = at_once(accepting(asked, reseller_admin()), lambda: actions.cancel_request(request=asked, by=asking))
    asked.refresh_from_db()
    assert asked.status in ("accepted", "cancelled")
    assert Partnership.objects.exists() is (asked.status == "accepted")
    assert sum(isinstance(answer, Stopped | ValidationError) for answer in answers) == 1


def test_suspending_against_accepting_never_begins_one_afterwards():
    asking = provider_admin()
    asked, operator = asked_by(asking), factories.UserFactory(operator=True)
    at_once(
        accepting(asked, reseller_admin()),
        lambda: actions.suspend_partner(partner=asking.partner, by=operator),
    )
    asking.partner.refresh_from_db()
    begun = Partnership.objects.first()
    assert asking.partner.is_suspended
    assert begun is None or begun.started_at <= asking.partner.suspended_at


def test_both_sides_ending_at_once_end_it_once():
    provider, reseller = provider_admin(), reseller_admin()
    standing = factories.PartnershipFactory(provider=provider.partner, reseller=reseller.partner)
    at_once(*(lambda by=by: actions.end_partnership(partnership=standing, by=by) for by in (provider, reseller) * 3))
    assert events(standing) == ["partnership.ended"] * 2
    assert OutboundEmail.objects.filter(kind="partnership.ended").count() == 2


def test_of_two_last_global_admins_one_stays():
    first = factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN])
    second = factories.PartnerMembershipFactory(partner=first.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    operator = factories.UserFactory(operator=True)
    at_once(
        *(
            lambda leaving=leaving: actions.member_leaves(membership=leaving, successor=None, by=operator)
            for leaving in (first, second)
        )
    )
    assert PartnerMembership.objects.filter(partner=first.partner, left_at=None).count() == 1
