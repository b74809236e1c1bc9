"""The row lock that every action on a request begins with."""

from django.db import connection

from invitations.models import Invitation

LOCK_WAIT = "3s"
# Provider and reseller of an indirect request are read when they are asked for: planning a query with all of its
# partners takes PostgreSQL longer than every direct request needs for the rest.
READ_WITH_IT = ("cloud", "partner", "customer")


def wait_at_most() -> None:
    """Within this transaction no lock is waited for longer than 3 seconds (D8); then OperationalError, a page 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])


def lock_invitation(invitation: Invitation) -> Invitation:
    """The request, locked and read afresh: what the caller holds may be old. Call inside a transaction."""
    wait_at_most()
    locked = Invitation.objects.select_for_update(of=("self",))
    return locked.select_related(*READ_WITH_IT, "owner__user").get(pk=invitation.pk)
