"""From the mail to the receipt in the browser: read, decide, confirm who one is, accept or decline."""

import time

import pytest

from customers.directory.models import CustomerRole
from customers.grants.models import DelegatedAdminGrant
from invitations.models import Acceptance, Invitation
from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, client_of, sign_in
from tests.invitations.acceptance_steps import confirm_identity, open_in, press_accept, shown_on

pytestmark = pytest.mark.django_db
DECIDE = "/invitation/decide/"


@pytest.fixture
def asked(customer_membership) -> Invitation:
    return factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)


@pytest.fixture
def reader(customer_client, asked) -> PersonaClient:
    """The addressee, with the link opened and the identity just confirmed."""
    open_in(customer_client, asked)
    confirm_identity(customer_client)
    return customer_client


def test_continue_after_sign_in_is_what_read_means(reader, asked):
    assert reader.get("/invitation/").status_code == 200
    asked.refresh_from_db()
    assert asked.read_at is None
    answer = reader.post("/invitation/")
    assert (answer.status_code, answer["Location"]) == (303, DECIDE)
    asked.refresh_from_db()
    assert asked.read_at is not None
    assert AuditEvent.objects.filter(action="invitation.read").count() == 1


def test_a_visitor_cannot_continue(acceptance_client, asked):
    open_in(acceptance_client, asked)
    assert acceptance_client.post("/invitation/").status_code == 200
    asked.refresh_from_db()
    assert asked.read_at is None


def test_a_visitor_is_asked_to_sign_in_before_deciding(acceptance_client, asked):
    open_in(acceptance_client, asked)
    answer = acceptance_client.get(DECIDE)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={DECIDE}"


def test_the_deed_says_everything_and_nothing_is_ticked(reader, asked, customer):
    words = reader.get(DECIDE).content.decode()
    for said in (
        asked.number,
        asked.partner.legal_name,
        asked.owner.user.display_name,
        "Admin agent",
        "Full administrator rights",
        "Admin agents act as Global administrator",
        "They give no access to Azure subscriptions that you already have.",
        "No end date",
        "None of your existing subscriptions is changed.",
        "Neither your existing subscriptions nor the ownership of your account moves to the partner.",
        "The terms of your existing subscriptions stay, and so do your obligations for them.",
        "The Partner of Record of your subscriptions does not change.",
        "I have read version",
    ):
        assert said in words, said
    assert " checked" not in words
    assert words.count('name="answer"') == 2


def test_reading_the_deed_changes_nothing_and_accepts_nothing(reader):
    for _ in range(3):
        assert reader.get(DECIDE).status_code == 200
        assert reader.head(DECIDE).status_code == 200
    assert not Acceptance.objects.exists()


def test_accept_leads_to_the_receipt(reader, asked):
    answer = press_accept(reader)
    accepted = Acceptance.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/invitation/done/{accepted.public_id}/")
    page = reader.get(answer["Location"]).content.decode()
    for said in ("You accepted the request", accepted.receipt, accepted.receipt_hash, "under Partners"):
        assert said in page


@pytest.mark.parametrize("path", ["post again", "back to the deed", "the link again"])
def test_the_same_person_comes_back_to_the_same_result(reader, asked, path):
    shown = shown_on(reader)
    press_accept(reader)
    done = f"/invitation/done/{Acceptance.objects.get().public_id}/"
    again = {
        "post again": lambda: reader.post(
            DECIDE, {"shown": shown, "agrees": "on", "allows_full_rights": "on", "answer": "accept"}
        ),
        "back to the deed": lambda: reader.get(DECIDE),
        "the link again": lambda: reader.get(f"/i/{factories.token_of(asked.links.get())}/"),
    }[path]()
    assert (again.status_code, again["Location"]) == (303, done)
    assert Acceptance.objects.count() == 1


