"""Services of a record: their health, who may administer them, and the support contacts of what was sold."""

import re

import pytest

from customers.services.administering import service_key
from customers.services.models import Subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


def record_of(customer) -> str:
    return f"/partner/customers/{customer.public_id}/"


def sell(customer, partner, service: str = "Office 365", **facts: object) -> Subscription:
    return factories.SubscriptionFactory(customer=customer, sold=partner, service=service, **facts)


def test_partners_read_the_health_of_their_own_clouds_services_and_nothing_to_come(partner_client) -> None:
    ill = factories.HealthNoticeFactory(service="Office 365", title_en="Sign-in fails", state="interruption")
    factories.HealthUpdateFactory(notice=ill, text_en="We roll back.")
    factories.HealthNoticeFactory(title_en="It was slow", restored=True)
    factories.HealthNoticeFactory(
        title_en="Long ago", restored=True, ends_at=factories.ago(days=31), starts_at=factories.ago(days=40)
    )
    factories.HealthNoticeFactory(title_en="Work planned", starts_at=factories.ago(days=-2))
    factories.HealthNoticeFactory(title_en="Abroad", cloud=factories.cloud("china"), service="Office 365")
    factories.HealthNoticeFactory(title_en="Not sold here", service="Something else")
    page = partner_client.get("/partner/service-health/").content.decode()
    for words in ("Sign-in fails", "We roll back.", "It was slow", "Interruption", "Restored", "Visio"):
        assert words in page
    for words in ("Long ago", "Work planned", "Abroad", "Not sold here"):
        assert words not in page


def test_a_customer_reads_the_health_of_what_it_has(customer_client, customer) -> None:
    factories.SubscriptionFactory(customer=customer, service="Office 365")
    factories.HealthNoticeFactory(title_en="Sign-in fails", service="Office 365")
    factories.HealthNoticeFactory(title_en="Drawings are slow", service="Visio")
    page = customer_client.get("/customer/subscriptions/").content.decode()
    assert "Sign-in fails" in page
    assert "Degradation" in page
    assert "Drawings are slow" not in page


def test_without_rights_services_stand_closed_with_the_reason_and_the_way_to_ask(
    partner_client, related, partner
) -> None:
    sell(related, partner)
    factories.HealthNoticeFactory(title_en="Sign-in fails", service="Office 365")
    page = partner_client.get(f"{record_of(related)}subscriptions/").content.decode()
    for words in (
        "Sign-in fails",
        "has not granted.",
        "Ask for rights",
        f"?customer={related.public_id}&amp;rights=any",
    ):
        assert words in page
    path = f"{record_of(related)}services/{service_key(related, 'Office 365')}/"
    assert path not in page
    assert "Log it and go on" not in partner_client.get(path).content.decode()
    assert partner_client.post(path).status_code == 403
    assert not AuditEvent.objects.filter(action="service.administered").exists()


def test_with_rights_going_there_is_logged_and_the_customer_reads_which_service(
    partner_client, customer_client, related, partner, colleague_client
) -> None:
    sell(related, partner)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=related)
    page = partner_client.get(f"{record_of(related)}subscriptions/").content.decode()
    (path,) = set(re.findall(rf'href="({record_of(related)}services/[^"]+)"', page))
    assert "You act as Global Administrator, by full rights." in partner_client.get(path).content.decode()
    assert not AuditEvent.objects.filter(action="grant.used", details__need="manage_services").exists()
    assert partner_client.post(path).status_code == 302
    assert AuditEvent.objects.get(action="grant.used").details["need"] == "manage_services"
    assert AuditEvent.objects.get(action="service.administered").details["by_right"] is True
    uses = customer_client.get("/customer/partners/uses/").content.decode()
    assert "Managed a service" in uses
    assert "Office 365" in uses
    assert colleague_client(PartnerRole.VIEWER).post(path).status_code == 403


def test_azure_that_the_partner_provisioned_needs_no_rights_and_is_logged_too(
    partner_client, related, partner, colleague_client
) -> None:
    sell(related, partner, "Azure", kind="azure")
    sell(related, partner)
    page = partner_client.get(f"{record_of(related)}subscriptions/").content.decode()
    (path,) = set(re.findall(rf'href="({record_of(related)}services/[^"]+)"', page))
    assert path.endswith(f"{service_key(related, 'Azure')}/")
    assert partner_client.post(path).status_code == 302
    event = AuditEvent.objects.get(action="service.administered")
    assert (event.details["by_right"], event.customer_id) == (False, related.public_id)
    for role in (PartnerRole.HELPDESK_AGENT, PartnerRole.SALES_AGENT):
        assert colleague_client(role).post(path).status_code == 403


