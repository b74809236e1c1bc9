"""The customer's pages of the rights that it granted, and a partner's pages of users, in Japanese."""

import pytest

from customers.services.actions.users import reset_password
from partnercenter.partners.models import PartnerRole
from tests import factories
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
