"""What cannot be asked or changed stands closed on every page, with the reason and what to do; nothing is a trap."""

import pytest

from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db
ASK = 'href="/partner/requests/new/'


def staff_of(partner: Partner) -> PartnerMembership:
    return factories.PartnerMembershipFactory(partner=partner)


def chinese(**kind: object) -> Partner:
    return factories.PartnerFactory(cloud=factories.cloud("china"), country="CN", **kind)


def pages_of(membership: PartnerMembership) -> list[str]:
    """Home, the list without and with customers, an open row, the record, the requests under two tabs."""
    pair = factories.PartnerCustomerFactory(partner=membership.partner, relationship=True)
    opened = pair.customer.public_id
    return [
        "/",
        "/partner/customers/",
        f"/partner/customers/?open={opened}",
        f"/partner/customers/{opened}/",
        "/partner/requests/",
        "/partner/requests/?status=all",
    ]


def read(client: PersonaClient, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200, path
    return page.content.decode()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ({"reseller": True}, "only the indirect provider can ask a customer. Ask your provider to make the request"),
        ({"suspended": True}, "is suspended and cannot make requests"),
    ],
    ids=["a reseller where the provider invites", "a suspended partner"],
)
def test_nothing_leads_to_a_request_that_cannot_be_made(kind: dict, words: str) -> None:
    membership = staff_of(chinese(**kind))
    client = client_of(membership)
    assert words in read(client, "/partner/customers/")  # with no customers yet
    for path in pages_of(membership):
        page = read(client, path)
        assert ASK not in page, path
        assert words in page, path
    form = read(client, "/partner/requests/new/")
    assert words in form
    assert 'name="rights"' not in form


def test_everything_leads_to_a_request_that_can_be_made(partner_membership: PartnerMembership) -> None:
    client = client_of(partner_membership)
    for path in pages_of(partner_membership):
        assert ASK in read(client, path), path


CONTROLS = ("cancel", "new-link", "resend", "release", "recipient", "link")


@pytest.mark.parametrize("status", ["draft", "ready", "sent"])
def test_the_request_of_a_suspended_partner_shows_closed_buttons_with_the_reason(status: str) -> None:
    membership = staff_of(factories.PartnerFactory(suspended=True))
    trait = {} if status == "ready" else {status: True}
    asked = factories.InvitationFactory(partner=membership.partner, owner=membership, **trait)
    path = f"/partner/requests/{asked.public_id}/"
    client = client_of(membership)
    page = read(client, path)
    assert "is suspended and cannot make requests" in page
    assert ("Nobody can answer now." in page) is (status != "draft")
    assert f'href="{path}' not in page
    assert f'action="{path}' not in page
    for control in CONTROLS:
        assert client.post(f"{path}{control}/").status_code in (302, 403, 404), control
    asked.refresh_from_db()
    assert asked.status == status


def test_a_partner_without_its_agreement_may_still_withdraw() -> None:
    partner = factories.PartnerFactory(programme_agreement_version="", programme_agreement_accepted_on=None)
    membership = staff_of(partner)
    asked = factories.InvitationFactory(partner=partner, owner=membership, sent=True)
    page = read(client_of(membership), f"/partner/requests/{asked.public_id}/")
    assert f'href="/partner/requests/{asked.public_id}/cancel/"' in page
    assert f'href="/partner/requests/{asked.public_id}/new-link/"' not in page
    assert "no partner agreement on record" in page


@pytest.mark.parametrize("status", ["declined", "cancelled", "expired"])
def test_what_came_to_nothing_can_be_asked_again_with_the_same_addressee(
    partner_membership: PartnerMembership, status: str
) -> None:
    asked = factories.InvitationFactory(
        partner=partner_membership.partner,
        owner=partner_membership,
        customer_country="JP",
        reference="OSK-1",
        **{status: True},
    )
    client = client_of(partner_membership)
    again = f"/partner/requests/new/?again={asked.public_id}"
    assert f'href="{again}"' in read(client, f"/partner/requests/{asked.public_id}/")
    form = client.get(again).context["form"]
    assert form.initial["recipient_email"] == asked.recipient_email
    assert form.initial["customer_name"] == asked.customer_name
    assert form.initial["reference"] == "OSK-1"
    assert "rights" not in form.initial


@pytest.mark.parametrize("status", ["accepted", "replaced", "sent"])
def test_what_was_answered_or_still_waits_is_not_asked_again(
    partner_membership: PartnerMembership, status: str
) -> None:
    asked = factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership, **{status: True})
    client = client_of(partner_membership)
    assert "?again=" not in read(client, f"/partner/requests/{asked.public_id}/")
    assert (
        "recipient_email" not in client.get(f"/partner/requests/new/?again={asked.public_id}").context["form"].initial
    )


def test_another_partners_request_fills_in_nothing(
    partner_client: PersonaClient, other_partner_client: PersonaClient
) -> None:
    theirs = factories.InvitationFactory(partner=other_partner_client.membership.partner, declined=True)
    form = partner_client.get(f"/partner/requests/new/?again={theirs.public_id}").context["form"]
    assert "recipient_email" not in form.initial


def test_a_suspended_partner_reads_so_on_every_page() -> None:
    membership = staff_of(factories.PartnerFactory(suspended=True))
    asked = factories.InvitationFactory(partner=membership.partner, owner=membership, sent=True)
    client = client_of(membership)
    for path in [*pages_of(membership), f"/partner/requests/{asked.public_id}/", "/partner/requests/new/"]:
        page = read(client, path)
        assert page.count("Your partner account is suspended") == 1, path
        assert "your admin rights have no effect" in page, path


def test_a_customer_reads_on_every_page_that_a_suspended_partners_rights_have_no_effect() -> None:
    partner = factories.PartnerFactory(suspended=True)
    member = factories.CustomerMembershipFactory()
    factories.ResellerRelationshipFactory(partner=partner, customer=member.customer)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=member.customer)
    client = client_of(member)
    for path in ("/", "/customer/partners/", f"/customer/partners/{partner.public_id}/"):
        page = read(client, path)
        assert "No effect" in page or "have no effect" in page, path
