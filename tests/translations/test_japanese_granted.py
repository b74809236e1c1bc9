"""The customer's pages of the rights that it granted, and a partner's pages of users, in Japanese."""

import pytest

from customers.services.actions.users import reset_password
from customers.services.models import UserImport, UserImportRow
from customers.services.rules.importing import PROBLEMS
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.factories import ago
from tests.invitations.acceptance_steps import confirm_identity
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def granular(world, partner, customer, partner_membership):  # noqa: F811
    held = factories.DelegatedAdminGrantFactory(
        partner=partner, customer=customer, granular=True, name="KTK-1", roles=["global_reader", "user_administrator"]
    )
    group = factories.SecurityGroupFactory(partner=partner, members=[partner_membership])
    factories.AccessAssignmentFactory(grant=held, group=group)
    heir = factories.PartnerFactory(legal_name="南風ソリューション株式会社")
    factories.ResellerRelationshipFactory(partner=heir, customer=customer)
    return held


@pytest.fixture
def person(granular, partner_membership):
    person = factories.DirectoryUserFactory(customer=granular.customer, display_name="森 葵")
    return reset_password(user=person, by=partner_membership)


def test_the_pages_of_granted_rights_speak_japanese(world, granular, person, customer_client) -> None:  # noqa: F811
    confirm_identity(customer_client)
    for path in ("access/", "uses/"):
        assert_japanese(customer_client, f"/customer/partners/{path}")
    for grant in (granular, world["grant"]):
        rights = f"/customer/partners/{grant.partner.public_id}/rights/{grant.public_id}/"
        assert_japanese(customer_client, rights)
        changes = ("replace/", "hand-over/") if grant.is_full else ("leave-out/", "extension/")
        for change in changes:
            assert_japanese(customer_client, f"{rights}{change}")
    assert_japanese(customer_client, f"{rights}replace/", step="propose")
    assert_japanese(customer_client, f"{rights}replace/", days="900")


def test_the_pages_of_users_speak_japanese(granular, person, partner_client, colleague_client) -> None:
    users = f"/partner/customers/{granular.customer.public_id}/users/"
    for path in (users, f"{users}?q=x", f"{users}{person.public_id}/", f"{users}invite/"):
        assert_japanese(partner_client, path)
    assert_japanese(partner_client, f"{users}invite/", display_name="")
    assert_japanese(colleague_client(PartnerRole.VIEWER), users)


def test_the_pages_of_licences_and_files_speak_japanese(
    granular, person, partner_client, colleague_client, customer_client
) -> None:
    customer, partner = granular.customer, granular.partner
    sold = factories.SubscriptionFactory(
        customer=customer, sold=partner, name="表計算プラン", service="表計算", seats=2
    )
    made = {"customer": customer, "sold": partner, "service": "メール"}
    suspended = factories.SubscriptionFactory(name="休止プラン", status="suspended", **made)
    full = factories.SubscriptionFactory(name="満席プラン", seats=1, **made)
    for subscription in (sold, full):
        factories.LicenseFactory(subscription=subscription, user=person)
    record = f"/partner/customers/{customer.public_id}/"
    for each in (sold, suspended, full):
        for deed in ("", "assign/", "assign/?q=x"):
            assert_japanese(partner_client, f"{record}licences/{each.public_id}/{deed}")
    assert_japanese(colleague_client(PartnerRole.HELPDESK_AGENT), f"{record}licences/{sold.public_id}/")
    for path in ("/customer/users/", "/customer/users/?q=x", "/customer/subscriptions/"):
        assert_japanese(customer_client, path)
    for change in ("seats", "suspend", "cancel"):
        assert_japanese(partner_client, f"{record}subscriptions/{sold.public_id}/{change}/")
    assert_japanese(partner_client, f"{record}subscriptions/{full.public_id}/seats/", seats="1")
    assert_japanese(partner_client, f"{record}users/{person.public_id}/licences/{sold.public_id}/take/", take="1")
    assert_japanese(partner_client, f"{record}licences/{full.public_id}/assign/", people="zz")
    assert_japanese(partner_client, f"{record}licences/{sold.public_id}/assign/", people=str(person.public_id))


def test_every_problem_of_a_file_speaks_japanese(granular, partner_client, partner_membership) -> None:
    users = f"/partner/customers/{granular.customer.public_id}/users/"
    assert_japanese(partner_client, f"{users}import/")
    assert_japanese(partner_client, f"{users}import/", file="")
    problems = [*PROBLEMS, ""]
    states = ({}, {"confirmed_at": ago(hours=1)}, *({"confirmed_at": ago(hours=1), "ended_at": ago(minutes=1)},) * 2)
    for status, times in zip(UserImport.Status.values, states, strict=True):
        file = UserImport.objects.create(
            customer=granular.customer, uploaded_by=partner_membership, digest=status, total=9, good=2, status=status,
            **times,
        )  # fmt: skip
        for line, problem in enumerate(problems):
            UserImportRow.objects.create(file=file, line=line, display_name="森 葵", problem=problem, subject="表計算")
        for outcome in UserImportRow.Outcome.values:
            line += 1
            UserImportRow.objects.create(file=file, line=line, display_name="森 葵", outcome=outcome)
        assert_japanese(partner_client, f"{users}files/{file.public_id}/")
