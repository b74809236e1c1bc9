"""A reseller's global admin authorizes the provider, or somebody declines; one answer, both sides told."""

import pytest
from django.contrib.auth.models import AnonymousUser

from customers.directory.models import Customer
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners import actions
from partnercenter.partners.models import PartnerRole, Partnership
from partnercenter.partners.queries import providers_of
from tests import factories
from tests.partners.asked import asked_by, case_for, code_of, events, provider_admin, reseller_admin, told

pytestmark = pytest.mark.django_db


def accept(asked, who):
    return actions.accept_partnership(case=case_for(asked, who), by=who.user)


def test_accepting_begins_the_partnership_and_tells_both_sides():
    asking, answering = provider_admin(), reseller_admin()
    answered = accept(asked_by(asking), answering)
    begun = Partnership.objects.get()
    assert (begun.provider, begun.reseller) == (asking.partner, answering.partner)
    assert (begun.status, begun.accepted_by) == ("active", answering.user)
    assert (answered.status, answered.partnership, answered.reseller) == ("accepted", begun, answering.partner)
    assert list(providers_of(answering.partner)) == [asking.partner]
    assert told("partnership.accepted") == {asking.user.email, answering.user.email}


def test_it_shares_no_customers():
    asking, answering = provider_admin(), reseller_admin()
    factories.PartnerCustomerFactory(partner=answering.partner)
    factories.ResellerRelationshipFactory(partner=asking.partner)
    before = [list(each.objects.order_by("pk").values()) for each in (Customer, PartnerCustomer, ResellerRelationship)]
    accept(asked_by(asking), answering)
    after = [list(each.objects.order_by("pk").values()) for each in (Customer, PartnerCustomer, ResellerRelationship)]
    assert after == before


def test_the_log_of_each_side_holds_the_deed():
    asking, answering = provider_admin(), reseller_admin()
    asked = asked_by(asking)
    begun = accept(asked, answering).partnership
    assert events(begun) == ["partnership.started"] * 2
    owners = AuditEvent.objects.filter(object_id=asked.public_id).values_list("partner_id", flat=True)
    assert set(owners) == {asking.partner.public_id, answering.partner.public_id}
    assert set(AuditEvent.objects.values_list("side", flat=True)) == {"partner"}


def test_a_second_press_gives_the_first_result():
    asked, answering = asked_by(provider_admin()), reseller_admin()
    first, second = accept(asked, answering), accept(asked, answering)
    assert first == second
    assert Partnership.objects.count() == 1
    assert OutboundEmail.objects.filter(kind="partnership.accepted").count() == 2
    assert code_of(accept, asked, reseller_admin()) == "dead_used"


@pytest.mark.parametrize("role", [role for role in PartnerRole if role != PartnerRole.GLOBAL_ADMIN])
def test_nobody_but_a_global_admin_accepts(role):
    assert code_of(accept, asked_by(provider_admin()), reseller_admin(role)) == "not_global_admin"
    assert not Partnership.objects.exists()


def test_an_ended_partnership_begins_anew_by_another_request():
    asking, answering = provider_admin(), reseller_admin()
    begun = accept(asked_by(asking), answering).partnership
    actions.end_partnership(partnership=begun, by=asking)
    accept(asked_by(asking), answering)
    assert sorted(Partnership.objects.values_list("status", flat=True)) == ["active", "ended"]


def test_declining_ends_the_request_and_nothing_else():
    asking, answering = provider_admin(), reseller_admin()
    asked = asked_by(asking)
    declined = actions.decline_partnership(case=case_for(asked, answering), reason="Not now", by=answering.user)
    assert (declined.status, declined.decline_reason, declined.reseller) == ("declined", "Not now", answering.partner)
    assert not Partnership.objects.exists()
    letters = {mail.recipient: render(mail).text for mail in OutboundEmail.objects.filter(kind="partnership.declined")}
    assert "Not now" in letters[asking.user.email]
    assert "Not now" not in letters[answering.user.email]
    assert "Not now" not in str(list(AuditEvent.objects.values_list("details", flat=True)))
    again = actions.decline_partnership(case=case_for(asked, answering), by=answering.user)
    assert again.decline_reason == "Not now"


def test_an_addressee_without_a_partner_declines():
    asking = provider_admin()
    asked = asked_by(asking, sent=True)
    person = factories.UserFactory(email=asked.recipient_email)
    declined = actions.decline_partnership(case=case_for(asked, person), by=person)
    assert (declined.status, declined.reseller, declined.ended_by) == ("declined", None, person)
    assert told("partnership.declined") == {asking.user.email}
    assert AuditEvent.objects.get(action="partnershiprequest.declined").side == "partner"


def test_a_visitor_answers_nothing():
    case = case_for(asked_by(provider_admin()), reseller_admin())
    case.user = AnonymousUser()
    assert code_of(actions.accept_partnership, case=case, by=factories.UserFactory()) == "not_signed_in"
