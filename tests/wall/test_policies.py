"""The wall in the catalogue of the database: which tables it stands before, and that nobody of ours steps over it."""

import os
from urllib.parse import unquote, urlsplit

import pytest
from django.apps import apps
from django.db import connection

from partnercenter.wall.building import digest, statements
from partnercenter.wall.policies import CONDITIONS
from tests.tenancy.canaries import own_models

pytestmark = pytest.mark.django_db
PEOPLE = "of a person, whoever that belongs to"
REFERENCE = "of no organisation: operators write it, everybody reads it"
PORTAL = "only the portal and operators read it"
SHOWN = "who asks has to be read before anybody is known; the crawl of canaries watches it"
OPEN_TO_ALL = {
    "relationships_partnercustomer": "the list's search cannot use its index below a policy (decision 28)",
    "partners_partner": SHOWN,
    "partners_partnershiplink": SHOWN,
    "partners_partnermembership": SHOWN,
    "relationships_askedendnotice": PORTAL,
    "invitations_acceptance": "a receipt is read by whoever answered, also without an organisation",
    "clouds_tenantdomain": "whose a domain is has to be asked across all owners",
    "agreements_attestedcontact": "reached through the acceptance, by an id that nothing tells",
    "audit_audittrace": "reached through the event, by an id that nothing tells",
    "outbox_outboundemail": "found by what it is about: a provider's about a request that it made for a reseller",
    "outbox_mailevent": "a step of a mail",
    "relationships_suspensionnotice": PORTAL,
    "invitations_invitationreminder": PORTAL,
    "partners_partnershipreminder": PORTAL,
    "grants_grantnotice": PORTAL,
    "outbox_suppression": PORTAL,
    "outbox_bouncetally": PORTAL,
    **dict.fromkeys(("authorities_authority", "authorities_connectedtenant", "authorities_rolerule"), PORTAL),
    "accounts_user": PEOPLE,
    "accounts_opensession": PEOPLE,
    "accounts_wrongtry": PORTAL,
    "notices_preference": PEOPLE,
    **dict.fromkeys(
        (
            *("clouds_marketgroup", "clouds_market", "clouds_cloudregion", "teams_secondfactorrule"),
            *(
                "agreements_publication",
                "grants_directoryrole",
                "grants_roletask",
                "services_offer",
            ),
            *("services_healthnotice", "services_healthupdate"),
        ),
        REFERENCE,
    ),
}
STANDING = """
    SELECT t.relname FROM pg_class t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE t.relrowsecurity AND t.relforcerowsecurity AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL
      AND p.polcmd = '*' AND p.polroles = '{0}'
"""


def rows(statement: str, *args: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, args)
        return cursor.fetchall()


def test_every_table_stands_behind_the_wall_or_says_why_not() -> None:
    """A new model: a condition in `policies`, or a line with the reason above."""
    tables = {model._meta.db_table for model in own_models()}
    assert sorted(tables - set(CONDITIONS) - set(OPEN_TO_ALL)) == []
    assert sorted(set(OPEN_TO_ALL) & set(CONDITIONS)) == []
    assert sorted((set(CONDITIONS) | set(OPEN_TO_ALL)) - {each._meta.db_table for each in apps.get_models()}) == []


def test_each_policy_is_there_and_forced_on_the_owner_too() -> None:
    assert {name for (name,) in rows(STANDING)} == set(CONDITIONS)


def test_a_policy_that_stands_as_it_should_is_not_built_again() -> None:
    found = "SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polrelid = %s::regclass"
    for table in CONDITIONS:
        assert rows(found, table) == [(digest(table),)]
        assert all(table in each.as_string(None) for each in statements(table))


def test_neither_role_steps_over_the_wall() -> None:
    names = [unquote(urlsplit(os.environ[name]).username or "") for name in ("DATABASE_URL", "DATABASE_OWNER_URL")]
    over = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls)"
    assert rows(over, names) == []


def test_no_function_and_no_view_reads_as_somebody_else() -> None:
    definers = "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    views = "SELECT viewname FROM pg_views WHERE schemaname = 'public'"
    assert (rows(definers), rows(views)) == ([], [])
