"""The demo: whole, lawful, loaded once however often it is asked for."""

import io
import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F
from pytest_django import DjangoDbBlocker

from customers.agreements import receipts as agreement_receipts
from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer, CustomerMembership
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import read_standing
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from customers.services.models import DirectoryUser, ServiceRequest, Subscription
from customers.services.queries import is_service_taken
from invitations import receipts
from invitations.models import Acceptance, Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import CloudRegion
from partnercenter.demo.stage import PASSWORD
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests.conftest import PersonaClient, acceptance_host

COUNTED = (User, Partner, PartnerMembership, Customer, CustomerMembership, PartnerCustomer, ResellerRelationship,
           DelegatedAdminGrant, AgreementAcceptance, Invitation, Acceptance, Subscription, OutboundEmail, AuditEvent,
           EmailAddress)  # fmt: skip


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("seed_demo", *words, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all tests of this file, each of which is rolled back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        run()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, as it was loaded."""


def test_a_second_run_changes_nothing(demo: None) -> None:
    before = {model: model._default_manager.count() for model in COUNTED}
    assert "already" in run()
    assert {model: model._default_manager.count() for model in COUNTED} == before


def test_a_second_run_leaves_what_somebody_did_meanwhile(demo: None) -> None:
    User.objects.filter(email="m.tanaka@kitakaze.example").update(display_name="M. T.")
    relationship = ResellerRelationship.objects.filter(status="active").first()
    relationship.status, relationship.ended_at = "ended", relationship.started_at
    relationship.save()
    run()
    assert User.objects.get(email="m.tanaka@kitakaze.example").display_name == "M. T."
    assert not ResellerRelationship.objects.filter(
        partner=relationship.partner, customer=relationship.customer, status="active"
    ).exists()


def test_people_have_licences_and_one_subscription_is_full(demo: None) -> None:
    people = DirectoryUser.objects.values("customer").annotate(number=Count("pk")).filter(number__gte=20)
    assert people.count() == 2
    assert Subscription.objects.filter(assigned=F("seats"), kind="licence", status="active").exists()
    assert Subscription.objects.filter(assigned__gte=20, assigned__lt=F("seats")).count() >= 2


def test_there_is_everything_that_a_list_can_show(demo: None) -> None:
    assert set(Invitation.objects.values_list("status", flat=True)) == set(Invitation.Status.values)
    assert set(PartnerCustomer.objects.values_list("state", flat=True)) >= {"active", "ended"}
    assert set(PartnerCustomer.objects.values_list("rights", flat=True)) == set(PartnerCustomer.Rights.values)
    assert set(Subscription.objects.values_list("channel", flat=True)) >= {"partner", "direct", "enterprise"}
    roles = {role for roles in PartnerMembership.objects.values_list("roles", flat=True) for role in roles}
    assert roles == set(PartnerRole.values)
    assert set(OutboundEmail.objects.values_list("state", flat=True)) >= {"sent", "failed"}
    assert PartnerCustomer.objects.filter(partner__partner_number="4001005").count() == 120


def test_two_partners_sell_to_one_customer_beside_other_channels(demo: None) -> None:
    bought = Subscription.objects.filter(customer__primary_domain="minato-seiki.example")
    assert bought.exclude(sold_by=None).values("sold_by").distinct().count() == 2
    assert set(bought.values_list("channel", flat=True)) == {"partner", "direct", "enterprise"}


def test_in_china_a_service_is_taken_where_another_partner_may_order(demo: None) -> None:
    customer = Customer.objects.get(primary_domain="hailan.example")
    free_hand = Partner.objects.get(relationships__customer=customer, relationships__capacity="direct")
    assert is_service_taken(customer, "Office 365", besides=free_hand)
    assert not is_service_taken(customer, "Visio", besides=free_hand)


def test_service_requests_lie_with_operators_and_providers_in_every_state(demo: None) -> None:
    assert set(ServiceRequest.objects.values_list("desk", flat=True)) == {"operator", "provider"}
    assert set(ServiceRequest.objects.values_list("status", flat=True)) == {"open", "answered", "closed"}
    assert ServiceRequest.objects.filter(without_rights=True).exists()


def test_each_cloud_has_every_kind_of_partner_that_it_allows(demo: None) -> None:
    for cloud in CloudRegion.objects.all():
        partners = cloud.partners.all()
        assert partners.filter(is_direct=True).exists()
        is_indirect = cloud.indirect_model != "none"
        assert partners.filter(is_provider=True).exists() is is_indirect
        assert partners.filter(is_reseller=True, is_direct=False).exists() is is_indirect
        assert partners.filter(is_reseller=True, is_direct=True).exists() is is_indirect


def test_requests_ask_only_for_what_their_cloud_allows(demo: None) -> None:
    for asked in Invitation.objects.select_related("cloud", "partner"):
        assert asked.partner.cloud_id == asked.cloud_id
        assert asked.rights != "none" or asked.cloud.allows_no_rights, asked.number


def test_each_cloud_has_customers_with_and_without_agreement(demo: None) -> None:
    for cloud in CloudRegion.objects.all():
        people = cloud.customers.filter(memberships__isnull=False).distinct()
        assert people.filter(agreement_acceptances__isnull=False).exists()
        assert people.filter(agreement_acceptances__isnull=True).exists()


def test_some_customers_are_behind_and_one_was_attested(demo: None) -> None:
    in_force = AgreementAcceptance.objects.filter(text__status="published").values("customer")
    accepted = AgreementAcceptance.objects.filter(text__status="superseded")
    assert accepted.exclude(customer__in=in_force).count() == 2
    attested = AgreementAcceptance.objects.get(method="attested")
    assert attested.contact
    assert all(agreement_receipts.is_intact(row) for row in AgreementAcceptance.objects.all())


def test_nothing_was_ordered_under_a_version_that_came_later(demo: None) -> None:
    sold = Subscription.objects.exclude(terms=None)
    assert sold.exists()
    assert not sold.filter(terms__published_at__gt=F("ordered_at")).exists()


def test_no_mail_of_the_demo_waits_to_be_sent_or_holds_a_secret(demo: None) -> None:
    assert not OutboundEmail.objects.exclude(state__in=["sent", "failed"]).exists()
    assert not OutboundEmail.objects.filter(secret__isnull=False).exists()


def test_nothing_of_the_demo_lies_in_the_future(demo: None) -> None:
    from django.utils import timezone

    now = timezone.now()
    assert not AuditEvent.objects.filter(happened_at__gt=now).exists()
    assert not Invitation.objects.filter(ended_at__gt=now).exists()
    assert not Acceptance.objects.filter(decided_at__gt=now).exists()
    assert not ResellerRelationship.objects.filter(started_at__gt=now).exists()


def test_open_requests_have_a_living_link_and_time_left(demo: None) -> None:
    from django.utils import timezone

    for asked in Invitation.objects.filter(status__in=Invitation.OPEN):
        assert asked.links.filter(replaced_at=None).count() == 1
        assert asked.expires_at
        assert asked.expires_at > timezone.now(), asked.number
        assert asked.body.count("{link}") == 1


def test_receipts_prove_what_they_say(demo: None) -> None:
    answers = Acceptance.objects.select_related("customer", "decided_by")
    assert answers.count() > 20
    assert [answer.receipt for answer in answers if not receipts.is_intact(answer)] == []


def test_lists_show_what_relationships_and_grants_say(demo: None) -> None:
    for pair in PartnerCustomer.objects.select_related("partner", "customer"):
        standing = read_standing(pair.partner, pair.customer)
        assert standing
        assert (pair.state, pair.rights) == (standing.state, standing.rights)


def test_every_object_of_the_demo_has_its_events(demo: None) -> None:
    logged = set(AuditEvent.objects.values_list("object_id", flat=True))
    for model in (Invitation, DelegatedAdminGrant):
        for public_id in model.objects.values_list("public_id", flat=True):
            assert public_id in logged, model


def test_relationships_stand_in_the_log_in_the_order_in_which_they_began(demo: None) -> None:
    began = list(
        AuditEvent.objects.filter(action="relationship.started").order_by("pk").values_list("happened_at", flat=True)
    )
    assert began == sorted(began)


def test_everybody_who_is_printed_can_sign_in_on_the_host_that_is_printed(demo: None) -> None:
    text = run("--print-sign-ins")
    printed = set(re.findall(r"[\w.-]+@[\w.-]+\.example", text))
    assert printed == set(User.objects.values_list("email", flat=True))
    assert PASSWORD in text
    assert not EmailAddress.objects.filter(verified=False).exists()
    assert all(user.check_password(PASSWORD) for user in User.objects.all())
    for cloud in CloudRegion.objects.all():
        assert f"http://{acceptance_host(cloud)}/" in text


def test_a_partner_signs_in_and_sees_pages_of_customers(demo: None) -> None:
    browser = PersonaClient()
    entered = browser.post("/accounts/login/", {"login": "t.fujita@aozora-cloud.example", "password": PASSWORD})
    assert entered.status_code == 302
    page = browser.get("/partner/customers/")
    assert page.status_code == 200
    assert "Uminari" in page.content.decode()
