"""Rights asked for again: from a customer's record, addressed and filled in, beside the relationship (decisions §4)."""

import re
import uuid

import pytest

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import refresh_pair
from customers.relationships.models import ResellerRelationship
from invitations.models import Invitation
from tests import factories
from tests.invitations.actions.taking import take

pytestmark = pytest.mark.django_db
ROLES = ["helpdesk_administrator"]


@pytest.fixture
def related(partner, customer, customer_membership):
    """A direct relationship, and granular rights that the customer took back."""
    customer.contact_email, customer.contact_name = customer_membership.user.email, "Kenichi Sato"
    customer.save()
    relationship = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(
        partner=partner, customer=customer, granular=True, terminated=True, roles=ROLES, days=190
    )
    refresh_pair(partner, customer)
    return relationship


def page_for(customer, rights="any"):
    return f"/partner/requests/new/?customer={customer.public_id}&rights={rights}"


def filled(customer_membership, **changes):
    least = {"request_key": str(uuid.uuid4()), "language": "en", "life_days": "30", "rights": "full"}
    return least | {"recipient_email": customer_membership.user.email} | changes


def test_the_record_leads_there(related, customer, partner_client):
    page = partner_client.get(f"/partner/customers/{customer.public_id}/").content.decode()
    assert f"/partner/requests/new/?customer={customer.public_id}&amp;rights=any" in page


def test_the_form_is_filled_in_and_asks_for_no_relationship(related, customer, customer_membership, partner_client):
    page = partner_client.get(page_for(customer, "granular")).content.decode()
    assert "Ask for administrator rights" in page
    assert f'value="{customer_membership.user.email}"' in page
    assert re.findall(r'name="roles" value="([^"]+)"[^>]* checked', page) == ROLES
    assert re.search(r'name="rights" value="granular"[^>]*checked', page)
    assert 'value="190"' in page
    for left_out in ('value="none"', 'name="is_reusable"', 'name="rights_alone"', "As direct bill partner"):
        assert left_out not in page


@pytest.mark.parametrize("rights", ["full", "granular"])
def test_rights_alone_are_asked_and_begin_beside_the_relationship(
    related, customer, customer_membership, partner, partner_client, rights
):
    granular = {"grant_name": "AGAIN", "roles": ROLES, "days": "30"} if rights == "granular" else {}
    answer = partner_client.post(page_for(customer), filled(customer_membership, rights=rights, **granular))
    made = Invitation.objects.get()
    assert answer.status_code == 302
    assert (made.with_relationship, made.customer, made.rights, made.capacity) == (False, customer, rights, "direct")
    take(made, customer_membership.user)
    assert ResellerRelationship.objects.get() == related
    assert DelegatedAdminGrant.objects.get(status="active").kind == rights


def test_it_has_to_be_addressed(related, customer, customer_membership, partner_client):
    answer = partner_client.post(page_for(customer), filled(customer_membership, recipient_email=""))
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_without_rights_there_is_nothing_to_ask(related, customer, customer_membership, partner_client):
    assert partner_client.post(page_for(customer), filled(customer_membership, rights="none")).status_code == 422


def test_no_other_organisation_can_answer_it(related, customer, customer_membership, partner_client):
    other = factories.CustomerMembershipFactory(user=customer_membership.user)
    partner_client.post(page_for(customer), filled(customer_membership))
    answer = take(Invitation.objects.get(), customer_membership.user)
    assert answer.customer == customer != other.customer


def test_a_strangers_customer_gives_the_usual_form(customer, partner_client):
    page = partner_client.get(page_for(customer)).content.decode()
    assert "Request a reseller relationship" in page
    assert customer.name not in page


def test_full_rights_alone_are_not_asked_of_strangers(partner_client, customer_membership):
    form = filled(customer_membership, rights_alone="on")
    partner_client.post("/partner/requests/new/", form)
    assert Invitation.objects.get().with_relationship is True
