"""Page 1: what can be asked is shown, what cannot says why, and a POST makes one request or changes nothing."""

import re
import uuid

import pytest

from invitations.models import Invitation, InvitationLink
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.invitations.views.asking import NEW, addressed, counts, filled

pytestmark = pytest.mark.django_db


def client_in(cloud, country, **traits):
    partner = factories.PartnerFactory(cloud=factories.cloud(cloud), country=country, **traits)
    return client_of(factories.PartnerMembershipFactory(partner=partner))


def test_nothing_is_preselected_where_there_is_a_choice(partner_client):
    page = partner_client.get(NEW).content.decode()
    assert 'name="rights"' in page
    assert not re.search(r'name="rights"[^>]*checked', page)


@pytest.mark.parametrize(("cloud", "country"), [("china", "CN"), ("us-government", "US"), ("germany", "DE")])
def test_a_cloud_that_demands_rights_says_so_at_the_closed_row(cloud, country):
    page = client_in(cloud, country).get(NEW).content.decode()
    assert re.search(r'<input[^>]*value="none"[^>]*disabled', page)
    assert "there, every request has to include administrator rights." in page
    only_full = cloud == "germany"  # where a single row is left it is chosen, else none is
    assert bool(re.search(r'<input[^>]*value="full"[^>]*checked', page)) is only_full


@pytest.mark.parametrize(("cloud", "country"), [("china", "CN"), ("us-government", "US"), ("germany", "DE")])
def test_a_forged_request_without_rights_is_refused_there(cloud, country):
    client = client_in(cloud, country)
    before = counts()
    answer = client.post(NEW, filled(rights="none"))
    assert (answer.status_code, counts()) == (422, before)


def test_the_short_way_is_one_choice_and_two_pages(partner_client):
    answer = partner_client.post(NEW, filled(rights="none"))
    made = Invitation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/partner/requests/{made.public_id}/email/")
    assert (made.status, made.rights, made.recipient_key, made.life_days) == ("ready", "none", "", 30)
    page = partner_client.get(answer["Location"]).content.decode()
    assert f"/i/{factories.token_of(factories.live_link(made))}/" in page


def test_everything_that_is_filled_in_is_stored(partner_client):
    partner_client.post(NEW, addressed(customer_country="JP", language="ja", life_days="７", reference="OSK-7731"))
    made = Invitation.objects.get()
    assert (made.customer_name, made.recipient_name, made.customer_country) == ("Minato Seiki", "Kenichi Sato", "JP")
    assert (made.language, made.life_days, made.reference) == ("ja", 7, "OSK-7731")


def test_a_reusable_link_with_a_limit_can_be_asked(partner_client):
    partner_client.post(NEW, filled(is_reusable="on", use_limit="20"))
    made = Invitation.objects.get()
    assert (made.is_reusable, made.use_limit) == (True, 20)


def test_the_same_form_sent_twice_makes_one_request_and_leads_to_it(partner_client):
    form = addressed()
    first, second = partner_client.post(NEW, form), partner_client.post(NEW, form)
    assert first["Location"] == second["Location"]
    assert Invitation.objects.count() == InvitationLink.objects.count() == 1


