"""An organisation registers itself, and people join it."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from customers.directory.actions import Registration, answer_join, register_customer, request_join
from customers.directory.models import Customer, CustomerMembership, CustomerRole, JoinRequest
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from tests import factories

pytestmark = pytest.mark.django_db
FRESH = Registration(
    name="Fresh Foods K.K.",
    country="JP",
    address="1-2-3 Sakuragaoka, Tokyo",
    contact_name="Aoi Mori",
    contact_email="a.mori@fresh.example",
    domain="fresh.example",
    language="ja",
)


def register(**changes) -> CustomerMembership:
    return register_customer(
        cloud=factories.cloud(), registration=replace(FRESH, **changes), by=factories.UserFactory()
    )


def test_whoever_registers_becomes_the_global_admin_of_an_unconfirmed_domain():
    membership = register()
    customer = membership.customer
    domain = TenantDomain.objects.get(owner_id=customer.public_id)
    assert membership.role == CustomerRole.GLOBAL_ADMIN
    assert (customer.is_self_registered, customer.time_zone, customer.primary_domain) == (
        True,
        "Asia/Tokyo",
        "fresh.example",
    )
    assert (domain.domain, domain.confirmed_at) == ("fresh.example", None)
    actions = AuditEvent.objects.filter(customer_id=customer.public_id).values_list("action", flat=True)
    assert sorted(actions) == ["customer.registered", "membership.joined"]


def test_a_free_mail_address_registers_no_domain():
    assert register(domain="").customer.primary_domain == ""
    assert not TenantDomain.objects.filter(domain="").exists()


def test_a_domain_is_registered_once_in_a_cloud():
    register()
    with pytest.raises(ValidationError) as refusal:
        register(name="Another")
    assert refusal.value.code == "domain_of_customer"
    assert Customer.objects.filter(name="Another").count() == 0


def test_a_partners_domain_registers_nothing():
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="fresh.example")
    with pytest.raises(ValidationError) as refusal:
        register()
    assert refusal.value.code == "domain_of_partner"


def test_a_closed_cloud_registers_nothing():
    CloudRegion.objects.filter(code="public").update(accepts_new_customers=False)
    with pytest.raises(ValidationError) as refusal:
        register()
    assert refusal.value.code == "cloud_closed"
    assert not Customer.objects.filter(name=FRESH.name).exists()


def test_the_same_domain_in_another_cloud_is_another_organisation():
    register()
    other = register_customer(
        cloud=factories.cloud("germany"), registration=replace(FRESH, country="DE"), by=factories.UserFactory()
    )
    assert other.customer.cloud.code == "germany"


def test_a_join_request_is_asked_once_and_told_to_the_global_admins(customer, customer_membership):
    factories.CustomerMembershipFactory(customer=customer, role=CustomerRole.USER)
    user = factories.UserFactory()
    assert request_join(customer=customer, by=user) == request_join(customer=customer, by=user)
    mail = OutboundEmail.objects.get()
    assert mail.recipient == customer_membership.user.email
    assert user.email in render(mail).text


@pytest.mark.parametrize("accepts", [True, False])
def test_an_answered_join_request_is_told_and_makes_a_user_or_nothing(customer, customer_membership, accepts):
    user = factories.UserFactory()
    asked = request_join(customer=customer, by=user)
    answer_join(join_request=asked, accepts=accepts, by=customer_membership.user)
    joined = CustomerMembership.objects.filter(customer=customer, user=user)
    assert list(joined.values_list("role", flat=True)) == ([CustomerRole.USER] if accepts else [])
    told = OutboundEmail.objects.get(kind="join_request.answered")
    assert told.recipient == user.email
    assert customer.name in render(told).subject
    with pytest.raises(NothingToSend):
        render(OutboundEmail.objects.get(kind="join_request.asked"))


def test_a_join_request_is_answered_once(customer, customer_membership):
    asked = request_join(customer=customer, by=factories.UserFactory())
    answer_join(join_request=asked, accepts=False, by=customer_membership.user)
    with pytest.raises(ValidationError) as refusal:
        answer_join(join_request=asked, accepts=True, by=customer_membership.user)
    assert refusal.value.code == "join_answered"
    assert JoinRequest.objects.get().status == JoinRequest.Status.DECLINED


def test_the_same_registration_sent_twice_makes_one_organisation():
    by, form = factories.UserFactory(), replace(FRESH, domain="")
    first, again = (register_customer(cloud=factories.cloud(), registration=form, by=by) for _time in range(2))
    other = register_customer(cloud=factories.cloud(), registration=replace(form, name="Second Shop"), by=by)
    assert first == again != other
    assert Customer.objects.filter(name=FRESH.name).count() == 1