def test_rights_need_a_confirmation_of_who_one_is_and_the_choices_are_kept(customer_client, asked):
    open_in(customer_client, asked)
    answer = press_accept(customer_client)
    assert (answer.status_code, answer["Location"]) == (303, "/invitation/confirm/")
    assert "Confirm that it is you" in customer_client.get("/invitation/confirm/").content.decode()
    assert not Acceptance.objects.exists()
    assert " checked" not in customer_client.get(DECIDE).content.decode()
    confirm_identity(customer_client)
    assert customer_client.get(DECIDE).content.decode().count(" checked") == 2
    press_accept(customer_client)
    assert Acceptance.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "words"),
    [("/invitation/decide/", "Granting administrator rights needs"), ("/customer/partners/", "This step needs")],
)
def test_the_page_that_confirms_speaks_of_granting_only_on_the_way_to_it(customer_client, asked, way, words):
    open_in(customer_client, asked)
    assert words in customer_client.get(f"/accounts/reauthenticate/?next={way}").content.decode()


def test_a_confirmation_of_six_minutes_ago_is_too_old(customer_client, asked):
    open_in(customer_client, asked)
    confirm_identity(customer_client, at=time.time() - 360)
    assert press_accept(customer_client)["Location"] == "/invitation/confirm/"


def test_without_rights_nobody_is_asked_to_confirm(customer_client, customer_membership):
    invitation = factories.InvitationFactory(sent=True, no_rights=True, recipient_email=customer_membership.user.email)
    open_in(customer_client, invitation)
    press_accept(customer_client)
    assert Acceptance.objects.get().grant is None


@pytest.mark.parametrize("box", ["agrees", "allows_full_rights"])
def test_a_box_left_unticked_is_said_beside_it(reader, box):
    answer = press_accept(reader, **{box: ""})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Tick the box" in words
    assert f'href="#id_{box}"' in words
    assert not Acceptance.objects.exists()


def test_skipping_the_deed_accepts_nothing(reader):
    answer = reader.post(DECIDE, {"answer": "accept"})
    assert answer.status_code == 409
    assert not Acceptance.objects.exists()


