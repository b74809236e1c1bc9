"""Why somebody cannot answer a request now: one small type each, with its page and what the page says (decisions §5).

`template` lies under `invitations/customer/stops/`, `status` is the page's HTTP status.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from customers.directory.models import Customer, CustomerMembership
from customers.relationships.models import ResellerRelationship
from partnercenter.clouds.hosts import acceptance_origin, main_address
from partnercenter.clouds.serving import is_served


@dataclass(frozen=True)
class Obstacle:
    """The base: what stands between the person and the decision."""

    template: ClassVar[str]
    status: ClassVar[int] = 403


@dataclass(frozen=True)
class Dead(Obstacle):
    """The link was ours and lives no more (K26-K29). No name of partner or addressee on its page."""

    template = "dead"
    status = 410
    reason: str  # expired, used, limit, declined, cancelled, replaced


@dataclass(frozen=True)
class PartnerUnavailable(Obstacle):
    """Suspended, without programme agreement, or its partnership with the provider has ended (K25)."""

    template = "partner_unavailable"
    status = 410
    why: str  # suspended, agreement, partnership


@dataclass(frozen=True)
class NotSignedIn(Obstacle):
    """A visitor: the landing page (K01)."""

    template = "not_signed_in"
    status = 200


@dataclass(frozen=True)
class UnverifiedEmail(Obstacle):
    """Nobody has proved yet that the mailbox is this person's."""

    template = "unverified_email"
    email: str


@dataclass(frozen=True)
class WrongPerson(Obstacle):
    """Neither the addressee nor a global admin of the addressee's organisation (K17)."""

    template = "wrong_person"
    email: str


@dataclass(frozen=True)
class WrongOrganisation(Obstacle):
    """The chosen organisation is not the one that was asked (K18)."""

    template = "wrong_organisation"
    customer: Customer
    others: tuple[CustomerMembership, ...] = ()  # those of the person's that can answer


@dataclass(frozen=True)
class ChooseOrganisation(Obstacle):
    """Several organisations of this person qualify."""

    template = "choose_organisation"
    status = 200
    memberships: tuple[CustomerMembership, ...]
    preselected: CustomerMembership | None = None


@dataclass(frozen=True)
class RegisterOrganisation(Obstacle):
    """The person has no organisation in this cloud, and may register one."""

    template = "register_organisation"
    status = 200
    domain: str = ""  # empty for a free-mail address


@dataclass(frozen=True)
class JoinOrganisation(Obstacle):
    """The person's domain belongs to an organisation that is here already."""

    template = "join_organisation"
    status = 200
    domain: str
    is_asked: bool = False


@dataclass(frozen=True)
class CloudClosed(Obstacle):
    """This cloud registers no new organisations."""

    template = "cloud_closed"


@dataclass(frozen=True)
class WrongCloud(Obstacle):
    """The person's organisation is in another cloud (K20)."""

    template = "wrong_cloud"
    customer: Customer
    may_register: bool = False

    @property
    def portal_address(self) -> str:
        """The portal of the organisation's own cloud; empty where this deployment does not serve it."""
        return f"{acceptance_origin(self.customer.cloud)}/" if is_served(self.customer.cloud) else ""


@dataclass(frozen=True)
class OwnRequest(Obstacle):
    """Staff of the asking partner or provider (K23)."""

    template = "own_request"

    @property
    def requests_address(self) -> str:
        """The partner's requests, on the main host."""
        return main_address("requests")


@dataclass(frozen=True)
class NotAnAdmin(Obstacle):
    """The role does not reach (K19)."""

    template = "not_an_admin"
    customer: Customer
    asks_rights: bool


@dataclass(frozen=True)
class PartnersOrganisation(Obstacle):
    """A partner cannot be a customer, while the cloud says so (K22, S2)."""

    template = "partners_organisation"
    organisation: str


@dataclass(frozen=True)
class WrongMarket(Obstacle):
    """The customer's registered country is outside the sales region of the partner or its provider (K21)."""

    template = "wrong_market"
    customer: Customer
    partner_name: str
    country: str
    home: str = ""  # the partner's registered country
    region: str = ""  # the partner's sales region; empty where its country lies in none
    other: str = ""  # the sales region of the customer's country; empty where it lies in none
    is_clouds_list: bool = False  # the country is outside the list of the cloud


@dataclass(frozen=True)
class AgainstCloudRules(Obstacle):
    """The cloud's rules changed since the request was made, or never allowed it (K33)."""

    template = "against_cloud_rules"
    status = 409
    rule: str  # rights_required, full_not_allowed, granular_not_allowed, indirect_not_allowed, single_partner


@dataclass(frozen=True)
class AlreadyRelated(Obstacle):
    """There is nothing left to accept (K24)."""

    template = "already_related"
    status = 409
    customer: Customer
    relationship: ResellerRelationship | None = None


@dataclass(frozen=True)
class NameTaken(Obstacle):
    """The partner holds rights of the same name already, and names are given once (R-100)."""

    template = "name_taken"
    status = 409


@dataclass(frozen=True)
class AgreementElsewhere(Obstacle):
    """The agreement has to be accepted, and cannot be accepted here."""

    template = "agreement_elsewhere"
    status = 409
    is_published: bool
    organisation_id: str = field(default="", compare=False)  # by which a partner that attests knows the organisation
