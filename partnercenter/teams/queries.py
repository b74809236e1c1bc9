"""Which invitations a team has sent."""

from django.db.models import QuerySet
from django.utils import timezone

from partnercenter.domains.owners import Organisation
from partnercenter.teams.models import TeamInvitation

Status = TeamInvitation.Status


def invitations_of(organisation: Organisation) -> QuerySet[TeamInvitation]:
    """All that the organisation has sent."""
    own = TeamInvitation.objects.filter(cloud=organisation.cloud, **organisation.labels)
    return own.select_related("invited_by")


def waiting_of(organisation: Organisation) -> QuerySet[TeamInvitation]:
    """Those that can still be answered, the newest first."""
    return invitations_of(organisation).filter(status=Status.OPEN, expires_at__gt=timezone.now()).order_by("-pk")
