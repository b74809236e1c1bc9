"""The provider's pages: its resellers, asking, the letter, the request's page, withdrawing; and the reseller's list."""

import pytest
from django.utils import timezone, translation

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners.models import PartnerRole, PartnershipRequest
from tests import factories
from tests.conftest import client_of
from tests.partners.asked import asked_by, events, provider_admin, reseller_admin

pytestmark = pytest.mark.django_db
ADMIN, SALES, HELPDESK, GLOBAL, VIEWER = PartnerRole
NEW = "/partner/partnerships/new/"


@pytest.fixture
def asking():
    return provider_admin()


@pytest.fixture
def provider_client(asking):
    return client_of(asking)


def at(asked, part: str = "") -> str:
    return f"/partner/partnerships/requests/{asked.public_id}/{part}"


def fill(client, **changes):
    key = client.get(NEW).context["form"].initial["request_key"]
    good = {"request_key": key, "recipient_email": "h.mori@midorino.example", "recipient_name": "Haruka Mori"}
    return client.post(NEW, good | {"language": "en", "life_days": "30"} | changes)


def test_a_provider_asks_in_two_pages_and_sees_the_link(provider_client):
    answer = fill(provider_client, recipient_email="", recipient_name="")
    asked = PartnershipRequest.objects.get()
    assert answer["Location"] == at(asked, "email/")
    page = provider_client.get(at(asked, "email/")).content.decode()
    assert f"http://localhost:8000/p/{factories.partnership_token(asked)}/" in page
    assert "mailto:?subject=" in page


