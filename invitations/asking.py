"""What a request asks for, as values: the one shape that forms, seeds and jobs hand to `actions.create`."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from customers.directory.models import Customer
from customers.grants.terms import GranularTerms
from invitations.models import DEFAULT_LIFE, Invitation
from partnercenter.partners.models import Capacity, Partner

Rights = Invitation.Rights


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms and the addressee of a request. Field names are the model's.

    `rights_holder` None with rights means: the partner that asks. Only where the provider invites may it be another.
    """

    rights: str
    capacity: str = Capacity.DIRECT
    provider: Partner | None = None
    on_behalf_of: Partner | None = None
    rights_holder: Partner | None = None
    with_relationship: bool = True
    roles: tuple[str, ...] = ()
    days: int | None = None
    auto_extends: bool = False
    grant_name: str = ""
    customer: Customer | None = None
    recipient_email: str = ""
    recipient_name: str = ""
    customer_name: str = ""
    customer_country: str = ""
    language: str = "en"
    reference: str = ""
    reminds: bool = True
    life_days: int = DEFAULT_LIFE
    is_reusable: bool = False
    use_limit: int | None = None

    @classmethod
    def of(cls, invitation: Invitation) -> "Terms":
        """What a request asked for, to ask for it again."""
        values = {field.name: getattr(invitation, field.name) for field in fields(cls)}
        return cls(**values | {"roles": tuple(invitation.roles)})

    @property
    def asks_rights(self) -> bool:
        return self.rights != Rights.NONE

    @property
    def granular(self) -> GranularTerms:
        """The granular rights among them; 0 days where none are given."""
        return GranularTerms(
            name=self.grant_name, roles=self.roles, days=self.days or 0, auto_extends=self.auto_extends
        )

    def partners_beside(self) -> Iterator[Partner]:
        """Those who become related besides the asking partner: the provider, or the reseller asked for."""
        yield from (partner for partner in (self.provider, self.on_behalf_of) if partner)

    def as_fields(self, partner: Partner) -> dict[str, Any]:
        """The values of the row that `partner` asks with."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        holder = (self.rights_holder or partner) if self.asks_rights else None
        return values | {"roles": list(self.roles), "rights_holder": holder}
