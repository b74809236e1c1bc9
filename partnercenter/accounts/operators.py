"""Who is told what waits for the operators of a cloud."""

from django.db.models import Q, QuerySet

from partnercenter.accounts.models import User
from partnercenter.audit.operators import DESK


def operators_of(cloud_code: str) -> QuerySet[User]:
    """The desk of a cloud: support and admins of all clouds, and those that it is named for. Auditors read logs and
    evidence only (decisions §9), so no mail tells them of a thread or a decision."""
    of_it = Q(operated_clouds=[]) | Q(operated_clouds__contains=[cloud_code])
    at_the_desk = {"is_staff": True, "is_active": True, "operator_role__in": sorted(DESK)}
    return User.objects.filter(of_it, **at_the_desk).order_by("pk")