def test_a_service_that_is_not_seen_is_no_page(partner_client, related, partner) -> None:
    sell(related, partner)
    factories.SubscriptionFactory(customer=related, service="Visio")  # bought elsewhere, and no rights to see it
    for key in (service_key(related, "Visio"), related.public_id):
        assert partner_client.get(f"{record_of(related)}services/{key}/").status_code == 404


def test_a_provider_names_a_reseller_on_a_page_and_the_customer_reads_it(customer, customer_client) -> None:
    tied = factories.PartnershipFactory()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    agree(customer)
    sold = sell(customer, tied.provider, name="Office 365 E3")
    client = client_of(factories.PartnerMembershipFactory(partner=tied.provider))
    path = f"{record_of(customer)}subscriptions/{sold.public_id}/support-contact/"
    assert path in client.get(f"{record_of(customer)}subscriptions/").content.decode()
    assert tied.reseller.legal_name in client.get(path).content.decode()
    assert client.post(path, {"contact": str(tied.reseller.public_id)}).status_code == 302
    page = customer_client.get("/customer/support-contacts/").content.decode()
    for words in ("Office 365 E3", tied.reseller.legal_name, f"named by {tied.provider.legal_name}"):
        assert words in page


def test_who_has_no_reseller_here_reads_how_one_becomes_a_contact(
    partner_client, related, partner, customer_client
) -> None:
    sold = sell(related, partner)
    factories.SubscriptionFactory(customer=related, name="Visio Plan 2")
    page = partner_client.get(f"{record_of(related)}subscriptions/{sold.public_id}/support-contact/").content.decode()
    assert "A reseller can be chosen once it has a relationship with this customer through you." in page
    own = customer_client.get("/customer/support-contacts/").content.decode()
    assert "sold it to you" in own
    assert "No partner: bought directly" in own


def test_whose_relationship_ended_is_nobodys_contact_any_more(customer, customer_client) -> None:
    factories.SubscriptionFactory(customer=customer, sold=factories.PartnerFactory(legal_name="Former K.K."))
    page = customer_client.get("/customer/support-contacts/").content.decode()
    assert "Nobody: the relationship with" in page
    assert "sold it to you" not in page


def test_what_was_sold_comes_in_pages(partner_client, related, partner, django_assert_max_num_queries) -> None:
    factories.SubscriptionFactory.create_batch(60, customer=related, sold=partner)
    with django_assert_max_num_queries(60):
        page = partner_client.get(f"{record_of(related)}subscriptions/").content.decode()
    assert page.count("/suspend/") == 50
    (following,) = re.findall(r'href="(\?cursor=[^"]+)"', page)
    assert (
        partner_client.get(f"{record_of(related)}subscriptions/{following}").content.decode().count("/suspend/") == 10
    )


def test_a_change_that_a_kind_does_not_know_says_so_on_its_page(partner_client, related, partner) -> None:
    sold = sell(related, partner, kind="software")
    record = f"{record_of(related)}subscriptions/"
    assert "/suspend/" not in partner_client.get(record).content.decode()
    for act in ("suspend", "seats"):
        words = partner_client.get(f"{record}{sold.public_id}/{act}/").content.decode()
        assert "Software was bought once" in words
    refused = partner_client.post(f"{record}{sold.public_id}/suspend/", follow=True).content.decode()
    assert "Software was bought once" in refused


def test_cancelling_late_says_when_it_ends_and_it_can_be_kept_until_then(partner_client, related, partner) -> None:
    sold = sell(related, partner, term_months=12, cancel_until=factories.ago(days=3), ordered_at=factories.ago(days=10))
    path = f"{record_of(related)}subscriptions/{sold.public_id}/"
    assert "ends by itself on" in partner_client.get(f"{path}cancel/").content.decode()
    said = partner_client.post(f"{path}cancel/", follow=True).content.decode()
    assert "ends at the end of its term." in said
    assert f"{path}keep/" in said
    assert f"{path}cancel/" not in said
    partner_client.post(f"{path}keep/")
    sold.refresh_from_db()
    assert (sold.status, sold.ends_at) == ("active", None)
