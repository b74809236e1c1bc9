"""Behind an ended link: the sender hears that a new one is asked for, once a day, and not by whom."""

import pytest

from invitations.actions.asking_again import ask_for_new_link
from invitations.mails.again import NEW_LINK_ASKED
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, client_of
from tests.factories import live_link, token_of

pytestmark = pytest.mark.django_db
PLACE = "/invitation/new-link/"


def visitor_of(invitation) -> PersonaClient:
    client = PersonaClient(PUBLIC_HOST)
    assert client.get(f"/i/{token_of(live_link(invitation))}/").status_code in (303, 410)
    return client


def mails() -> list[OutboundEmail]:
    return list(OutboundEmail.objects.filter(kind=NEW_LINK_ASKED))


@pytest.fixture
def expired():
    return factories.InvitationFactory(expired=True, customer_name="Minato Seiki")


def test_the_owner_is_told_once_a_day(expired) -> None:
    assert [ask_for_new_link(invitation=expired) for _again in range(3)] == [True, False, False]
    [mail] = mails()
    assert (mail.recipient, mail.cloud_code) == (expired.owner.user.email, "public")
    letter = render(mail)
    assert expired.number in letter.subject
    assert "Minato Seiki" in letter.text
    assert f"/partner/requests/{expired.public_id}/" in letter.text
    assert AuditEvent.objects.filter(action=NEW_LINK_ASKED, object_id=expired.public_id).count() == 1


def test_where_the_owner_has_left_the_global_admins_are_told(expired) -> None:
    admin = factories.PartnerMembershipFactory(partner=expired.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    expired.owner.left_at = factories.ago(days=1)
    expired.owner.save()
    ask_for_new_link(invitation=expired)
    assert [mail.recipient for mail in mails()] == [admin.user.email]


def test_asking_takes_a_press_and_changes_nothing_of_the_request(expired) -> None:
    client = visitor_of(expired)
    assert client.get(PLACE).status_code == 200
    assert mails() == []
    page = client.post(PLACE)
    assert page.status_code == 200
    for name in (expired.partner.legal_name, expired.recipient_email, "Minato Seiki"):
        assert name not in page.content.decode()
    assert len(mails()) == 1
    expired.refresh_from_db()
    assert expired.status == "expired"


@pytest.mark.parametrize("traits", [{"sent": True}, {"cancelled": True}, {"accepted": True}, {"declined": True}])
def test_only_an_expired_or_replaced_link_can_be_asked_for_again(traits) -> None:
    client = visitor_of(factories.InvitationFactory(**traits))
    assert client.post(PLACE)["Location"] == "/invitation/"
    assert mails() == []


def test_without_a_link_there_is_nothing_to_ask_for() -> None:
    assert PersonaClient(PUBLIC_HOST).post(PLACE).status_code == 404


def test_the_partner_reads_it_in_the_timeline(expired) -> None:
    ask_for_new_link(invitation=expired)
    page = client_of(expired.owner).get(f"/partner/requests/{expired.public_id}/").content.decode()
    assert "Somebody with the old link asked for a new one" in page
