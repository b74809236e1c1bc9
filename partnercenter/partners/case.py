"""One person before one opened link of a partnership request. The checks in between stand in `gate`."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from partnercenter.accounts.addresses import verified_keys
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import domain_of
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole, PartnershipLink, PartnershipRequest
from partnercenter.partners.partnership_queries import memberships_of
from partnercenter.partners.queries import confirmed_domains


@dataclass
class Case:
    """`chosen` is the membership that the person acts as, if any. What it reads it reads once."""

    link: PartnershipLink
    user: User | AnonymousUser
    chosen: UUID | None = None

    @property
    def request(self) -> PartnershipRequest:
        return self.link.request

    @property
    def provider(self) -> Partner:
        return self.request.provider

    @property
    def person(self) -> User:
        """The signed-in person; asked only behind `gate.signed_in`."""
        assert isinstance(self.user, User)  # noqa: S101 - narrows the type, the gate's order makes it true
        return self.user

    @cached_property
    def verified(self) -> list[str]:
        return verified_keys(self.person)

    @cached_property
    def memberships(self) -> list[PartnerMembership]:
        return memberships_of(self.person)

    @cached_property
    def membership(self) -> PartnerMembership | None:
        """As whom the person answers: as chosen, else as the first."""
        found = (each for each in self.memberships if each.public_id == self.chosen)
        return next(found, self.memberships[0] if self.memberships else None)

    @property
    def reseller(self) -> Partner:
        """The partner that would answer; asked only behind `gate.works_for_partner`."""
        assert self.membership  # noqa: S101
        return self.membership.partner

    @property
    def is_recipient(self) -> bool:
        """Whether one of the person's verified mailboxes is the addressee's."""
        return self.request.is_addressed and self.request.recipient_key in self.verified

    def speaks_for_recipient(self, membership: PartnerMembership) -> bool:
        """Whether the person is a global admin of the partner whose confirmed domain is the recipient's."""
        is_admin = PartnerRole.GLOBAL_ADMIN in membership.roles
        return is_admin and domain_of(self.request.recipient_email) in confirmed_domains(membership.partner)

    def as_member(self, membership: PartnerMembership) -> "Case":
        """The same person before the same link, acting for another partner."""
        return Case(link=self.link, user=self.user, chosen=membership.public_id)
