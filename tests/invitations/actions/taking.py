"""What the tests of accepting share: the deed itself, and all tables to compare."""

from django.db import connection

from invitations.actions.accept import accept
from invitations.actions.consenting import Consent
from invitations.models import Acceptance, Invitation
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent


def take(invitation: Invitation, user, chosen=None, **changes) -> Acceptance:
    """Accept with everything ticked, or with `changes` to that."""
    decision = decision_for(invitation, user, chosen)
    consent = Consent(**vars(full_consent(decision)) | changes)
    case = case_for(invitation, user, chosen)
    return accept(case=case, customer=decision.customer, consent=consent, by=user)


def fingerprints_of_all_tables() -> dict[str, list[str]]:
    """Every row of every table of ours, as text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("django_")]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = [row[0] for row in cursor.fetchall()]
    return found
