"""An expired request asked again with one click: the same terms, one successor, for whoever may ask."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from invitations.actions import renew
from invitations.actions.asking_again import ask_for_new_link
from invitations.asking import Terms
from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.invitations.asked import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def expired(partner_membership):
    return factories.InvitationFactory(
        partner=partner_membership.partner, owner=partner_membership, expired=True, granular=True, reference="A-7"
    )


def test_the_successor_has_the_terms_and_goes_to_the_same_address(expired, partner_membership) -> None:
    made = renew(invitation=expired, by=partner_membership)
    assert Terms.of(made) == Terms.of(expired)
    assert (made.status, made.owner) == ("sent", partner_membership)
    assert made.body != expired.body  # it names a new last day
    [mail] = OutboundEmail.objects.filter(about_id=made.public_id)
    assert mail.recipient == expired.recipient_email
    assert events(expired) == ["invitation.renewed"]


def test_two_clicks_make_one_successor_and_one_mail(expired, partner_membership) -> None:
    first, second = (renew(invitation=expired, by=partner_membership) for _click in range(2))
    assert first == second
    assert OutboundEmail.objects.filter(kind="invitation.request").count() == 1


def test_a_sales_agents_successor_waits_for_its_release(partner) -> None:
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    own = factories.InvitationFactory(partner=partner, owner=sales, expired=True)
    made = renew(invitation=own, by=sales)
    assert (made.status, OutboundEmail.objects.count()) == ("draft", 0)


def test_a_viewer_asks_nobody_again(expired, partner) -> None:
    viewer = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    with pytest.raises(PermissionDenied):
        renew(invitation=expired, by=viewer)


@pytest.mark.parametrize("traits", [{"sent": True}, {"accepted": True}, {"declined": True}, {"cancelled": True}])
def test_only_what_expired_is_asked_again_as_it_was(traits, partner_membership) -> None:
    asked = factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership, **traits)
    with pytest.raises(ValidationError) as refused:
        renew(invitation=asked, by=partner_membership)
    assert refused.value.code == "not_expired"


def test_who_asked_for_a_new_link_is_answered_from_home_with_one_click(expired, partner_membership) -> None:
    client, page = client_of(partner_membership), f"/partner/requests/{expired.public_id}/"
    ask_for_new_link(invitation=expired)
    assert "Somebody asks for a new link" in client.get("/").content.decode()
    assert "Send a new request with the same terms" in client.get(page).content.decode()
    answer = client.post(f"{page}renew/")
    made = Invitation.objects.get(status="sent")
    assert answer["Location"] == f"/partner/requests/{made.public_id}/"
    assert "Somebody asks for a new link" not in client.get("/").content.decode()
    assert "asked for a new one on" not in client.get(page).content.decode()


def test_who_holds_a_replaced_link_is_answered_by_sending_the_living_one_again(partner_membership) -> None:
    asked = factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership, sent=True)
    client, page = client_of(partner_membership), f"/partner/requests/{asked.public_id}/"
    ask_for_new_link(invitation=asked)
    assert "Send the living link again" in client.get(page).content.decode()
    client.post(f"{page}resend/")
    asked.refresh_from_db()
    assert asked.new_link_asked_at is None
