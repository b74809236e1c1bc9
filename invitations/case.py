"""One person before one opened link, and what that person may decide. The checks in between stand in `gate`."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, current_text
from customers.directory.models import Customer, CustomerMembership
from customers.relationships.models import ResellerRelationship
from invitations import parties
from invitations.models import Invitation, InvitationLink
from invitations.queries import accepting
from invitations.rules import acceptance as rules
from partnercenter.accounts.models import User
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Partner


@dataclass(frozen=True)
class Decision:
    """What the person may decide now, and for whom."""

    invitation: Invitation
    link: InvitationLink
    membership: CustomerMembership
    agreement: AgreementText | None  # to be accepted with it; None where the version in force is accepted
    accepted_agreement: AgreementAcceptance | None
    standing: ResellerRelationship | None  # the relationship that is active already (K24)
    starts_relationship: bool
    starts_grant: bool
    standing_sides: tuple[ResellerRelationship | None, ...] = ()  # as `standing`, for each side that is asked for

    @property
    def customer(self) -> Customer:
        return self.membership.customer

    @property
    def asks_roles(self) -> bool:
        """Whether roles are to be ticked."""
        return self.starts_grant and self.invitation.asks_granular

    @property
    def may_leave_out_all(self) -> bool:
        """Whether a relationship without any of the roles may be accepted (decisions §5)."""
        return self.starts_relationship and self.invitation.cloud.allows_no_rights

    @property
    def today(self) -> date:
        """The day by the customer's calendar, from which granular rights count."""
        return timezone.now().astimezone(find_zone(self.customer.time_zone)).date()

    @property
    def holder(self) -> Partner:
        """Who would hold the rights."""
        return parties.rights_holder(self.invitation)


@dataclass
class Case:
    """One person before one opened link. `chosen` is the organisation that the person picked, if any.

    What it reads it reads once: who wants to look again makes a new case.
    """

    link: InvitationLink
    user: User | AnonymousUser
    chosen: UUID | None = None
    language: str = "en"
    membership: CustomerMembership | None = field(default=None, init=False)

    @property
    def invitation(self) -> Invitation:
        return self.link.invitation

    @cached_property
    def partners(self) -> list[Partner]:
        return parties.all_partners(self.invitation)

    @cached_property
    def verified(self) -> list[str]:
        return accepting.verified_keys(self.person)

    @cached_property
    def memberships(self) -> list[CustomerMembership]:
        found = list(accepting.memberships_in(self.person, self.invitation.cloud))
        for membership in found:
            membership.customer.cloud = self.invitation.cloud
        return found

    @cached_property
    def confirmed(self) -> dict[UUID, set[str]]:
        customers = [membership.customer for membership in self.memberships]
        return accepting.confirmed_domains(customers, self.invitation.cloud)

    @cached_property
    def text(self) -> AgreementText | None:
        """The agreement in force for the organisation that answers."""
        return current_text(cloud=self.invitation.cloud, country=self.customer.country, language=self.language)

    @cached_property
    def accepted_agreement(self) -> AgreementAcceptance | None:
        """The organisation's acceptance of that agreement."""
        return acceptance_of(self.customer, self.text) if self.text else None

    @cached_property
    def standing(self) -> tuple[ResellerRelationship | None, ...]:
        """For each relationship that is asked for, the one of this combination that is active already."""
        sides = parties.relationships_asked(self.invitation)
        return tuple(accepting.active_relationship(customer=self.customer, **vars(side)) for side in sides)

    @cached_property
    def has_full_rights(self) -> bool:
        """Whether who would hold the rights has full ones already."""
        return accepting.holds_full_rights(parties.rights_holder(self.invitation), self.customer)

    @property
    def person(self) -> User:
        """The signed-in person; asked only behind `signed_in`."""
        assert isinstance(self.user, User)  # noqa: S101 - narrows the type, the gate's order makes it true
        return self.user

    @property
    def customer(self) -> Customer:
        """The organisation that answers; asked only behind `organisation`."""
        assert self.membership  # noqa: S101
        return self.membership.customer

    @cached_property
    def is_recipient(self) -> bool:
        return rules.is_recipient(self.invitation.recipient_key, self.verified)

    def fits(self, membership: CustomerMembership) -> bool:
        """Whether the request may be answered for this organisation at all."""
        asked = self.invitation
        if asked.customer_id:
            return asked.customer_id == membership.customer_id
        return not asked.is_addressed or self.is_recipient or self.speaks_for_recipient(membership)

    def speaks_for_recipient(self, membership: CustomerMembership) -> bool:
        """Whether the person is a global admin of the organisation whose confirmed domain is the recipient's."""
        domains = self.confirmed.get(membership.customer.public_id, set())
        return self.invitation.is_addressed and rules.stands_for_recipient(
            self.invitation.recipient_key, role=membership.role, confirmed_domains=domains
        )

    def qualifies(self, membership: CustomerMembership) -> bool:
        """Whether the person may answer for this organisation, by fit and by role."""
        return self.fits(membership) and rules.may_answer(membership.role, asks_rights=self.invitation.asks_rights)
