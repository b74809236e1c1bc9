"""The name that the other side reads: never the address that somebody signs in with."""

import pytest

from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db


def test_somebody_without_a_name_is_an_administrator_to_the_other_side() -> None:
    nameless = factories.UserFactory(display_name="")
    assert str(nameless) == nameless.email
    assert nameless.public_name == "an administrator"
    assert factories.UserFactory(display_name="Kenichi Sato").public_name == "Kenichi Sato"


def test_a_partner_reads_no_address_of_who_granted_its_rights(partner_client: PersonaClient, partner: Partner) -> None:
    nameless = factories.UserFactory(display_name="", email="k.sato@minato-seiki.example")
    grant = factories.DelegatedAdminGrantFactory(partner=partner, granted_by=nameless)

    page = partner_client.get(f"/partner/grants/{grant.public_id}/").content.decode()

    assert "an administrator" in page
    assert nameless.email not in page
