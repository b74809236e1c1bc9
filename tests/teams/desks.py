"""What the tests of teams share: a team of each kind, its admin's browser, and where its pages are."""

from dataclasses import dataclass

from customers.directory.models import CustomerMembership, CustomerRole
from customers.directory.ownership import as_owner as as_customer
from partnercenter.accounts.models import User
from partnercenter.domains.owners import Organisation
from partnercenter.partners.models import PartnerMembership, PartnerRole
from partnercenter.partners.ownership import as_owner as as_partner
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, client_of, sign_in

Membership = PartnerMembership | CustomerMembership


@dataclass
class Team:
    """One team: its admin, the roles of the smallest and the largest member, and the addresses of its pages."""

    admin: Membership
    organisation: Organisation
    host: str
    path: str
    small: str
    large: str

    @property
    def client(self) -> PersonaClient:
        return client_of(self.admin)

    def member(self, role: str, **facts: object) -> Membership:
        """One more member."""
        if isinstance(self.admin, PartnerMembership):
            return factories.PartnerMembershipFactory(partner=self.admin.partner, roles=[role], **facts)
        return factories.CustomerMembershipFactory(customer=self.admin.customer, role=role, **facts)

    def present(self) -> list[User]:
        rows = type(self.admin).objects.filter(left_at=None)
        mine = {"partner": self.admin.partner} if self.is_partner else {"customer": self.admin.customer}
        return [row.user for row in rows.filter(**mine).order_by("pk")]

    @property
    def is_partner(self) -> bool:
        return isinstance(self.admin, PartnerMembership)

    def sign_in(self, user: User) -> PersonaClient:
        return sign_in(user, host=self.host)

    def invitation(self, **facts: object):
        return factories.TeamInvitationFactory(organisation=self.organisation, **facts)

    def invite(self, email: str, role: str = "", **changes: str):
        answers = {"email": email, "roles": role or self.small, "language": "en"} | changes
        return self.client.post(f"{self.path}invite/", answers)


def team_of_partner() -> Team:
    admin = factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN], user__display_name="Misaki Tanaka")
    whole = as_partner(admin.partner)
    return Team(admin, whole, MAIN_HOST, "/partner/team/", PartnerRole.VIEWER, PartnerRole.GLOBAL_ADMIN)


def team_of_customer() -> Team:
    admin = factories.CustomerMembershipFactory(user__display_name="Kenichi Sato")
    whole = as_customer(admin.customer)
    return Team(admin, whole, PUBLIC_HOST, "/customer/team/", CustomerRole.USER, CustomerRole.GLOBAL_ADMIN)
