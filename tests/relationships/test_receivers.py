"""A partner is suspended, or works again: its customers are told."""

import pytest
from django.db import transaction

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.relationships.actions import telling
from customers.relationships.actions.telling import tell_on
from customers.relationships.models import ResellerRelationship, SuspensionNotice
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.partners.models import Partner, PartnerRole
from partnercenter.partners.signals import partner_suspended, partner_unsuspended
from tests import factories

pytestmark = pytest.mark.django_db


def say(signal: object, partner: Partner, by: User) -> None:
    """The signal as the partners' room sends it."""
    with transaction.atomic():
        signal.send(sender=Partner, partner=partner, by=by)


def suspend(partner: Partner, by: User) -> None:
    Partner.objects.filter(pk=partner.pk).update(
        status="suspended", suspended_at=factories.ago(seconds=1), suspended_by=by
    )
    say(partner_suspended, partner, by)


@pytest.fixture
def operator(db: None) -> User:
    return factories.UserFactory(operator=True)


def admin_of(**tie: object) -> CustomerMembership:
    """A global admin of a customer that the partner is tied to by `factory`."""
    make = tie.pop("factory", factories.ResellerRelationshipFactory)
    return factories.CustomerMembershipFactory(customer=make(**tie).customer)


def told(kind: str) -> set[str]:
    return set(OutboundEmail.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_global_admins_of_related_customers_and_of_those_with_rights_are_told(partner: Partner, operator: User) -> None:
    related = admin_of(partner=partner)
    holding = admin_of(partner=partner, factory=factories.DelegatedAdminGrantFactory)
    admin_of(partner=partner, ended=True)
    admin_of(partner=partner, factory=factories.DelegatedAdminGrantFactory, terminated=True)
    admin_of()
    factories.CustomerMembershipFactory(customer=related.customer, role=CustomerRole.BILLING_ADMIN)
    factories.CustomerMembershipFactory(customer=related.customer, left_at=factories.ago(days=1))

    suspend(partner, operator)

    assert told("partner.suspended_customer") == {related.user.email, holding.user.email}


def test_each_customer_gets_an_event_in_its_own_log(partner: Partner, operator: User) -> None:
    customer = admin_of(partner=partner).customer
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)

    suspend(partner, operator)

    event = AuditEvent.objects.get(action="partner.suspended_told")
    assert (event.customer_id, event.partner_id, event.actor_id) == (
        customer.public_id,
        partner.public_id,
        operator.public_id,
    )


def test_who_answers_for_several_customers_is_told_once(partner: Partner, operator: User) -> None:
    first = admin_of(partner=partner)
    second = factories.ResellerRelationshipFactory(partner=partner).customer
    factories.CustomerMembershipFactory(customer=second, user=first.user)

    suspend(partner, operator)

    assert OutboundEmail.objects.filter(kind="partner.suspended_customer").count() == 1
    assert AuditEvent.objects.filter(action="partner.suspended_told").count() == 2


def test_a_second_suspension_is_told_again(partner: Partner, operator: User) -> None:
    admin_of(partner=partner)
    for _ in range(2):
        suspend(partner, operator)
    assert OutboundEmail.objects.filter(kind="partner.suspended_customer").count() == 2


def test_the_partners_admins_are_told_too(partner: Partner, operator: User) -> None:
    boss = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    suspend(partner, operator)
    assert told("partner.suspended_partner") == {boss.user.email}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_letters_say_what_has_no_effect_and_what_stays(partner: Partner, operator: User, language: str) -> None:
    admin = admin_of(partner=partner)
    User.objects.filter(pk=admin.user.pk).update(locale=language)
    suspend(partner, operator)
    mail = OutboundEmail.objects.get(kind="partner.suspended_customer")
    letter = render(mail)
    assert (mail.language, partner.legal_name in letter.subject) == (language, True)
    assert "/customer/partners/" in letter.text
    if language == "en":
        assert "have no effect while that lasts" in letter.text
        assert "Your subscriptions and the relationship stay as they are." in letter.text


def test_it_is_told_when_the_partner_works_again_and_the_old_news_is_dropped(partner: Partner, operator: User) -> None:
    admin = admin_of(partner=partner)
    suspend(partner, operator)
    Partner.objects.filter(pk=partner.pk).update(status="active", suspended_at=None, suspended_by=None)
    say(partner_unsuspended, partner, operator)

    assert told("partner.unsuspended_customer") == {admin.user.email}
    assert "have effect again" in render(OutboundEmail.objects.get(kind="partner.unsuspended_customer")).text
    with pytest.raises(NothingToSend):
        render(OutboundEmail.objects.get(kind="partner.suspended_customer"))


def test_what_cannot_be_told_is_not_suspended(partner: Partner, operator: User) -> None:
    """The receivers run in the sender's transaction: all of it, or nothing."""
    admin_of(partner=partner)
    with transaction.atomic():
        say(partner_suspended, partner, operator)
        transaction.set_rollback(True)
    assert not OutboundEmail.objects.exists()


def test_of_many_customers_the_first_thousand_are_told_at_once_and_the_others_by_the_job(
    partner: Partner, operator: User, django_assert_max_num_queries: object
) -> None:
    """In batches of a few statements; what is in memory at once is one batch. The row is the guarantee."""
    many_customers(partner, 1100)
    with django_assert_max_num_queries(30):
        suspend(partner, operator)
    assert len(told("partner.suspended_customer")) == 1000
    notice = SuspensionNotice.objects.get()
    assert (notice.told, notice.finished_at) == (1000, None)

    assert (tell_on(), tell_on()) == (100, 0)

    notice.refresh_from_db()
    assert (notice.told, notice.finished_at is None) == (1100, False)
    assert len(told("partner.suspended_customer")) == 1100
    assert OutboundEmail.objects.filter(kind="partner.suspended_customer").count() == 1100
    assert AuditEvent.objects.filter(action="partner.suspended_told").count() == 1100


def test_nobody_hears_late_of_a_suspension_that_is_over(
    partner: Partner, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "BATCH", 1)
    admins = [admin_of(partner=partner) for _ in range(3)]
    suspend(partner, operator)
    Partner.objects.filter(pk=partner.pk).update(status="active", suspended_at=None, suspended_by=None)
    say(partner_unsuspended, partner, operator)

    assert tell_on() == 2

    assert told("partner.suspended_customer") == {admins[0].user.email}
    assert told("partner.unsuspended_customer") == {admin.user.email for admin in admins}
    assert not SuspensionNotice.objects.filter(finished_at=None).exists()


def many_customers(partner: Partner, number: int) -> None:
    """Related customers with one global admin each, made in bulk."""
    first = factories.CustomerFactory(cloud=partner.cloud)
    same = {field: getattr(first, field) for field in ("cloud", "country", "address", "time_zone", "contact_name")}
    customers = Customer.objects.bulk_create(
        Customer(name=f"Mass {n}", primary_domain=f"mass{n}.example", sort_key=f"mass {n}", **same)
        for n in range(number)
    )
    users = User.objects.bulk_create(
        User(email=f"a@mass{n}.example", email_key=f"a@mass{n}.example", display_name=f"Admin {n}")
        for n in range(number)
    )
    CustomerMembership.objects.bulk_create(
        CustomerMembership(customer=customer, user=user, role=CustomerRole.GLOBAL_ADMIN)
        for customer, user in zip(customers, users, strict=True)
    )
    ResellerRelationship.objects.bulk_create(
        ResellerRelationship(
            partner=partner, customer=customer, capacity="direct", started_at=factories.ago(days=1), started_by=users[0]
        )
        for customer in customers
    )
