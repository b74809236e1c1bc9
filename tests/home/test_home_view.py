"""Who comes to `/` and what they find there, on the main host and on acceptance hosts."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from invitations.models import Acceptance
from partnercenter.audit.log import record
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.outbox.queue import Recipient, queue_email
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, acceptance_host, sign_in

pytestmark = pytest.mark.django_db


def read(client: PersonaClient) -> str:
    """The words of the home page."""
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


# Visitors


def test_a_visitor_finds_the_doors_of_the_main_host(client: PersonaClient) -> None:
    page = read(client)

    assert "I received an invitation" in page
    assert "Sign in as a partner" in page
    assert "Microsoft 365 admin center" in page


@pytest.mark.parametrize("code", ["public", "china", "us-government", "germany"])
def test_a_visitor_of_an_acceptance_host_reads_the_portals_own_name(code: str) -> None:
    cloud = factories.cloud(code)

    page = read(PersonaClient(acceptance_host(cloud)))

    assert cloud.portal_name in page
    assert "I received an invitation" in page
    assert "Sign in as a partner" not in page


# Partners


def test_a_partner_without_anything_reads_that_nothing_needs_it(partner_client: PersonaClient) -> None:
    page = read(partner_client)

    assert "Nothing needs you today." in page
    assert "Request a reseller relationship" in page


def asked_by(membership: PartnerMembership, **facts: Any) -> Any:
    return factories.InvitationFactory(partner=membership.partner, owner=membership, **facts)


def test_a_declined_request_is_shown_with_its_reason(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked = asked_by(partner_membership, declined=True, customer_name="Tokai Logitec")
    Acceptance.objects.create(
        invitation=asked,
        link=factories.live_link(asked),
        outcome="declined",
        is_single_use=True,
        reason="We need the support contact first.",
        language="en",
        receipt="A-1",
        receipt_hash="0" * 64,
    )

    page = read(partner_client)

    assert "Tokai Logitec declined" in page
    assert "We need the support contact first." in page
    assert "1 thing needs you today." in page


def test_an_old_refusal_is_not_shown(partner_client: PersonaClient, partner_membership: PartnerMembership) -> None:
    asked_by(partner_membership, declined=True, ended_at=factories.ago(days=30), ready_at=factories.ago(days=40))

    assert "Nothing needs you today." in read(partner_client)


def test_a_request_that_ends_soon_is_shown_with_its_last_day(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(3), customer_name="Ikoma Foods")

    assert "The request to Ikoma Foods ends soon without an answer" in read(partner_client)


def test_a_request_without_an_answer_for_days_is_shown(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, ready_at=factories.ago(days=6), customer_name="Lindqvist")

    assert "Lindqvist has not answered for 6 days" in read(partner_client)


def fail_mail(asked: Any, state: str = "failed") -> None:
    """The request's mail as it stands after the worker gave up on it."""
    mail = queue_email(
        "invitation.request", to=Recipient(asked.recipient_email), about=asked, dedupe_key=f"{asked.number}:{state}"
    )
    type(mail).objects.filter(pk=mail.pk).update(state=state, settled_at=factories.ago(hours=1))


def test_a_mail_that_failed_is_shown_first(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(3), customer_name="Second")
    fail_mail(asked_by(partner_membership, sent=True, customer_name="First"))

    page = read(partner_client)

    assert "The e-mail to First could not be sent" in page
    assert page.index("First") < page.index("Second")


def test_a_mail_that_went_out_later_makes_up_for_a_failed_one(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked = asked_by(partner_membership, sent=True)
    fail_mail(asked)
    fail_mail(asked, state="sent")

    assert "could not be sent" not in read(partner_client)


def test_drafts_of_colleagues_are_shown_to_those_who_release_them(
    partner: Partner, partner_client: PersonaClient, colleague_client: Any
) -> None:
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    asked_by(sales, draft=True, customer_name="Aoba")

    assert "The request to Aoba waits for release" in read(partner_client)
    assert "waits for release" not in read(colleague_client(PartnerRole.VIEWER))
    assert "waits for release" not in read(colleague_client(PartnerRole.SALES_AGENT))


def test_requests_of_other_partners_are_never_shown(partner_client: PersonaClient) -> None:
    other = factories.PartnerMembershipFactory()
    fail_mail(asked_by(other, sent=True, customer_name="Secret Foods"))
    asked_by(other, declined=True, customer_name="Secret Foods")

    page = read(partner_client)

    assert "Secret Foods" not in page
    assert "Nothing needs you today." in page


def test_more_than_the_page_holds_is_said(partner_client: PersonaClient, partner_membership: PartnerMembership) -> None:
    for _ in range(4):
        fail_mail(asked_by(partner_membership, sent=True))
        asked_by(partner_membership, declined=True)
        asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(2))

    page = read(partner_client)

    assert "More than 8 things need you" in page


