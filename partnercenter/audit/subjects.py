"""What a row of the log is about where the object has no public id of its own, and whose it is."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

REFERENCE_ROWS = uuid.UUID("7f3f7f9a-64a7-4a39-9d3e-2f1b3e5f9c10")


@dataclass(frozen=True)
class Subject:
    """Stands in for a row of reference data: the same id for the same row, always."""

    public_id: UUID
    _meta: Any = field(repr=False)


def subject_of(row: Model) -> Any:
    """The row itself where it has a public id, else a stand-in with one made of table and key."""
    if getattr(row, "public_id", None):
        return row
    return Subject(uuid.uuid5(REFERENCE_ROWS, f"{row._meta.label_lower}/{row.pk}"), row._meta)


def whose(row: Model) -> dict[str, Any]:
    """Cloud, partner and customer of a row, as `audit.log.record` takes them, read off its relations by name."""
    parties = {name: relative(row, name) for name in ("partner", "customer")}
    return {
        "cloud_code": getattr(row, "cloud_code", "") or cloud_code(row, *parties.values()),
        **{f"{name}_id": getattr(party, "public_id", None) or named_id(row, name) for name, party in parties.items()},
    }


def relative(row: Any, name: str) -> Any:
    """The row itself where it is a `name`, else the `name` that it belongs to, else None."""
    return row if row._meta.model_name == name else getattr(row, name, None)


def cloud_code(*rows: Any) -> str:
    """The code of the first cloud that one of the rows is or belongs to."""
    clouds = (relative(row, "cloudregion") or getattr(row, "cloud", None) for row in rows if row is not None)
    return next((cloud.code for cloud in clouds if cloud is not None), "")


def named_id(row: Any, name: str) -> UUID | None:
    """Of rows that name a party by id alone, such as mails, or by label and id, such as domains."""
    if getattr(row, "owner_kind", "") == name:
        owner: UUID = row.owner_id
        return owner
    found = getattr(row, f"{name}_id", None)
    return found if isinstance(found, UUID) else None
