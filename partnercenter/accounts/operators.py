"""Who operates a cloud, and so is told what waits for the operators."""

from django.db.models import Q, QuerySet

from partnercenter.accounts.models import User


def operators_of(cloud_code: str) -> QuerySet[User]:
    """The operators of a cloud: those of all clouds, and those that it is named for."""
    of_it = Q(operated_clouds=[]) | Q(operated_clouds__contains=[cloud_code])
    return User.objects.filter(of_it, is_staff=True, is_active=True).order_by("pk")