def test_a_text_that_changed_is_shown_again_with_nothing_ticked(reader):
    shown = shown_on(reader)
    factories.AgreementTextFactory(published_at=factories.ago(seconds=1))
    answer = reader.post(DECIDE, {"shown": shown, "agrees": "on", "allows_full_rights": "on", "answer": "accept"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "The text has changed" in words
    assert " checked" not in words
    assert answer.context["form"].initial["shown"] != shown
    assert not Acceptance.objects.exists()


def test_fields_that_the_form_does_not_have_are_ignored(customer_client, customer_membership):
    invitation = factories.InvitationFactory(sent=True, no_rights=True, recipient_email=customer_membership.user.email)
    other = factories.PartnerFactory()
    open_in(customer_client, invitation)
    press_accept(
        customer_client, partner_id=str(other.pk), rights="full", status="accepted", customer=str(other.public_id)
    )
    accepted = Acceptance.objects.get()
    assert (accepted.grant, accepted.relationship.partner) == (None, invitation.partner)
    assert not DelegatedAdminGrant.objects.exists()


def test_a_post_without_token_or_from_elsewhere_is_refused(asked, customer_membership):
    strict = PersonaClient(PUBLIC_HOST, enforce_csrf_checks=True)
    strict.force_login(customer_membership.user)
    open_in(strict, asked)
    assert strict.post(DECIDE, {"answer": "accept"}).status_code == 403
    assert strict.post(DECIDE, {"answer": "accept"}, HTTP_ORIGIN="null").status_code == 403
    assert strict.post("/invitation/", HTTP_ORIGIN="https://evil.example").status_code == 403
    assert not Acceptance.objects.exists()


def test_decline_asks_for_an_optional_reason_and_ends_the_request(reader, asked):
    answer = reader.post(DECIDE, {"answer": "decline"})
    assert (answer.status_code, answer["Location"]) == (303, "/invitation/decline/")
    assert reader.get("/invitation/decline/").status_code == 200
    answer = reader.post("/invitation/decline/", {"reason": "Not now"})
    declined = Acceptance.objects.get()
    assert answer["Location"] == f"/invitation/done/{declined.public_id}/"
    assert "You declined the request" in reader.get(answer["Location"]).content.decode()
    asked.refresh_from_db()
    assert (asked.status, declined.reason) == ("declined", "Not now")


@pytest.mark.parametrize("reason", ["x" * 501, "a\x00b", "\u200b\u200b", "x" * 100_000])
def test_a_bad_reason_is_said_and_declines_nothing(reader, asked, reason):
    answer = reader.post("/invitation/decline/", {"reason": reason})
    assert answer.status_code in (400, 422)
    asked.refresh_from_db()
    assert asked.status == "sent"


def test_a_receipt_is_open_to_the_organisation_and_to_nobody_else(reader, customer, acceptance_client, staff_client):
    press_accept(reader)
    done = f"/invitation/done/{Acceptance.objects.get().public_id}/"
    assert staff_client(CustomerRole.USER).get(done).status_code == 200
    assert client_of(factories.CustomerMembershipFactory()).get(done).status_code == 404
    assert acceptance_client.get(done).status_code == 302


def test_the_loser_of_a_single_use_link_gets_the_used_page(customer):
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    first, second = (client_of(factories.CustomerMembershipFactory()) for _ in range(2))
    for client in (first, second):
        open_in(client, invitation)
        confirm_identity(client)
    shown = shown_on(second)
    press_accept(first)
    answer = second.post(DECIDE, {"shown": shown, "agrees": "on", "allows_full_rights": "on", "answer": "accept"})
    assert answer.status_code == 410
    assert "This link has been used" in answer.content.decode()


@pytest.mark.parametrize(
    ("email", "words"),
    [("someone@else.example", "This request is addressed to someone else")],
)
def test_the_wrong_person_reads_nothing_but_the_partners_name(asked, email, words):
    client = sign_in(factories.UserFactory(email=email), host=PUBLIC_HOST)
    open_in(client, asked)
    answer = client.get(DECIDE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words in page
    assert asked.recipient_email not in page
    assert asked.number not in page
    asked.refresh_from_db()
    assert client.post("/invitation/").status_code == 403
    assert asked.read_at is None


def test_choosing_an_organisation_is_remembered_for_this_request(customer_membership, asked):
    second = factories.CustomerMembershipFactory(user=customer_membership.user)
    client = client_of(customer_membership)
    open_in(client, asked)
    page = client.get(DECIDE)
    assert page.status_code == 200
    assert "For which organisation do you answer?" in page.content.decode()
    client.post("/invitation/organisation/", {"organisation": str(second.customer.public_id)})
    assert client.get(DECIDE).context["customer"] == second.customer


def test_an_organisation_of_somebody_else_cannot_be_chosen(reader, customer):
    other = factories.CustomerFactory()
    reader.post("/invitation/organisation/", {"organisation": str(other.public_id)})
    assert reader.get(DECIDE).context["customer"] == customer


def test_anybody_with_the_link_can_report_it_but_only_by_post(acceptance_client, asked):
    open_in(acceptance_client, asked)
    assert acceptance_client.get("/invitation/report/").status_code == 200
    assert not AuditEvent.objects.filter(action="invitation.reported").exists()
    assert "You reported the request" in acceptance_client.post("/invitation/report/").content.decode()
    assert AuditEvent.objects.filter(action="invitation.reported").count() == 1


def test_the_home_page_leads_to_an_open_request_without_its_token(customer_client, asked):
    answer = customer_client.get(f"/invitation/open/{asked.public_id}/")
    assert (answer.status_code, answer["Location"]) == (303, "/invitation/")
    assert customer_client.get(DECIDE).status_code == 200
    stranger = sign_in(factories.UserFactory(), host=PUBLIC_HOST)
    assert stranger.get(f"/invitation/open/{asked.public_id}/").status_code == 404


def test_the_deed_takes_as_many_queries_whatever_the_agreement_is(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(17):
        reader.get(DECIDE)
