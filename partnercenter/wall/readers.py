"""For whom rows are read: one organisation, nobody, or the portal itself."""

from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(frozen=True)
class Reader:
    """What the policies compare rows with (`policies`): keys and public ids as text, empty for none.

    `sees_all` is for what no single organisation does: signing in, opening a link, the administration, the worker.
    """

    sees_all: bool = False
    partner: str = ""
    partner_key: str = ""
    customer: str = ""
    customer_key: str = ""
    cloud_key: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the database session that stand for this reader."""
        return {f"wall.{name}": getattr(self, name) for name in NAMES} | {"wall.sees": "all" if self.sees_all else ""}


NAMES = ("partner", "partner_key", "customer", "customer_key", "cloud_key")
NOBODY, PORTAL = Reader(), Reader(sees_all=True)


def partner(organisation: Any) -> Reader:
    """The reader for a partner's pages."""
    cloud = str(organisation.cloud_id)
    return Reader(partner=str(organisation.public_id), partner_key=str(organisation.pk), cloud_key=cloud)


def customer(organisation: Any) -> Reader:
    """The reader for a customer's pages."""
    cloud = str(organisation.cloud_id)
    return Reader(customer=str(organisation.public_id), customer_key=str(organisation.pk), cloud_key=cloud)


def read_as(reader: Reader) -> None:
    """From here on this thread reads as `reader`, until it is told otherwise; what a deed does is the portal's."""
    connections["default"].read_as(reader)  # type: ignore[attr-defined]
