"""The customer's pages of the rights that it granted: who can do what, and every change that it can make."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import acceptance_host, sign_in
from tests.invitations.acceptance_steps import confirm_identity

pytestmark = pytest.mark.django_db
ACCESS = "/customer/partners/access/"
CHANGES = ("leave-out", "replace", "hand-over", "extension")


@pytest.fixture
def full(customer, partner, partner_membership, customer_membership) -> DelegatedAdminGrant:
    factories.PartnerCustomerFactory(partner=partner, customer=customer, relationship=True)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, granted_by=customer_membership.user)


@pytest.fixture
def granular(full) -> DelegatedAdminGrant:
    return factories.DelegatedAdminGrantFactory(
        partner=full.partner, customer=full.customer, granted_by=full.granted_by, granular=True, name="KTK-HELP"
    )


def at(grant: DelegatedAdminGrant, change: str = "") -> str:
    rights = f"/customer/partners/{grant.partner.public_id}/rights/{grant.public_id}/"
    return f"{rights}{change}/" if change else rights


def test_the_overview_says_of_every_grant_what_whom_since_when_until_when_and_by_whom(
    customer_client, partner_membership, granular
):
    group = factories.SecurityGroupFactory(partner=granular.partner, name="Front desk", members=[partner_membership])
    factories.AccessAssignmentFactory(grant=granular, group=group)
    words = customer_client.get(ACCESS).content.decode()
    said = ("KTK-HELP", "Global Reader", "in 1 security group", "1 person of the partner", "佐藤 健一")
    for each in (*said, "until the end of", "Full rights", "No end date", "Never"):
        assert each in words
    assert "Misaki Tanaka" not in words  # a person of the partner is named once she has used a right
    assert "Front desk" not in words  # the partner's own word, which may tell of its other customers


def test_the_overview_takes_as_many_queries_for_one_grant_as_for_many(customer_client, granular):
    factories.AccessAssignmentFactory(grant=granular)
    customer_client.get(ACCESS)
    with CaptureQueriesContext(connection) as few:
        customer_client.get(ACCESS)
    for _ in range(5):
        grant = factories.DelegatedAdminGrantFactory(customer=granular.customer, granular=True)
        factories.AccessAssignmentFactory(grant=grant)
    with CaptureQueriesContext(connection) as many:
        assert grant.name in customer_client.get(ACCESS).content.decode()
    assert len(many) == len(few)


def test_the_page_of_a_grant_offers_what_fits_it(customer_client, full, granular):
    full_page = customer_client.get(at(full)).content.decode()
    assert "Replace by granular rights" in full_page
    assert "Leave out roles" not in full_page
    assert "Duty of support" in full_page
    page = customer_client.get(at(granular)).content.decode()
    assert "Leave out roles" in page
    assert "Turn on the automatic extension" in page
    assert "Replace by granular rights" not in page
    assert "Hand over" not in page  # there is no other partner


def test_leaving_out_a_role_takes_it_at_once_and_tells_both_sides(customer_client, granular):
    confirm_identity(customer_client)
    assert "lose the roles that you tick at once" in customer_client.get(at(granular, "leave-out")).content.decode()
    answer = customer_client.post(at(granular, "leave-out"), {"roles": ["global_reader"], "reason": "Too much"})
    assert answer.status_code == 302
    granular.refresh_from_db()
    assert granular.roles == ["service_support_administrator"]
    kinds = set(OutboundEmail.objects.values_list("kind", flat=True))
    assert kinds == {"grant.reduced_partner", "grant.reduced_customer"}


@pytest.mark.parametrize("roles", [[], ["user_administrator"], ["global_reader", "service_support_administrator"]])
def test_no_role_a_foreign_one_or_every_one_is_refused_with_the_reason(customer_client, granular, roles):
    confirm_identity(customer_client)
    answer = customer_client.post(at(granular, "leave-out"), {"roles": roles, "reason": ""})
    assert answer.status_code == 422
    granular.refresh_from_db()
    assert len(granular.roles) == 2


def test_full_rights_become_granular_ones_with_the_smallest_roles_proposed(customer_client, full):
    confirm_identity(customer_client)
    assert customer_client.get(at(full, "replace")).status_code == 200
    asked = {"tasks": ["reset_passwords"], "days": "90", "reason": "Less is enough", "step": "propose"}
    page = customer_client.post(at(full, "replace"), asked)
    assert page.status_code == 200
    words = page.content.decode()
    assert "The smallest roles for this are ticked." in words
    assert 'value="90"' in words
    assert "Less is enough" in words
    full.refresh_from_db()
    assert full.status == "active"
    ticked = list(page.context["form"]["roles"].value())
    answer = customer_client.post(at(full, "replace"), {"roles": ticked, "days": "90", "reason": ""})
    assert answer.status_code == 302
    full.refresh_from_db()
    begun = DelegatedAdminGrant.objects.get(customer=full.customer, kind="granular")
    assert (full.status, full.ended_side) == ("terminated", "customer")
    assert (begun.roles, begun.days, begun.partner) == (ticked, 90, full.partner)
    assert PartnerCustomer.objects.get(partner=full.partner).rights == "granular"


@pytest.mark.parametrize("wrong", [{"roles": []}, {"days": "731"}, {"days": ""}, {"auto_extends": "on"}])
def test_a_replacement_that_cannot_be_is_refused_and_changes_nothing(customer_client, full, wrong):
    confirm_identity(customer_client)
    answer = customer_client.post(at(full, "replace"), {"roles": ["global_administrator"], "days": "90", **wrong})
    assert answer.status_code == 422
    full.refresh_from_db()
    assert full.status == "active"


def test_handing_over_ends_the_rights_and_invites_one_of_the_own_partners_only(customer_client, full):
    other = factories.PartnerMembershipFactory().partner
    stranger = factories.PartnerMembershipFactory().partner
    factories.ResellerRelationshipFactory(partner=other, customer=full.customer)
    confirm_identity(customer_client)
    assert other.legal_name in customer_client.get(at(full, "hand-over")).content.decode()
    for wrong in (stranger, full.partner):
        refused = customer_client.post(at(full, "hand-over"), {"to": str(wrong.public_id)})
        assert refused.status_code == 422
    answer = customer_client.post(at(full, "hand-over"), {"to": str(other.public_id), "reason": "They know us"})
    assert answer.status_code == 302
    full.refresh_from_db()
    assert full.status == "terminated"
    invited = OutboundEmail.objects.get(kind="grant.invited_partner")
    assert invited.partner_id == other.public_id


def test_the_extension_goes_off_and_on_again(customer_client, granular):
    confirm_identity(customer_client)
    for turn, is_on in (("on", True), ("off", False)):
        assert customer_client.get(at(granular, "extension")).status_code == 200
        assert customer_client.post(at(granular, "extension"), {"turn": turn}).status_code == 302
        granular.refresh_from_db()
        assert granular.auto_extends is is_on


def test_every_change_asks_who_one_is(customer_client, full, granular):
    for grant, change, sent in (
        (granular, "leave-out", {"roles": ["global_reader"]}),
        (full, "replace", {"roles": ["global_reader"], "days": "30"}),
        (granular, "extension", {"turn": "on"}),
    ):
        answer = customer_client.post(at(grant, change), sent)
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not AuditEvent.objects.filter(action__startswith="grant.").exists()


@pytest.mark.parametrize("role", [CustomerRole.BILLING_ADMIN, CustomerRole.USER])
def test_others_read_and_change_nothing(staff_client, granular, role):
    client = staff_client(role)
    assert client.get(ACCESS).status_code == 200
    assert "Only a global administrator" in client.get(at(granular)).content.decode()
    for change in CHANGES:
        assert client.get(at(granular, change)).status_code == 403
        assert client.post(at(granular, change), {"turn": "on"}).status_code == 403


def test_a_stranger_finds_nothing(granular, partner_membership):
    other = factories.CustomerMembershipFactory()
    stranger = sign_in(other.user, host=acceptance_host(other.customer.cloud))
    confirm_identity(stranger)
    for path in (at(granular), *(at(granular, change) for change in CHANGES)):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {"turn": "on"}).status_code in (404, 405)
    assert granular.name not in stranger.get(ACCESS).content.decode()


def test_a_grant_that_ended_says_so_and_offers_no_change(customer_client, granular):
    granular.status, granular.ended_at, granular.ended_side = "terminated", factories.ago(days=1), "partner"
    granular.end_reason = "No longer needed"
    granular.save()
    words = customer_client.get(at(granular)).content.decode()
    assert "They have ended." in words
    assert "No longer needed" in words
    assert "Change them" not in words
    for change in CHANGES:
        assert customer_client.get(at(granular, change)).status_code == 302


def test_helpdesk_agents_count_among_those_whom_full_rights_let_act(customer_client, full):
    factories.PartnerMembershipFactory(partner=full.partner, roles=[PartnerRole.HELPDESK_AGENT])
    factories.PartnerMembershipFactory(partner=full.partner, roles=[PartnerRole.VIEWER])
    assert "2 people of the partner" in customer_client.get(at(full)).content.decode()
