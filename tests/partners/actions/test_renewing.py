"""After the end of a partnership link: its sender hears that a new one is wanted, and answers with one click."""

import pytest
from django.db import IntegrityError, transaction

from partnercenter.audit.models import AuditEvent
from partnercenter.notices.models import Notice
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.actions import ask_for_new_link, expire_due, new_link, renew, resend, suspend_partner
from partnercenter.partners.actions.asking import PartnershipTerms
from partnercenter.partners.mails.again import NEW_LINK_ASKED
from partnercenter.partners.models import PartnerRole, PartnershipRequest
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.partners.asked import asked_by, code_of, events, provider_admin, told

pytestmark = pytest.mark.django_db
PLACE = "/partnership/new-link/"


@pytest.fixture
def asking():
    return provider_admin()


@pytest.fixture
def expired(asking):
    return asked_by(asking, addressed=True, expired=True)


def page_of(asked: PartnershipRequest) -> str:
    return f"/partner/partnerships/requests/{asked.public_id}/"


def test_one_press_on_the_dead_link_tells_the_owner_once_a_day_and_not_by_whom(expired, asking) -> None:
    visitor = PersonaClient()
    dead = visitor.get(f"/p/{factories.partnership_token(expired)}/")
    assert (dead.status_code, f'action="{PLACE}"' in dead.content.decode()) == (410, True)
    pages = [visitor.post(PLACE).content.decode() for _press in range(2)]
    assert all("The sender has been told" in page for page in pages)
    for name in (asking.partner.legal_name, expired.recipient_email, expired.recipient_name):
        assert name not in dead.content.decode() + pages[0]
    [mail] = OutboundEmail.objects.filter(kind=NEW_LINK_ASKED)
    letter = render(mail)
    assert mail.recipient == asking.user.email
    assert expired.number in letter.subject
    assert expired.recipient_email in letter.text
    assert page_of(expired) in letter.text
    [event] = AuditEvent.objects.filter(action=NEW_LINK_ASKED)
    assert event.trace_id is None
    assert [notice.kind for notice in Notice.objects.filter(user=asking.user)] == ["new_link_asked"]


@pytest.mark.parametrize("traits", [{"sent": True}, {"cancelled": True}, {"declined": True}])
def test_only_an_expired_or_replaced_link_can_be_asked_for_again(asking, traits) -> None:
    visitor, asked = PersonaClient(), asked_by(asking, **traits)
    visitor.get(f"/p/{factories.partnership_token(asked)}/")
    assert visitor.post(PLACE)["Location"] == "/partnership/"
    assert told(NEW_LINK_ASKED) == set()


def test_the_provider_answers_from_home_with_one_click(expired, asking) -> None:
    client = client_of(asking)
    assert "Send a new request with the same terms" in client.get(page_of(expired)).content.decode()
    ask_for_new_link(request=expired)
    home, page = client.get("/").content.decode(), client.get(page_of(expired)).content.decode()
    assert page_of(expired) in home
    for words in ("It is your turn.", "Somebody with the old link asked for a new one", "We do not know who asks"):
        assert words in page, words
    answers = [client.post(f"{page_of(expired)}renew/")["Location"] for _click in range(2)]
    made = PartnershipRequest.objects.get(status="sent")
    assert answers == [page_of(made)] * 2
    assert PartnershipTerms.of(made) == PartnershipTerms.of(expired)
    assert [mail.recipient for mail in OutboundEmail.objects.filter(kind="partnership.request")] == [
        expired.recipient_email
    ]
    assert events(expired) == [NEW_LINK_ASKED, "partnershiprequest.renewed"]
    assert page_of(expired) not in client.get("/").content.decode()
    assert "It is your turn" not in client.get(page_of(expired)).content.decode()


def test_a_successor_for_nobody_in_particular_shows_its_link(asking) -> None:
    client, asked = client_of(asking), asked_by(asking, expired=True)
    made_at = client.post(f"{page_of(asked)}renew/")["Location"]
    made = PartnershipRequest.objects.get(status="ready")
    assert f"/p/{factories.partnership_token(made)}/" in client.get(made_at).content.decode()
    assert told("partnership.request") == set()


@pytest.mark.parametrize("answer", [resend, lambda **to: new_link(with_mail=True, **to)])
def test_who_holds_a_replaced_link_is_answered_by_the_living_or_a_new_one(asking, answer) -> None:
    asked = asked_by(asking, sent=True)
    new_link(request=asked, by=asking)
    ask_for_new_link(request=asked)
    assert "Send the living link again" in client_of(asking).get(page_of(asked)).content.decode()
    answer(request=asked, by=asking)
    asked.refresh_from_db()
    assert asked.new_link_asked_at is None


def test_a_question_outlives_the_end_of_time_and_no_other_end(asking) -> None:
    late = asked_by(asking, sent=True, expires_at=factories.ago(hours=1))
    cancelled = asked_by(asking, sent=True)
    for asked in (late, cancelled):
        ask_for_new_link(request=asked)
    client_of(asking).post(f"{page_of(cancelled)}cancel/")
    assert expire_due() == 1
    for asked in (late, cancelled):
        asked.refresh_from_db()
    assert (late.new_link_asked_at is None, cancelled.new_link_asked_at) == (False, None)
    assert not ask_for_new_link(request=cancelled)
    with pytest.raises(IntegrityError, match="partnershiprequest_link_asked"), transaction.atomic():
        PartnershipRequest.objects.filter(pk=cancelled.pk).update(new_link_asked_at=factories.ago(days=1))


def test_who_may_not_ask_renews_nothing_and_only_what_expired_is_asked_again(expired, asking) -> None:
    viewer = factories.PartnerMembershipFactory(partner=asking.partner, roles=[PartnerRole.VIEWER])
    assert code_of(renew, request=expired, by=viewer) == "denied"
    assert code_of(renew, request=asked_by(asking, sent=True), by=asking) == "not_expired"
    suspend_partner(partner=asking.partner, reason="", by=factories.UserFactory(is_staff=True))
    assert code_of(renew, request=expired, by=asking) == "partner_suspended"
