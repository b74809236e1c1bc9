"""How customers reach a partner's support: who says it, what is taken, and who reads it."""

import pytest

from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/partner/support-details/"
GOOD = {
    "support_phone": "＋８１ 6 1234 5678",
    "support_email": "help@kitakaze.example",
    "support_url": "help.example/a",
}


@pytest.fixture
def boss_client(colleague_client):
    return colleague_client(PartnerRole.GLOBAL_ADMIN)


def test_a_global_admin_says_it_and_the_log_names_the_fields_alone(boss_client, partner) -> None:
    assert boss_client.post(PAGE, GOOD).status_code == 302
    partner.refresh_from_db()
    assert (partner.support_phone, partner.support_email, partner.support_url) == (
        *("+81 6 1234 5678", "help@kitakaze.example", "https://help.example/a"),
    )
    event = AuditEvent.objects.get(action="partner.support_described")
    assert event.details == {"fields": ["support_email", "support_phone", "support_url"]}
    assert boss_client.post(PAGE, GOOD).status_code == 302
    assert AuditEvent.objects.filter(action="partner.support_described").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("support_phone", "ring me", "Enter a telephone number in digits"),
        ("support_phone", "1" * 18, "Enter a telephone number in digits"),
        ("support_email", "nobody", "id_support_email"),
        ("support_url", "http://help.example/", "begins with https://"),
        ("support_url", "javascript:alert(1)", "begins with https://"),
        ("support_url", "https://good.example@evil.example/", "begins with https://"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_the_cure(boss_client, field, value, words) -> None:
    answer = boss_client.post(PAGE, {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Partner.objects.exclude(support_phone="", support_email="", support_url="").exists()


def test_other_roles_and_a_suspended_partner_change_nothing(partner_client, boss_client, partner) -> None:
    assert partner_client.get(PAGE).status_code == 403
    Partner.objects.update(status="suspended", suspended_at=factories.ago(), suspended_by=factories.UserFactory())
    answer = boss_client.post(PAGE, GOOD)
    assert answer.status_code == 422
    assert "Your company is suspended." in answer.content.decode()
    partner.refresh_from_db()
    assert partner.support_phone == ""


def test_customers_read_it_where_they_look_for_help_and_others_do_not(customer_client, customer, partner) -> None:
    Partner.objects.filter(pk=partner.pk).update(support_phone="+81 6 1234 5678", support_url="https://help.example/")
    factories.PartnerFactory(support_phone="+81 3 9999 9999")
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.SubscriptionFactory(customer=customer, sold=partner)
    words = customer_client.get("/customer/support-contacts/").content.decode()
    assert 'href="tel:+81612345678"' in words
    assert 'href="https://help.example/"' in words
    assert "9999" not in words