def test_the_same_form_with_other_answers_is_refused(partner_client):
    form = filled()
    partner_client.post(NEW, form)
    answer = partner_client.post(NEW, form | {"rights": "none"})
    assert answer.status_code == 422
    assert "This form has been sent before" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_second_request_to_the_same_address_gets_a_warning_with_the_first_ones_link(partner_client):
    partner_client.post(NEW, addressed())
    first = Invitation.objects.get()
    answer = partner_client.post(NEW, addressed(recipient_email="K.SATO@MINATO.example"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A request to k.sato@minato.example is still open" in page
    assert "Open it to send it or to issue a new link, or create a second one." in page
    assert f"/partner/requests/{first.public_id}/" in page
    assert Invitation.objects.count() == 1


def test_a_second_request_can_be_made_knowingly(partner_client):
    partner_client.post(NEW, addressed())
    partner_client.post(NEW, addressed(second="on"))
    assert Invitation.objects.count() == 2


def test_a_request_that_has_ended_gives_no_warning(partner, partner_client):
    factories.InvitationFactory(partner=partner, cancelled=True, recipient_email="k.sato@minato.example")
    assert partner_client.post(NEW, addressed()).status_code == 302


def test_fields_that_the_form_does_not_have_are_ignored(partner, partner_client):
    other = factories.PartnerFactory()
    forged = {
        "partner": other.pk, "partner_id": other.pk, "status": "accepted", "cloud": "china", "owner": 1,
        "created_by": 1, "number": "R-1", "customer": 1, "with_relationship": "", "roles": "global_admin",
        "days": "730", "rights_holder": other.pk, "expires_at": "2099-01-01", "provider": other.pk,
    }  # fmt: skip
    partner_client.post(NEW, filled(**forged))
    made = Invitation.objects.get()
    assert (made.partner, made.rights_holder, made.status) == (partner, partner, "ready")
    assert (made.cloud.code, made.roles, made.days, made.provider) == ("public", [], None, None)


def test_a_sales_agents_request_with_rights_becomes_a_draft_without_a_link(colleague_client):
    client = colleague_client(PartnerRole.SALES_AGENT)
    answer = client.post(NEW, addressed())
    made = Invitation.objects.get()
    assert (made.status, made.links.count()) == ("draft", 0)
    page = client.get(answer["Location"]).content.decode()
    assert "An admin agent has to release this draft" in page
    assert "/i/pub_" not in page


def test_a_global_admin_finds_full_rights_closed_with_the_roles_that_may(colleague_client):
    client = colleague_client(PartnerRole.GLOBAL_ADMIN)
    page = client.get(NEW).content.decode()
    assert "Admin agent, Sales agent" in page
    before = counts()
    assert client.post(NEW, filled()).status_code == 422
    assert counts() == before
    assert client.post(NEW, filled(rights="none")).status_code == 302


@pytest.mark.parametrize("role", [PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT])
def test_who_may_not_ask_gets_no_form(colleague_client, role):
    client = colleague_client(role)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, filled()).status_code == 403
    assert not Invitation.objects.exists()


def test_a_visitor_is_sent_to_sign_in_and_a_customer_finds_no_such_page(client, customer_client):
    assert client.get(NEW).status_code == 302
    assert customer_client.get(NEW).status_code == 404


def test_a_reseller_chooses_the_provider_it_works_with(partner_client):
    tie = factories.PartnershipFactory(reseller=factories.PartnerFactory(is_direct=True, is_reseller=True))
    client = client_of(factories.PartnerMembershipFactory(partner=tie.reseller))
    page = client.get(NEW).content.decode()
    assert f"Through {tie.provider.legal_name}" in page
    assert client.post(NEW, filled()).status_code == 422
    assert client.post(NEW, filled(way=f"through:{uuid.uuid4()}")).status_code == 422
    assert client.post(NEW, filled(way=f"through:{tie.provider.public_id}")).status_code == 302
    made = Invitation.objects.get()
    assert (made.capacity, made.provider) == ("reseller", tie.provider)


def test_a_reseller_without_provider_is_told_what_to_do():
    client = client_of(factories.PartnerMembershipFactory(partner=factories.PartnerFactory(reseller=True)))
    assert "You work with no indirect provider yet" in client.get(NEW).content.decode()
    assert client.post(NEW, filled()).status_code == 422
    assert not Invitation.objects.exists()


def test_in_china_the_reseller_is_told_that_its_provider_has_to_ask():
    client = client_in("china", "CN", reseller=True)
    assert "only the indirect provider can ask a customer" in client.get(NEW).content.decode()


def test_in_china_the_provider_asks_for_a_reseller_and_has_to_say_who_gets_the_rights():
    china = {"cloud": factories.cloud("china"), "country": "CN"}
    tie = factories.PartnershipFactory(
        provider=factories.PartnerFactory(provider=True, **china),
        reseller=factories.PartnerFactory(reseller=True, **china),
    )
    client = client_of(factories.PartnerMembershipFactory(partner=tie.provider))
    way = f"for:{tie.reseller.public_id}"
    answer = client.post(NEW, filled(way=way))
    assert answer.status_code == 422
    assert "Choose who gets the rights." in answer.content.decode()
    assert client.post(NEW, filled(way=way, rights_to="reseller")).status_code == 302
    made = Invitation.objects.get()
    assert (made.on_behalf_of, made.rights_holder) == (tie.reseller, tie.reseller)


def test_the_customers_record_prefills_the_form_for_its_own_partner_only(partner, partner_client, other_partner_client):
    pair = factories.PartnerCustomerFactory(partner=partner)
    address = f"{NEW}?customer={pair.customer.public_id}"
    assert pair.customer.contact_email in partner_client.get(address).content.decode()
    assert pair.customer.contact_email not in other_partner_client.get(address).content.decode()
    assert partner_client.get(f"{NEW}?customer=zz").status_code == 200


def test_making_a_request_takes_few_queries(partner_client, django_assert_max_num_queries):
    form = filled(rights="none")
    with django_assert_max_num_queries(17):
        partner_client.post(NEW, form)


def test_a_suspended_partner_reads_why_and_gets_no_form():
    client = client_in("public", "JP", suspended=True)
    page = client.get(NEW).content.decode()
    assert "is suspended and cannot make requests" in page
    assert 'name="rights"' not in page
    assert "Continue to the e-mail" not in page


def test_a_reseller_with_one_provider_reads_whom_the_request_comes_through():
    provider = factories.PartnerFactory(provider=True, legal_name="Akatsuki Distribution")
    partnership = factories.PartnershipFactory(provider=provider)
    client = client_of(factories.PartnerMembershipFactory(partner=partnership.reseller))
    page = re.sub(r"<[^>]*>", "", client.get(NEW).content.decode())
    assert "The request comes through Akatsuki Distribution." in page
