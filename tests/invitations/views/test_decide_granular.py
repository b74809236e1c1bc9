"""The deed of a request for granular rights: tick, shorten, see the end, confirm, accept."""

import re

import pytest
from django.utils import timezone

from customers.grants.days import end_after
from customers.grants.models import DelegatedAdminGrant
from invitations.models import Acceptance
from partnercenter.pages.times import say_last_day
from tests import factories
from tests.conftest import client_of
from tests.invitations.acceptance_steps import confirm_identity, open_in, shown_on

pytestmark = pytest.mark.django_db
DECIDE = "/invitation/decide/"
ROLES = ["license_administrator", "helpdesk_administrator"]


@pytest.fixture
def asked(customer_membership):
    email = customer_membership.user.email
    return factories.InvitationFactory(sent=True, granular=True, auto_extends=True, roles=ROLES, recipient_email=email)


@pytest.fixture
def reader(customer_client, asked):
    open_in(customer_client, asked)
    confirm_identity(customer_client)
    return customer_client


def press(client, answer="accept", **given):
    form = {"shown": shown_on(client), "agrees": "on", "roles": ROLES, "days": "365", "answer": answer}
    return client.post(DECIDE, form | given)


def test_each_role_has_a_row_in_plain_words_and_nothing_is_ticked(reader, asked):
    words = reader.get(DECIDE).content.decode()
    for said in (
        "They also ask for the administrator roles below. Tick the ones you allow.",
        "License Administrator",
        "Helpdesk Administrator",
        "Medium risk",
        "Can reset passwords of ordinary users",
        "They give no access to Azure subscriptions that you already have.",
        "You can shorten this, not lengthen it.",
        "until you or",
        asked.grant_name,
    ):
        assert said in words, said
    assert " checked" not in words
    assert "Full administrator rights" not in words
    assert "cannot be accepted in part" not in words


def test_the_end_is_shown_before_anything_is_decided_and_what_is_ticked_is_kept(reader, customer):
    page = press(reader, "show", roles=ROLES[:1], days="30").content.decode()
    ends = end_after(30, start=timezone.now(), zone=customer.time_zone)
    assert f"30 days, {say_last_day(ends, customer.time_zone)}. You can shorten this" in page
    assert re.findall(r'name="roles" value="([^"]+)"[^>]* checked', page) == ROLES[:1]
    assert 'name="days" id="id_days" value="30"' in page
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("days", ["0", "366", "soon", "", "-3", "9" * 30, "\x00"])
def test_an_end_is_shown_for_days_that_can_be_granted_only(reader, days):
    assert "365 days, until" in press(reader, "show", days=days).content.decode()


def test_a_step_after_the_terms_changed_says_so(reader):
    factories.AgreementTextFactory(published_at=factories.ago(seconds=1))
    answer = reader.post(DECIDE, {"shown": "0" * 64, "answer": "show", "roles": ROLES})
    assert answer.status_code == 409
    assert "The text has changed" in answer.content.decode()


def test_a_part_is_accepted_for_a_shorter_time(reader):
    assert press(reader, roles=ROLES[1:], days="30")["Location"].startswith("/invitation/done/")
    grant = DelegatedAdminGrant.objects.get()
    assert (grant.roles, grant.days, grant.auto_extends) == (ROLES[1:], 30, False)


def test_the_extension_is_allowed_by_its_own_box(reader):
    press(reader, auto_extends="on")
    assert DelegatedAdminGrant.objects.get().auto_extends is True


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"days": "366"}, "never more"),
        ({"days": "0"}, "Enter a duration from 1 to 730 days."),
        ({"days": "soon"}, "Enter the days as a number."),
        ({"roles": ["global_administrator"]}, "Choose roles from the list, each once."),
        ({"roles": [*ROLES, "user_administrator"]}, "Choose roles from the list, each once."),
        ({"agrees": ""}, "Tick the box to accept the customer agreement"),
    ],
)
def test_what_cannot_be_accepted_is_said_at_its_field_and_changes_nothing(reader, given, words):
    answer = press(reader, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_roles_need_a_confirmation_and_all_choices_are_kept(customer_client, asked):
    open_in(customer_client, asked)
    answer = press(customer_client, roles=ROLES[:1], days="30", auto_extends="on")
    assert answer["Location"] == "/invitation/confirm/"
    assert not Acceptance.objects.exists()
    confirm_identity(customer_client)
    page = customer_client.get(DECIDE).content.decode()
    assert re.findall(r'name="roles" value="([^"]+)"[^>]* checked', page) == ROLES[:1]
    assert 'value="30"' in page
    assert page.count(" checked") == 3


def test_without_a_role_nobody_is_asked_to_confirm_and_the_relationship_begins_alone(customer_client, asked):
    open_in(customer_client, asked)
    press(customer_client, roles=[])
    assert Acceptance.objects.get().grant is None


def test_a_billing_administrator_cannot_grant_roles(asked, customer):
    biller = factories.CustomerMembershipFactory(customer=customer, role="billing_admin")
    asked = factories.InvitationFactory(sent=True, granular=True, recipient_email=biller.user.email)
    client = client_of(biller)
    open_in(client, asked)
    assert "A global administrator has to answer" in client.get(DECIDE).content.decode()


def test_a_taken_name_has_a_page_that_says_what_to_do(reader, asked):
    factories.DelegatedAdminGrantFactory(partner=asked.partner, granular=True, name=asked.grant_name)
    answer = reader.get(DECIDE)
    assert answer.status_code == 409
    assert "The partner has to ask again" in answer.content.decode()
