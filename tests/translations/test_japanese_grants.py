"""The pages of rights, of both sides, and what is done by them, in Japanese."""

from contextlib import suppress

import pytest

from customers.grants.actions import save_template
from customers.grants.models import DelegatedAdminGrant
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from tests import factories
from tests.conftest import client_of
from tests.factories.times import ago
from tests.grants.test_mails import everything_happens
from tests.translations.latin import english_in
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_mails import people  # noqa: F401 - a fixture
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
LISTS = ("", "expiring/", "groups/", "groups/new/", "templates/", "templates/new/", "?box=ended", "?search=みなと")
RECORD = "/partner/customers/"
ROLES = ["user_administrator", "helpdesk_administrator", "license_administrator"]


@pytest.fixture
def granular(world, partner, customer, customer_membership) -> DelegatedAdminGrant:  # noqa: F811
    """Three roles beside the full rights of the world."""
    return factories.DelegatedAdminGrantFactory(
        partner=partner,
        customer=customer,
        granted_by=customer_membership.user,
        granular=True,
        name="ヘルプデスク業務",
        roles=ROLES,
    )


@pytest.fixture
def assigned(granular, partner_membership):
    """The roles in the hands of a group with Misaki Tanaka."""
    group = factories.SecurityGroupFactory(partner=granular.partner, name="受付", members=[partner_membership])
    return factories.AccessAssignmentFactory(grant=granular, group=group)


def test_lists_of_rights_speak_japanese_while_empty_and_full(partner_client, granular, assigned) -> None:
    for path in LISTS:
        assert_japanese(partner_client, f"/partner/grants/{path}")
    for tile in ("30", "7", "1", "later", "expired"):
        assert_japanese(partner_client, f"/partner/grants/expiring/?ends={tile}")
    assert_japanese(partner_client, f"/partner/grants/auto-extend/?grant={granular.public_id}")


@pytest.mark.parametrize("path", ["export.csv", "expiring/export.csv"])
def test_files_of_rights_speak_japanese(path: str, partner_client, granular) -> None:
    answer = partner_client.get(f"/partner/grants/{path}", headers={"accept-language": "ja"})
    head = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[0]
    assert "自動延長" in head
    assert not english_in(f"<p>{head}</p>")


def test_the_page_of_a_grant_and_its_changes_speak_japanese(partner_client, world, granular, assigned) -> None:  # noqa: F811
    for grant in (granular, world["grant"]):
        page = f"/partner/grants/{grant.public_id}/"
        for part in ("", "roles/", "groups/assign/"):
            assert_japanese(partner_client, f"{page}{part}")
        assert_japanese(partner_client, f"{RECORD}{grant.customer.public_id}/grants/{grant.public_id}/give-up/")
    for part in ("", "remove/"):
        path = f"/partner/grants/{granular.public_id}/groups/{assigned.public_id}/{part}"
        assert_japanese(partner_client, path)
    assert_japanese(partner_client, f"{RECORD}{granular.customer.public_id}/grants/")


def test_groups_speak_japanese(partner_client, assigned) -> None:
    for part in ("", "delete/"):
        assert_japanese(partner_client, f"/partner/grants/groups/{assigned.group.public_id}/{part}")
    assert_japanese(partner_client, "/partner/grants/groups/new/", name="")


def test_templates_of_roles_speak_japanese(partner, world) -> None:  # noqa: F811
    agent = factories.PartnerMembershipFactory(partner=partner, roles=["global_admin"], user__locale="ja")
    kept = save_template(name="受付の標準", roles=ROLES, by=agent)
    for part in ("", "delete/"):
        assert_japanese(client_of(agent), f"/partner/grants/templates/{kept.public_id}/{part}")
    assert_japanese(client_of(agent), "/partner/grants/templates/new/", name="")
    assert_japanese(client_of(agent), "/partner/grants/templates/")


def test_a_grant_that_ended_speaks_japanese_on_both_sides(partner_client, customer_client, granular) -> None:
    facts = {"status": "terminated", "ended_at": ago(days=1), "ended_side": "customer"}
    DelegatedAdminGrant.objects.filter(pk=granular.pk).update(**facts)
    assert_japanese(partner_client, f"/partner/grants/{granular.public_id}/")
    assert_japanese(customer_client, f"/customer/partners/{granular.partner.public_id}/rights/{granular.public_id}/")


def test_what_a_customer_does_with_rights_speaks_japanese(customer_client, world, granular, assigned) -> None:  # noqa: F811
    for path in ("", "access/", "uses/"):
        assert_japanese(customer_client, f"/customer/partners/{path}")
    for grant in (granular, world["grant"]):
        rights = f"/customer/partners/{grant.partner.public_id}/rights/{grant.public_id}/"
        for change in ("", "end/", "leave-out/", "replace/", "hand-over/", "extension/"):
            assert_japanese(customer_client, f"{rights}{change}")


def test_users_of_a_customer_and_the_log_of_their_deeds_speak_japanese(
    partner_client, customer_client, customer, assigned
) -> None:
    person = factories.DirectoryUserFactory(customer=customer, display_name="森 葵", user_name="a.mori@minato.example")
    users = f"/partner/customers/{customer.public_id}/users/"
    for path in ("", "invite/", f"{person.public_id}/", f"{person.public_id}/reset-password/"):
        assert_japanese(partner_client, f"{users}{path}")
    assert_japanese(partner_client, f"{users}invite/", display_name="", user_name="a.mori@minato.example")
    for deed in ("block", "unblock", "reset-password"):
        assert_japanese(partner_client, f"{users}{person.public_id}/{deed}/", sure="1")
    assert_japanese(customer_client, "/customer/partners/uses/")


def test_users_are_closed_in_japanese_to_a_partner_without_rights(partner_client, world, customer) -> None:  # noqa: F811
    DelegatedAdminGrant.objects.update(status="terminated", ended_at=ago(days=1), ended_side="customer")
    assert_japanese(partner_client, f"/partner/customers/{customer.public_id}/users/")


def test_mails_about_rights_speak_japanese(people) -> None:  # noqa: F811
    everything_happens(*people)
    for email in OutboundEmail.objects.filter(kind__startswith="grant.", language="ja"):
        with suppress(NothingToSend):  # overtaken since
            assert_japanese_letter(render(email))