def test_the_latest_events_are_sentences(
    partner_client: PersonaClient, partner_membership: PartnerMembership, customer_membership: CustomerMembership
) -> None:
    partner, customer = partner_membership.partner, customer_membership.customer
    asked = asked_by(partner_membership, sent=True, customer_name="Minato")
    ours = {"cloud_code": "public", "partner_id": partner.public_id}
    record("invitation.sent", about=asked, by=partner_membership.user, side="partner", **ours)
    record(
        "invitation.accepted",
        about=asked,
        by=customer_membership.user,
        side="customer",
        customer_id=customer.public_id,
        **ours,
    )

    page = read(partner_client)

    assert f"Misaki Tanaka sent the request {asked.number} (Minato)" in page
    assert f"{customer.name} accepted the request {asked.number}" in page
    assert "佐藤" not in page


def test_events_of_other_partners_are_never_shown(partner_client: PersonaClient) -> None:
    other = factories.PartnerMembershipFactory(user__display_name="Somebody Else")
    asked = asked_by(other, sent=True)
    record("invitation.sent", about=asked, by=other.user, side="partner", partner_id=other.partner.public_id)

    page = read(partner_client)

    assert asked.number not in page
    assert "Somebody Else" not in page


def test_a_suspended_partner_reads_why_nothing_works(db: None) -> None:
    membership = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(suspended=True))

    assert "Your partner account is suspended" in read(sign_in(membership.user))


def test_a_busy_partners_home_takes_as_many_queries_as_a_quiet_ones(partner: Partner) -> None:
    member = factories.PartnerMembershipFactory(partner=partner)
    make_busy(member, 2)
    quiet = count_queries(sign_in(member.user))

    make_busy(member, 12)

    assert count_queries(sign_in(member.user)) == quiet <= 16


def make_busy(member: PartnerMembership, number: int) -> None:
    """Requests in every state, and their events."""
    for _ in range(number):
        for facts in ({"declined": True}, {"sent": True, "expires_at": factories.midnight_in(2)}, {"accepted": True}):
            asked = asked_by(member, **facts)
            record("invitation.sent", about=asked, by=member.user, side="partner", partner_id=member.partner.public_id)


def count_queries(client: PersonaClient) -> int:
    client.get("/")  # the first page of a session also binds it to its host
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


# Customers


def test_a_customer_without_partners_reads_so(customer_client: PersonaClient) -> None:
    page = read(customer_client)

    assert "No partner can sell to you." in page
    assert "No request waits for your answer." in page
    assert "Nobody has access." in page


def test_the_sentence_counts_partners_and_those_with_rights(customer_client: PersonaClient, customer: Customer) -> None:
    full, plain = factories.PartnerFactory(legal_name="Seto Cloud"), factories.PartnerFactory(legal_name="Naniwa")
    for partner in (full, plain):
        factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=full, customer=customer)

    page = read(customer_client)

    assert "2 partners can sell to you. 1 partner holds administrator rights today." in page
    assert page.index("Seto Cloud") < page.index("Naniwa")
    assert "No end date" in page
    assert "Not used yet" in page


def test_ended_relationships_and_rights_are_not_counted(customer_client: PersonaClient, customer: Customer) -> None:
    partner = factories.PartnerFactory()
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, terminated=True)

    assert "No partner can sell to you." in read(customer_client)


def ask(partner: Partner, address: str, **facts: Any) -> Any:
    return factories.InvitationFactory(
        partner=partner, sent=True, recipient_email=address, recipient_key=email_key(address), **facts
    )


def test_a_request_to_the_persons_address_waits(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "K.Sato@minato-seiki.example")

    page = read(customer_client)

    assert "Kitakaze Systems K.K. asks to become your reseller" in page
    assert "Review the request" in page


