"""Who may accept a partnership request, and who may decline one: kind, cloud, region, role and standing as a table."""

import pytest
from django.contrib.auth.models import AnonymousUser

from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.case import Case
from partnercenter.partners.gate import inspect, inspect_decline, others_who_may
from partnercenter.partners.models import PartnerRole
from partnercenter.partners.partnership_queries import links
from tests import factories
from tests.partners.asked import asked_by, case_for, provider_admin, reseller_admin
from tests.partners.test_partnership_rules import NO_AGREEMENT, placed

pytestmark = pytest.mark.django_db
ADMIN, SALES, HELPDESK, GLOBAL, VIEWER = PartnerRole


def stops(asked, who) -> tuple[str, str]:
    """The codes at which accepting and declining stop; empty where they go through."""
    to_accept, to_decline = inspect(case_for(asked, who)), inspect_decline(case_for(asked, who))
    return (to_accept.code if to_accept else "", to_decline.code if to_decline else "")


@pytest.mark.parametrize(
    ("reseller", "roles", "accept", "decline"),
    [
        ({}, [GLOBAL], "", ""),
        ({"is_direct": True}, [GLOBAL], "", ""),
        ({}, [ADMIN, GLOBAL], "", ""),
        *[({}, [role], "not_global_admin", "not_global_admin") for role in (ADMIN, SALES, HELPDESK, VIEWER)],
        ({"reseller": False}, [GLOBAL], "no_reseller", "no_reseller"),
        ({"reseller": False, "provider": True}, [GLOBAL], "no_reseller", "no_reseller"),
        ({"reseller": False}, [VIEWER], "no_reseller", "no_reseller"),
        ({"cloud": "germany", "country": "DE"}, [GLOBAL], "other_cloud", "other_cloud"),
        ({"country": "KR"}, [GLOBAL], "other_region", ""),
        ({"suspended": True}, [GLOBAL], "reseller_away", ""),
        (NO_AGREEMENT, [GLOBAL], "reseller_away", ""),
    ],
)
def test_a_global_admin_of_a_reseller_of_the_cloud_and_region_accepts(reseller, roles, accept, decline):
    asked = asked_by(provider_admin())
    facts = {"reseller": True} | placed(reseller)
    assert stops(asked, reseller_admin(*roles, **facts)) == (accept, decline)


def test_staff_of_the_provider_answer_for_nobody():
    asking = provider_admin()
    asked = asked_by(asking)
    assert stops(asked, asking) == ("own_request", "own_request")
    both = reseller_admin()
    factories.PartnerMembershipFactory(partner=asking.partner, user=both.user)
    assert stops(asked, both) == ("own_request", "own_request")


def test_a_visitor_and_somebody_of_no_partner_are_told_what_the_link_is():
    asked = asked_by(provider_admin())
    link = links().get(request=asked)
    assert inspect(Case(link=link, user=AnonymousUser())).code == "not_signed_in"
    customer = factories.CustomerMembershipFactory()
    assert stops(asked, customer.user) == ("no_partner", "no_partner")
    unproven = factories.UserFactory(unverified=True)
    assert stops(asked, unproven) == ("unverified_email", "unverified_email")


def test_somebody_who_left_is_of_no_partner():
    asked, left = asked_by(provider_admin()), reseller_admin()
    left.left_at = factories.ago(days=1)
    left.save()
    assert stops(asked, left) == ("no_partner", "no_partner")


def test_an_addressed_request_is_answered_by_the_addressee_or_a_global_admin_of_the_confirmed_domain():
    asked = asked_by(provider_admin(), addressed=True, recipient_email="h.mori@midorino.example")
    addressee = reseller_admin(VIEWER)
    addressee.user.email = "h.mori@midorino.example"
    addressee.user.save()
    addressee.user.emailaddress_set.update(email="h.mori@midorino.example")
    assert stops(asked, addressee) == ("not_global_admin", "")
    stranger = reseller_admin()
    assert stops(asked, stranger) == ("wrong_person", "wrong_person")
    domain = factories.TenantDomainFactory(owner=stranger.partner, domain="midorino.example", unconfirmed=True)
    assert stops(asked, stranger)[0] == "wrong_person"
    domain.confirmed_at, domain.confirmed_by = factories.ago(days=1), "DNS record"
    domain.save()
    assert stops(asked, stranger) == ("", "")
    colleague = factories.PartnerMembershipFactory(partner=stranger.partner, roles=[ADMIN])
    assert stops(asked, colleague)[0] == "wrong_person"


def test_an_addressee_declines_without_any_partner():
    asked = asked_by(provider_admin(), sent=True)
    nobody = factories.UserFactory(email=asked.recipient_email)
    assert stops(asked, nobody) == ("no_partner", "")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"declined": True}, "dead_used"),
        ({"cancelled": True}, "dead_cancelled"),
        ({"expired": True}, "dead_expired"),
        ({"expires_at": factories.ago(seconds=1)}, "dead_expired"),
    ],
)
def test_a_dead_link_stops_everybody(state, code):
    assert stops(asked_by(provider_admin(), **state), reseller_admin()) == (code, code)


def test_a_replaced_link_says_that_there_is_a_newer_one():
    asked = asked_by(provider_admin())
    asked.links.update(replaced_at=factories.ago(hours=1))
    assert stops(asked, reseller_admin())[0] == "dead_replaced"


@pytest.mark.parametrize(
    "change", [{"status": "suspended"}, NO_AGREEMENT, {"is_provider": False, "is_direct": True}], ids=str
)
def test_a_provider_that_is_away_is_not_available_now_and_the_request_keeps_its_status(change):
    asked = asked_by(provider_admin())
    if "status" in change:
        change = change | {"suspended_at": factories.ago(days=1), "suspended_by": factories.UserFactory()}
    type(asked.provider).objects.filter(pk=asked.provider.pk).update(**change)
    assert stops(asked, reseller_admin()) == ("provider_away", "provider_away")
    asked.refresh_from_db()
    assert asked.status == "ready"


def test_a_cloud_that_gave_up_the_indirect_model_stops_accepting():
    asked = asked_by(provider_admin())
    CloudRegion.objects.filter(code="public").update(indirect_model="none")
    assert stops(asked, reseller_admin()) == ("no_indirect_model", "")


def test_a_partnership_in_force_leaves_nothing_to_accept_and_an_ended_one_does():
    asking, answering = provider_admin(), reseller_admin()
    factories.PartnershipFactory(provider=asking.partner, reseller=answering.partner, ended=True)
    asked = asked_by(asking)
    assert stops(asked, answering) == ("", "")
    factories.PartnershipFactory(provider=asking.partner, reseller=answering.partner)
    assert stops(asked, answering) == ("in_force", "")


def test_who_works_for_several_partners_is_shown_those_that_can_answer():
    asked, first = asked_by(provider_admin()), reseller_admin(VIEWER)
    second = factories.PartnerMembershipFactory(
        user=first.user, partner=factories.PartnerFactory(reseller=True), roles=[GLOBAL]
    )
    factories.PartnerMembershipFactory(user=first.user, partner=factories.PartnerFactory(), roles=[GLOBAL])
    assert others_who_may(case_for(asked, first)) == [second]
    assert others_who_may(case_for(asked, second)) == []
