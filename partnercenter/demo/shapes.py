"""The shapes in which the demo's content is written down; `partners`, `customers` and `stories` hold the content."""

from dataclasses import dataclass, field

from invitations.models import Invitation

Status, Rights = Invitation.Status, Invitation.Rights


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in: `mailbox` is what stands before the `@` of the organisation's domain."""

    mailbox: str
    name: str
    role: str
    more_roles: tuple[str, ...] = ()
    locale: str = ""

    def address(self, domain: str) -> str:
        return f"{self.mailbox}@{domain}"


@dataclass(frozen=True, kw_only=True)
class PartnerFacts:
    """A partner; its domain is its key in the other tables. `kinds` are of direct, provider, reseller."""

    domain: str
    cloud: str
    name: str
    number: str
    country: str
    address: str
    kinds: tuple[str, ...]
    staff: tuple[Person, ...]
    is_suspended: bool = False
    support: tuple[str, str, str] = ("", "", "")  # telephone, e-mail, web


@dataclass(frozen=True, kw_only=True)
class CustomerFacts:
    """A customer; its domain is its key in the other tables."""

    domain: str
    cloud: str
    name: str
    country: str
    address: str
    staff: tuple[Person, ...]
    language: str = "en"
    has_agreement: bool = False
    is_self_registered: bool = False


@dataclass(frozen=True, kw_only=True)
class Related:
    """A customer that accepted a partner's request some days ago, and what came of it since."""

    partner: str
    customer: str
    days_ago: int
    rights: str = Rights.NONE
    provider: str = ""
    on_behalf_of: str = ""
    granular_days: int = 0
    rights_ended_days_ago: int | None = None
    ended_days_ago: int | None = None
    renegotiated_days_ago: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request and where it stands. `customer` is a domain of the customers' table; without one it is open."""

    partner: str
    status: str
    rights: str
    days_ago: float
    key: str
    customer: str = ""
    mailbox: str = ""  # of the recipient, where it is not the customer's first administrator
    asked_by: int = 0  # index in the partner's staff
    provider: str = ""
    on_behalf_of: str = ""
    life_days: int = 30
    reference: str = ""
    is_reusable: bool = False
    is_read: bool = False
    bounced: bool = False
    reason: str = ""
    refused_by: str = ""  # the domain of a customer that declined a reusable request, which lives on


@dataclass(frozen=True, kw_only=True)
class Bought:
    """A subscription of a customer: `sold_by`, `reseller` and `supported_by` are partners' domains."""

    customer: str
    name: str
    service: str = "Microsoft 365"
    kind: str = "licence"
    seats: int = 10
    channel: str = "partner"
    status: str = "active"
    sold_by: str = ""
    reseller: str = ""
    supported_by: str = ""
    days_ago: int = 120
    is_ending: bool = False  # cancelled a while ago, for the end of its term


@dataclass(frozen=True)
class Said:
    """A message of a service request's thread, from the side that wrote it."""

    side: str
    text: str
    closes: bool = False
    file: str = ""  # the text of a file that came with it


@dataclass(frozen=True, kw_only=True)
class Raised:
    """A service request and its thread; `provider` is the domain of a reseller's provider."""

    partner: str
    customer: str
    severity: str
    subject: str
    days_ago: float
    thread: tuple[Said, ...]
    provider: str = ""


@dataclass
class Counted:
    """How many rows a run of the seed made; a second run makes none."""

    made: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, count: int = 1) -> None:
        if count:
            self.made[what] = self.made.get(what, 0) + count
