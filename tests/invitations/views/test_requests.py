"""The list: own requests under tabs, counts that stop at a thousand, no query more for sixty rows than for one."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from invitations.wording.tabs import describe_tabs
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient, queue_email
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
LIST = "/partner/requests/"


def numbers(page):
    return [row.number for row in page.context["page"].rows]


@pytest.mark.parametrize(
    ("tab", "traits"),
    [
        ("waiting", ["sent", "no_rights"]),
        ("draft", ["draft"]),
        ("accepted", ["accepted"]),
        ("declined", ["declined"]),
        ("cancelled", ["cancelled", "replaced"]),
        ("expired", ["expired"]),
    ],
)
def test_each_tab_holds_its_statuses(partner, partner_client, tab, traits):
    every = ("sent", "no_rights", "draft", "accepted", "declined", "cancelled", "replaced", "expired")
    made = {trait: factories.InvitationFactory(partner=partner, **{trait: True}) for trait in every}
    page = partner_client.get(LIST, {"status": tab})
    assert set(numbers(page)) == {made[trait].number for trait in traits}
    counts = {each.code: each.count for each in page.context["tabs"]}
    assert counts[tab] == str(len(traits))
    assert len(numbers(partner_client.get(LIST, {"status": "all"}))) == len(every)


def test_other_partners_requests_are_not_listed(partner_client, other_partner_client):
    asked = factories.InvitationFactory(partner=other_partner_client.membership.partner)
    assert asked.number not in partner_client.get(LIST).content.decode()
    assert asked.number in other_partner_client.get(LIST).content.decode()


def test_a_provider_does_not_see_a_resellers_own_request():
    tie = factories.PartnershipFactory()
    asked = factories.InvitationFactory(partner=tie.reseller, capacity="reseller", provider=tie.provider)
    provider = client_of(factories.PartnerMembershipFactory(partner=tie.provider))
    assert asked.number not in provider.get(LIST, {"status": "all"}).content.decode()
    assert provider.get(f"{LIST}{asked.public_id}/").status_code == 404


def test_a_reseller_sees_what_was_made_for_it_on_a_list_of_its_own():
    china = {"cloud": factories.cloud("china"), "country": "CN"}
    tie = factories.PartnershipFactory(
        provider=factories.PartnerFactory(provider=True, **china),
        reseller=factories.PartnerFactory(reseller=True, **china),
    )
    asked = factories.InvitationFactory(
        partner=tie.provider, capacity="provider", on_behalf_of=tie.reseller, rights_holder=tie.reseller
    )
    reseller = client_of(factories.PartnerMembershipFactory(partner=tie.reseller))
    assert numbers(reseller.get(LIST)) == []
    assert numbers(reseller.get(LIST, {"made_for_us": "1"})) == [asked.number]
    page = reseller.get(f"{LIST}{asked.public_id}/").content.decode()
    assert asked.recipient_email not in page
    assert "made for you" in page


def test_every_colleague_may_read_the_list(colleague_client):
    for role in PartnerRole:
        assert colleague_client(role).get(LIST).status_code == 200


@pytest.mark.parametrize(
    "query", ["?status=zz", "?cursor=zz", "?cursor=" + "x" * 5000, "?customer=zz", "?made_for_us", "?status=%ff"]
)
def test_junk_in_the_query_never_breaks_the_list(partner_client, query):
    assert partner_client.get(LIST + query).status_code in (200, 400)


def test_the_list_pages_forward_and_back(partner, partner_client):
    made = [factories.InvitationFactory(partner=partner).number for _each in range(30)][::-1]
    first = partner_client.get(LIST)
    assert numbers(first) == made[:25]
    second = partner_client.get(LIST, {"cursor": first.context["page"].next_cursor})
    assert numbers(second) == made[25:]
    back = partner_client.get(LIST, {"cursor": second.context["page"].previous_cursor})
    assert numbers(back) == made[:25]


def test_sixty_rows_take_as_many_queries_as_one(partner, partner_client, django_assert_num_queries):
    factories.InvitationFactory(partner=partner)
    partner_client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        partner_client.get(LIST)
    for _each in range(60):
        factories.InvitationFactory(partner=partner)
    with django_assert_num_queries(len(one)):
        partner_client.get(LIST)


def test_counts_end_in_words_after_a_thousand():
    tabs = {tab.code: tab.count for tab in describe_tabs({"waiting": 1000, "accepted": 1001})}
    assert (tabs["waiting"], tabs["accepted"], tabs["all"]) == ("1000", "more than 1,000", "")


def test_an_empty_list_says_what_to_do_to_those_who_may(partner_client, colleague_client):
    assert "Request a reseller relationship" in partner_client.get(LIST).content.decode()
    page = colleague_client(PartnerRole.VIEWER).get(LIST).content.decode()
    assert "you need the role" in page


def test_requests_of_one_customer_can_be_listed(partner, partner_client):
    pair = factories.PartnerCustomerFactory(partner=partner)
    asked = factories.InvitationFactory(partner=partner, customer=pair.customer)
    factories.InvitationFactory(partner=partner)
    page = partner_client.get(LIST, {"customer": pair.customer.public_id, "status": "all"})
    assert numbers(page) == [asked.number]


def mailed(partner, state, *, count=1, **fields):
    """A request whose mails, but for the newest, arrived."""
    asked = factories.InvitationFactory(partner=partner, sent=True)
    for number in range(count):
        email = queue_email(
            "invitation.request", to=Recipient("k.sato@minato.example"), about=asked, dedupe_key=f"{asked.pk}:{number}"
        )
    OutboundEmail.objects.filter(about_id=asked.public_id).update(state="sent", settled_at=Now())
    settled = None if state == "queued" else Now()
    OutboundEmail.objects.filter(pk=email.pk).update(state=state, settled_at=settled, **fields)
    return asked


def test_the_list_says_what_became_of_each_newest_mail(partner, partner_client):
    mailed(partner, "bounced", last_answer="5.1.1 no such user")
    mailed(partner, "sent", count=2)
    factories.InvitationFactory(partner=partner)
    page = partner_client.get(LIST).content.decode()
    assert page.count('<span class="sub bad">E-mail: Bounced</span>') == 1
    assert page.count('<span class="sub">E-mail: Sent</span>') == 1
    assert page.count("E-mail: ") == 2


def test_a_tab_of_its_own_holds_open_requests_whose_newest_mail_did_not_arrive(partner, partner_client):
    lost = [mailed(partner, state) for state in ("failed", "bounced", "dead", "suppressed")]
    mailed(partner, "sent")
    made_up = mailed(partner, "sent", count=2)
    OutboundEmail.objects.filter(dedupe_key=f"{made_up.pk}:0").update(state="bounced")
    page = partner_client.get(LIST, {"status": "undelivered"})
    assert set(numbers(page)) == {asked.number for asked in lost}
    assert [tab.count for tab in page.context["tabs"] if tab.code == "undelivered"] == ["4"]


def test_without_lost_mails_there_is_no_such_tab(partner, partner_client):
    mailed(partner, "queued")
    page = partner_client.get(LIST)
    assert "undelivered" not in {tab.code for tab in page.context["tabs"]}
    assert "E-mail: Queued" in page.content.decode()
    assert partner_client.get(LIST, {"status": "undelivered"}).status_code == 200