def test_a_request_to_a_colleague_of_the_confirmed_domain_waits_for_the_admin(
    customer_client: PersonaClient, staff_client: Any, partner: Partner
) -> None:
    ask(partner, "somebody@minato-seiki.example")

    assert "Review the request" in read(customer_client)
    assert "Review the request" not in read(staff_client(CustomerRole.USER))


NOT_WAITING = [
    ("another address", "k.sato@elsewhere.example", {}),
    ("a longer domain", "x@notminato-seiki.example", {}),
    ("a domain below", "x@mail.minato-seiki.example", {}),
]


@pytest.mark.parametrize(("address", "facts"), [row[1:] for row in NOT_WAITING], ids=[row[0] for row in NOT_WAITING])
def test_requests_to_others_do_not_wait(
    customer_client: PersonaClient, partner: Partner, address: str, facts: dict[str, Any]
) -> None:
    ask(partner, address, **facts)

    assert "No request waits for your answer." in read(customer_client)


@pytest.mark.parametrize("state", ["accepted", "declined", "cancelled", "expired", "replaced", "draft"])
def test_requests_that_cannot_be_answered_do_not_wait(
    customer_client: PersonaClient, partner: Partner, state: str
) -> None:
    address = "k.sato@minato-seiki.example"
    factories.InvitationFactory(
        partner=partner, recipient_email=address, recipient_key=email_key(address), **{state: True}
    )

    assert "No request waits for your answer." in read(customer_client)


def test_a_request_past_its_last_day_does_not_wait(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "k.sato@minato-seiki.example", expires_at=factories.ago(minutes=1))

    assert "No request waits for your answer." in read(customer_client)


def test_an_unconfirmed_domain_speaks_for_nobody(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "somebody@minato-seiki.example")
    TenantDomain.objects.update(confirmed_at=None, confirmed_by="")

    assert "No request waits for your answer." in read(customer_client)


def test_requests_of_another_cloud_do_not_wait(customer_client: PersonaClient) -> None:
    elsewhere = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE")
    ask(elsewhere, "k.sato@minato-seiki.example")

    assert "No request waits for your answer." in read(customer_client)


def test_somebody_who_asks_to_join_is_shown_to_global_admins_alone(
    customer_client: PersonaClient, staff_client: Any, customer: Customer
) -> None:
    customer.join_requests.create(user=factories.UserFactory(display_name="Yuta Mori"))

    assert "Yuta Mori asks to join your organisation" in read(customer_client)
    assert "Yuta Mori" not in read(staff_client(CustomerRole.BILLING_ADMIN))


def test_the_agreement_in_force_is_named_until_it_is_accepted(
    customer_client: PersonaClient, customer: Customer
) -> None:
    before = read(customer_client)
    text = customer_client.get("/").context["agreement"].text
    factories.AgreementAcceptanceFactory(customer=customer, text=text)

    after = read(customer_client)

    assert f"Version {text.version} is asked for when you accept a request." in before
    assert f"Version {text.version}, accepted on" in after


# Nobody's


def test_somebody_without_a_partner_is_told_what_to_do(db: None) -> None:
    page = read(sign_in(factories.UserFactory()))

    assert "You belong to no organisation here yet" in page
    assert "If you work for a partner" in page


def test_a_customers_person_on_the_main_host_is_shown_the_way_to_the_portal(
    customer_membership: CustomerMembership,
) -> None:
    client = sign_in(customer_membership.user)

    assert f"http://{PUBLIC_HOST}" in client.get("/").content.decode()


def test_an_operator_is_shown_the_way_to_the_administration(operator_client: PersonaClient) -> None:
    assert "Open the administration" in read(operator_client)


def test_somebody_new_on_an_acceptance_host_sees_what_waits(partner: Partner) -> None:
    user = factories.UserFactory(email="new@somewhere.example")
    ask(partner, "new@somewhere.example")

    page = read(sign_in(user, host=PUBLIC_HOST))

    assert "You belong to no organisation here yet" in page
    assert "asks to become your reseller" in page


def test_an_unverified_address_sees_nothing_that_waits(partner: Partner) -> None:
    user = factories.UserFactory(email="new@somewhere.example", unverified=True)
    ask(partner, "new@somewhere.example")

    assert "asks to become your reseller" not in read(sign_in(user, host=PUBLIC_HOST))


def test_a_partners_membership_counts_for_nothing_on_an_acceptance_host(partner_membership: PartnerMembership) -> None:
    assert "You belong to no organisation here yet" in read(sign_in(partner_membership.user, host=PUBLIC_HOST))
