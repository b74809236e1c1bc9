"""Who is told of what, written with the act."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.actions.change import reduce_grant
from partnercenter.audit.log import one_deed
from partnercenter.home.events import KINDS as EVENTS
from partnercenter.home.events import Reader
from partnercenter.notices.kinds import ACTIONS, BY_MAIL, CUSTOMER, KINDS, PARTNER, TABLE
from partnercenter.notices.models import Notice, Preference
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient, queue_email
from partnercenter.outbox.renderers import _renderers
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories
from tests.notices.told import happen

pytestmark = pytest.mark.django_db


def choose(user, kind: str, mail: str = "off", *, is_listed: bool = False) -> None:
    Preference.objects.create(user=user, kind=kind, is_listed=is_listed, mail=mail)


def test_every_line_of_the_table_tells_of_events_that_its_readers_may_read():
    for kind in TABLE:
        for action in kind.actions:
            readers = EVENTS[action].readers
            assert not kind.partner or Reader.PARTNER in readers, (kind.code, action)
            assert not kind.customer or Reader.CUSTOMER in readers or kind.code == "subscriptions", (kind.code, action)


def test_every_mail_of_the_table_is_one_that_some_room_writes():
    assert set(BY_MAIL) - set(_renderers) == set()
    assert len(ACTIONS) == sum(len(kind.actions) for kind in TABLE), "an event belongs to one kind"
    assert len(KINDS) == len(TABLE)


MUST_GO = (
    "invitation.request",
    "account.login_code",
    "team.invited",
    "agreement.attested_contact",
    "partnership.request",
)


@pytest.mark.parametrize("mail", [*MUST_GO, "invitation.accepted_customer"])
def test_what_must_go_asks_nobody(mail: str):
    assert mail not in BY_MAIL


def test_both_sides_are_told_by_their_roles_and_nobody_of_what_they_did(
    partner_membership: PartnerMembership, customer_membership: CustomerMembership
):
    partner, customer = partner_membership.partner, customer_membership.customer
    viewer = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    gone = factories.PartnerMembershipFactory(partner=partner, left_at="2026-01-01T00:00Z")
    stranger = factories.PartnerMembershipFactory()
    colleague = factories.CustomerMembershipFactory(customer=customer, role=CustomerRole.BILLING_ADMIN)

    happen("grant.ended", partner, customer, by=customer_membership.user)

    told = set(Notice.objects.values_list("user", "side", "organisation_id", "kind", "is_listed", "is_for_digest"))
    assert told == {
        (partner_membership.user.pk, PARTNER, partner.public_id, "rights_ended", True, False),
        (colleague.user.pk, CUSTOMER, customer.public_id, "rights_ended", True, False),
    }
    assert not {viewer.user.pk, gone.user.pk, stranger.user.pk} & {row[0] for row in told}


def test_one_statement_tells_a_hundred_people(partner: Partner):
    for _ in range(100):
        factories.PartnerMembershipFactory(partner=partner)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        happen("invitation.expired", partner)

    assert Notice.objects.count() == 100
    assert len([each for each in queries if "notices_" in each["sql"]]) == 1
    assert len(queries) == 3  # the event, its notices, and what webhooks are told


def test_several_events_of_one_deed_are_told_together(partner_membership: PartnerMembership, customer: Customer):
    by = factories.UserFactory()

    with transaction.atomic(), one_deed(by):
        happen("grant.started", partner_membership.partner, customer, by=by)
        happen("invitation.accepted", partner_membership.partner, customer, by=by)

    assert sorted(Notice.objects.values_list("kind", flat=True)) == ["request_accepted", "rights_granted"]


def test_nobody_is_told_of_what_was_undone(partner_membership: PartnerMembership):
    with transaction.atomic():
        happen("invitation.declined", partner_membership.partner)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("is_listed", "mail", "expected"),
    [
        (True, "off", (True, False)),
        (False, "daily", (False, True)),
        (True, "daily", (True, True)),
        (False, "off", None),
    ],
)
def test_what_a_person_chose_wins(partner_membership: PartnerMembership, is_listed, mail, expected):
    choose(partner_membership.user, "request_expired", mail, is_listed=is_listed)

    happen("invitation.expired", partner_membership.partner)

    assert Notice.objects.values_list("is_listed", "is_for_digest").first() == expected


@pytest.mark.parametrize(("mail", "is_mailed"), [("at_once", True), ("daily", False), ("off", False)])
def test_a_mail_goes_at_once_to_those_who_want_it_so(
    partner_membership: PartnerMembership, customer_membership: CustomerMembership, mail: str, is_mailed: bool
):
    grant = factories.DelegatedAdminGrantFactory(
        granular=True, partner=partner_membership.partner, customer=customer_membership.customer
    )
    choose(partner_membership.user, "rights_changed", mail)

    reduce_grant(grant=grant, without=["service_support_administrator"], by=customer_membership)

    mailed = OutboundEmail.objects.filter(recipient_key=partner_membership.user.email_key)
    assert mailed.exists() is is_mailed
    assert Notice.objects.filter(user=partner_membership.user, is_for_digest=True).exists() is (mail == "daily")
    assert OutboundEmail.objects.filter(recipient_key=customer_membership.user.email_key).exists(), (
        "the other side has chosen nothing"
    )


def test_a_mail_that_no_notice_holds_goes_at_once_even_to_who_wants_it_daily(partner_membership: PartnerMembership):
    choose(partner_membership.user, "request_declined", "daily")
    user = partner_membership.user

    queue_email("invitation.declined_partner", to=Recipient(user.email), about=user, dedupe_key="once")

    assert OutboundEmail.objects.filter(dedupe_key="once").exists()


def test_a_webhook_that_was_switched_off_is_mailed_to_the_global_admins_alone(partner: Partner):
    admin = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])

    happen("webhook.stopped", partner)

    assert list(OutboundEmail.objects.values_list("kind", "recipient")) == [("notice.told", admin.user.email)]


def test_somebody_in_two_roles_gets_the_most_that_one_of_them_gets(partner: Partner):
    factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER, PartnerRole.SALES_AGENT])

    happen("invitation.declined", partner)

    assert Notice.objects.get().is_listed
