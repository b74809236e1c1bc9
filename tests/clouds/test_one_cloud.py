"""The database keeps a row and all it points at in one cloud, whoever writes it (decisions §2)."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories

pytestmark = pytest.mark.django_db
# What is moved, to which row of another cloud, and the table and column that say so.
MOVES = {
    "a relationship's provider": ("relationships_resellerrelationship", "provider_id", "partner"),
    "a relationship's customer": ("relationships_resellerrelationship", "customer_id", "customer"),
    "a grant's partner": ("grants_delegatedadmingrant", "partner_id", "partner"),
    "a partnership's reseller": ("partners_partnership", "reseller_id", "partner"),
    "a partnership request's provider": ("partners_partnershiprequest", "provider_id", "partner"),
    "a request's cloud": ("invitations_invitation", "cloud_id", "cloud"),
    "a request's customer": ("invitations_invitation", "customer_id", "customer"),
    "who a request is made for": ("invitations_invitation", "on_behalf_of_id", "partner"),
}


@pytest.fixture
def rows() -> dict[str, int]:
    """One row of each table, in the public cloud."""
    return {
        "relationships_resellerrelationship": factories.ResellerRelationshipFactory().pk,
        "grants_delegatedadmingrant": factories.DelegatedAdminGrantFactory().pk,
        "partners_partnership": factories.PartnershipFactory().pk,
        "partners_partnershiprequest": factories.PartnershipRequestFactory().pk,
        "invitations_invitation": factories.InvitationFactory(customer=factories.CustomerFactory()).pk,
    }


@pytest.fixture
def elsewhere() -> dict[str, int]:
    """What another cloud has of each kind."""
    china = factories.cloud("china")
    return {
        "cloud": china.pk,
        "partner": factories.PartnerFactory(cloud=china, country="CN").pk,
        "customer": factories.CustomerFactory(cloud=china, country="CN").pk,
    }


def test_no_row_is_moved_half_way_into_another_cloud(rows, elsewhere) -> None:
    for table, column, kind in MOVES.values():
        with pytest.raises(IntegrityError, match="two clouds"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [elsewhere[kind], rows[table]])


@pytest.mark.parametrize("factory", [factories.ResellerRelationshipFactory, factories.DelegatedAdminGrantFactory])
def test_no_row_begins_between_two_clouds(factory) -> None:
    with pytest.raises(IntegrityError, match="two clouds"), transaction.atomic():
        factory(partner__cloud=factories.cloud("china"), customer__cloud=factories.cloud("public"))
