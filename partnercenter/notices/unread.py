"""The mark of what is unread: read with the membership, so that no page pays a query for it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from partnercenter.home.middleware import read_with_memberships
from partnercenter.notices.models import Notice


@read_with_memberships
def with_unread(memberships: QuerySet[Any]) -> QuerySet[Any]:
    """The memberships with `has_unread`."""
    side = "partner" if hasattr(memberships.model, "partner") else "customer"
    theirs = Notice.objects.filter(
        user=OuterRef("user"),
        organisation_id=OuterRef(f"{side}__public_id"),
        created_at__gte=OuterRef("joined_at"),
    )
    return memberships.annotate(has_unread=Exists(theirs.filter(is_listed=True, read_at=None)))