def test_a_second_request_to_one_address_is_made_knowingly(provider_client):
    fill(provider_client)
    first = PartnershipRequest.objects.get()
    again = fill(provider_client)
    page = again.content.decode()
    assert "A request to h.mori@midorino.example is still open" in page
    assert at(first) in page
    assert PartnershipRequest.objects.count() == 1
    assert fill(provider_client, second="on").status_code == 302
    assert PartnershipRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"life_days": "91"}, "life_days"),
        ({"recipient_email": "a@b"}, "recipient_email"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(provider_client, wrong, field):
    answer = fill(provider_client, **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(
    ("way", "ends"), [("send", "sent"), ("copy", "ready"), ("download", "ready"), ("done", "ready"), ("save", "ready")]
)
def test_the_ways_to_hand_the_letter_over(way, ends, asking, provider_client):
    asked = asked_by(asking, addressed=True)
    answer = provider_client.post(at(asked, "email/"), {"subject": "Ask", "body": "Please: {link}", "then": way})
    asked.refresh_from_db()
    assert (asked.status, asked.subject) == (ends, "Ask")
    if way == "download":
        assert answer["Content-Type"] == "message/rfc822"
    else:
        assert answer.status_code == 302
    assert ("partnershiprequest.link_revealed" in events(asked)) is (way in ("copy", "download"))


def test_the_requests_page_says_whose_turn_it_is_and_what_happened(asking, provider_client):
    asked = asked_by(asking, sent=True)
    provider_client.post(at(asked, "new-link/"), {"then": "mail"})
    page = provider_client.get(at(asked)).content.decode()
    for words in ("Haruka Mori can answer", "New link issued", "Waiting for an answer", "Withdraw the request"):
        assert words in page


def test_resending_too_soon_is_refused_with_a_message(asking, provider_client):
    asked = asked_by(asking, addressed=True)
    provider_client.post(at(asked, "resend/"))
    said = provider_client.post(at(asked, "resend/"), follow=True).content.decode()
    assert "Wait 10 minutes" in said
    assert OutboundEmail.objects.count() == 1


def test_withdrawing_takes_a_page_of_its_own(asking, provider_client):
    asked = asked_by(asking)
    assert "The link stops working" in provider_client.get(at(asked, "cancel/")).content.decode()
    provider_client.post(at(asked, "cancel/"))
    asked.refresh_from_db()
    assert asked.status == "cancelled"


def test_a_colleague_without_the_role_sees_the_reason(asking):
    asked = asked_by(asking)
    sales = client_of(factories.PartnerMembershipFactory(partner=asking.partner, roles=[SALES]))
    assert "Ask the owner or an admin agent" in sales.get(at(asked)).content.decode()
    assert sales.get(at(asked, "cancel/")).status_code == 403
    viewer = client_of(factories.PartnerMembershipFactory(partner=asking.partner, roles=[VIEWER]))
    assert "It needs one of these roles" in viewer.get("/partner/resellers/").content.decode()
    assert viewer.get(NEW).status_code == 403


def test_strangers_find_nothing(asking):
    asked = asked_by(asking)
    standing = factories.PartnershipFactory(provider=asking.partner)
    for other in (provider_admin(), reseller_admin(), factories.PartnerMembershipFactory()):
        client = client_of(other)
        for path in (
            at(asked),
            at(asked, "email/"),
            at(asked, "cancel/"),
            f"/partner/partnerships/{standing.public_id}/",
        ):
            assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("facts", "resellers", "providers"),
    [
        ({"provider": True}, 200, 404),
        ({"reseller": True}, 404, 200),
        ({"is_direct": True, "is_reseller": True}, 404, 200),
        ({}, 404, 404),
        ({"provider": True, "cloud": "us-government", "country": "US"}, 404, 404),
    ],
)
def test_each_kind_of_partner_has_its_list_and_its_entry_in_the_rail(facts, resellers, providers):
    cloud = {"cloud": factories.cloud(facts["cloud"])} if "cloud" in facts else {}
    partner = factories.PartnerFactory(**facts | cloud)
    client = client_of(factories.PartnerMembershipFactory(partner=partner))
    assert client.get("/partner/resellers/").status_code == resellers
    assert client.get("/partner/providers/").status_code == providers
    rail = client.get("/").content.decode()
    assert ("/partner/resellers/" in rail) is (resellers == 200)
    assert ("/partner/providers/" in rail) is (providers == 200)


def test_lists_show_those_in_force_first_and_narrow_by_state(asking, provider_client):
    factories.PartnershipFactory(provider=asking.partner, reseller__legal_name="Old One K.K.", ended=True)
    factories.PartnershipFactory(provider=asking.partner, reseller__legal_name="New One K.K.")
    asked_by(asking, sent=True)
    page = provider_client.get("/partner/resellers/").content.decode()
    assert page.index("New One") < page.index("Old One")
    assert "Waiting for an answer" in page
    assert "New One" not in provider_client.get("/partner/resellers/?state=ended").content.decode()
    assert provider_client.get("/partner/resellers/?state=zz&cursor=zz").status_code == 200


def test_a_page_of_partnerships_takes_as_many_queries_as_one(asking, provider_client, django_assert_max_num_queries):
    factories.PartnershipFactory.create_batch(12, provider=asking.partner)
    with django_assert_max_num_queries(12):
        provider_client.get("/partner/resellers/")


def test_a_reseller_asks_customers_through_the_provider_and_sees_shared_ones(asking):
    answering = reseller_admin(GLOBAL, ADMIN)
    provider = asking.partner
    factories.PartnershipFactory(provider=provider, reseller=answering.partner)
    shared = factories.PartnerCustomerFactory(
        partner=answering.partner, customer__name="Shared K.K.", beside=[provider.pk]
    )
    factories.PartnerCustomerFactory(partner=answering.partner, customer__name="Own K.K.")
    through = {"partner": answering.partner, "capacity": "reseller", "provider": provider}
    factories.ResellerRelationshipFactory(customer=shared.customer, **through)
    client = client_of(answering)
    page = client.get("/partner/providers/").content.decode()
    assert f"/partner/requests/new/?provider={provider.public_id}" in page
    filtered = client.get(f"/partner/customers/?provider={provider.public_id}").content.decode()
    assert "Shared" in filtered
    assert "Own K.K." not in filtered
    form = client.get(f"/partner/requests/new/?provider={provider.public_id}").context["form"]
    assert form.initial["way"] == f"through:{provider.public_id}"


def test_a_provider_sees_the_customers_of_a_reseller_and_a_stranger_narrows_nothing(asking, provider_client):
    reseller = reseller_admin().partner
    factories.PartnershipFactory(provider=asking.partner, reseller=reseller)
    shared = factories.PartnerCustomerFactory(
        partner=asking.partner, customer__name="Shared K.K.", beside=[reseller.pk]
    )
    factories.PartnerCustomerFactory(partner=asking.partner, customer__name="Other K.K.")
    through = {"partner": reseller, "capacity": "reseller", "provider": asking.partner}
    factories.ResellerRelationshipFactory(customer=shared.customer, **through)
    filtered = provider_client.get(f"/partner/customers/?reseller={reseller.public_id}").content.decode()
    assert "Shared" in filtered
    assert "Other K.K." not in filtered
    stranger = factories.PartnershipFactory().reseller
    everything = provider_client.get(f"/partner/customers/?reseller={stranger.public_id}").content.decode()
    assert "Other K.K." in everything
    assert stranger.legal_name not in everything


def test_ending_says_what_stays_and_tells_the_other_side(asking, provider_client):
    standing = factories.PartnershipFactory(provider=asking.partner)
    place = f"/partner/partnerships/{standing.public_id}/"
    page = provider_client.get(f"{place}end/").content.decode()
    assert "subscriptions, their terms and the Partner of Record" in page
    assert "they are withdrawn" in page
    provider_client.post(f"{place}end/", {"reason": "We stop."})
    said = provider_client.get(place).content.decode()
    assert "by the indirect provider" in said
    assert "We stop." in said
    assert provider_client.post(f"{place}end/", {"reason": ""})["Location"] == place
    viewer = client_of(factories.PartnerMembershipFactory(partner=standing.reseller, roles=[VIEWER]))
    assert viewer.get(place).status_code == 200


def test_in_a_cloud_where_only_the_provider_asks_the_reseller_is_told_so():
    china = {"cloud": factories.cloud("china"), "country": "CN"}
    answering = reseller_admin(GLOBAL, ADMIN, **china)
    factories.PartnershipFactory(provider=factories.PartnerFactory(provider=True, **china), reseller=answering.partner)
    page = client_of(answering).get("/partner/providers/").content.decode()
    assert "The provider asks for you" in page
    assert "/partner/requests/new/" not in page


def test_pages_are_never_called_an_invitation(asking, provider_client):
    asked = asked_by(asking, sent=True)
    with translation.override("en"):
        for path in ("/partner/resellers/", NEW, at(asked), at(asked, "email/")):
            assert "invit" not in provider_client.get(path).content.decode().lower()


def test_a_mail_that_did_not_arrive_makes_it_the_providers_turn(asking, provider_client):
    asked = asked_by(asking, addressed=True)
    provider_client.post(at(asked, "resend/"))
    OutboundEmail.objects.update(state="bounced", settled_at=timezone.now(), last_answer="550 5.1.1 unknown user")
    page = provider_client.get(at(asked)).content.decode()
    assert "did not arrive. It is your turn." in page
    assert "It is the reseller’s turn" not in page
    assert f'class="btn btn-primary" href="{at(asked, "recipient/")}"' in page


@pytest.mark.parametrize(
    ("email", "code"), [("n.new@midorino.example", ""), ("abuse@midorino.example", "reserved_local_part")]
)
def test_a_corrected_address_gets_a_new_link_by_mail(asking, provider_client, email, code):
    asked = asked_by(asking, sent=True)
    answer = provider_client.post(at(asked, "recipient/"), {"recipient_email": email, "recipient_name": "N. New"})
    asked.refresh_from_db()
    generations = list(asked.links.order_by("generation").values_list("generation", flat=True))
    if code:
        assert answer.context["form"].errors.as_data()["recipient_email"][0].code == code
        assert generations == [1]
        return
    assert (asked.recipient_email, asked.recipient_key, asked.recipient_name) == (email, email, "N. New")
    assert (generations, asked.links.filter(replaced_at=None).count()) == ([1, 2], 1)
    assert OutboundEmail.objects.get(kind="partnership.request").recipient == email
    assert events(asked)[-1] == "partnershiprequest.recipient_changed"


def test_a_corrected_address_that_takes_no_mail_is_refused(asking, provider_client):
    asked = asked_by(asking, sent=True)
    suppress(recipient_key="gone@midorino.example", cloud_code=asked.cloud.code, reason="bounced", by=None)
    answer = provider_client.post(at(asked, "recipient/"), {"recipient_email": "gone@midorino.example"})
    assert answer.status_code == 422
    assert asked.links.count() == 1
