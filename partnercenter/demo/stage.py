"""Partners, staff, customers and their people as rows, found again on every run by what never changes of them."""

import uuid
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from customers.directory.models import Customer, CustomerMembership
from partnercenter.accounts.models import User
from partnercenter.audit.operators import OperatorRole
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.markets import group_of, today
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.clouds.zones import zone_of
from partnercenter.demo.past import ago, note
from partnercenter.demo.shapes import Counted, CustomerFacts, PartnerFacts, Person
from partnercenter.partners.models import Partner, PartnerMembership, Partnership

PASSWORD = "partner-center-demo"  # noqa: S105 - of the demo's sign-ins, which exist only where the demo is loaded
NAMESPACE = uuid.UUID("5d0c7c5e-3f0e-4d35-9f0a-6f4b9c1d2e10")
PROGRAMME_AGREEMENT = "2026-01"


def key_of(*parts: str) -> uuid.UUID:
    """The same identifier on every run."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


@dataclass
class Stage:
    """What the stories refer to, by domain."""

    operator: User
    password: str
    counted: Counted = field(default_factory=Counted)
    clouds: dict[str, CloudRegion] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    staff: dict[str, list[PartnerMembership]] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    admins: dict[str, User] = field(default_factory=dict)


def set_stage() -> Stage:
    """A stage with an operator and the clouds; partners and customers come by `add_partner` and `add_customer`."""
    password = make_password(PASSWORD)
    operator = add_person("operator@operator.example", "大西 恵", password=password, operator_role=OperatorRole.ADMIN)
    stage = Stage(operator=operator, password=password)
    stage.clouds = {cloud.code: cloud for cloud in CloudRegion.objects.all()}
    return stage


def add_person(email: str, name: str, *, password: str, locale: str = "", **rights: object) -> User:
    """Somebody with a verified address, as it stands or new. What the person changed since stays."""
    facts = {"email": email, "display_name": name, "locale": locale, "password": password, **rights}
    user, is_new = User.objects.get_or_create(email_key=email_key(email), defaults=facts)
    if is_new:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add_partner(stage: Stage, facts: PartnerFacts) -> Partner:
    """The partner with its domain and staff."""
    cloud = stage.clouds[facts.cloud]
    defaults = partner_values(facts) | {"created_at": ago(400)}
    if facts.is_suspended:
        defaults |= {"status": "suspended", "suspended_at": ago(16), "suspended_by": stage.operator}
    partner, is_new = Partner.objects.get_or_create(cloud=cloud, partner_number=facts.number, defaults=defaults)
    stage.partners[facts.domain] = partner
    stage.staff[facts.domain] = [add_staff(stage, partner, person, facts.domain) for person in facts.staff]
    if is_new:
        confirm_domain(cloud, facts.domain, TenantDomain.Owner.PARTNER, partner.public_id)
        stage.counted.add("partners")
    return partner


def partner_values(facts: PartnerFacts) -> dict[str, object]:
    group = group_of(facts.country, today())
    assert group  # noqa: S101 - the demo's partners lie in sales regions
    return {
        "legal_name": facts.name,
        "country": facts.country,
        "market_group": group,
        "address": facts.address,
        **dict(zip(("support_phone", "support_email", "support_url"), facts.support, strict=True)),
        "time_zone": zone_of(facts.country),
        "programme_agreement_version": PROGRAMME_AGREEMENT,
        "programme_agreement_accepted_on": ago(300).date(),
        **{f"is_{kind}": True for kind in facts.kinds},
    }


def add_staff(stage: Stage, partner: Partner, person: Person, domain: str) -> PartnerMembership:
    user = add_person(person.address(domain), person.name, password=stage.password, locale=person.locale)
    found = PartnerMembership.objects.filter(partner=partner, user=user).order_by("left_at").last()
    if found:
        return found
    return PartnerMembership.objects.create(
        partner=partner, user=user, roles=[person.role, *person.more_roles], joined_at=ago(390)
    )


def add_partnership(stage: Stage, provider: str, reseller: str) -> None:
    """A partnership in force, unless the two ever had one."""
    pair = {"provider": stage.partners[provider], "reseller": stage.partners[reseller]}
    if not Partnership.objects.filter(**pair).exists():
        by = stage.staff[reseller][0].user
        begun = Partnership.objects.create(**pair, started_at=ago(380), accepted_by=by)
        for partner in pair.values():
            note("partnership.started", begun, at=ago(380), by=by, side="partner", partner=partner)
        stage.counted.add("partnerships")


def add_customer(stage: Stage, facts: CustomerFacts) -> Customer:
    """The customer with its domain and people."""
    cloud, tenant = stage.clouds[facts.cloud], key_of("tenant", facts.domain)
    defaults = customer_values(facts) | {"created_at": ago(390)}
    customer, is_new = Customer.objects.get_or_create(cloud=cloud, tenant_id=tenant, defaults=defaults)
    stage.customers[facts.domain] = customer
    for person in facts.staff:
        join(stage, customer, person, facts.domain)
    if is_new:
        owner = TenantDomain.Owner.CUSTOMER
        confirm_domain(cloud, facts.domain, owner, customer.public_id, is_confirmed=not facts.is_self_registered)
        stage.counted.add("customers")
    return customer


def customer_values(facts: CustomerFacts) -> dict[str, object]:
    contact = facts.staff[0] if facts.staff else None
    return {
        "name": facts.name,
        "primary_domain": facts.domain,
        "country": facts.country,
        "address": facts.address,
        "contact_name": contact.name if contact else "",
        "contact_email": contact.address(facts.domain) if contact else "",
        "language": facts.language,
        "time_zone": zone_of(facts.country),
        "is_self_registered": facts.is_self_registered,
    }


def join(stage: Stage, customer: Customer, person: Person, domain: str) -> None:
    user = add_person(person.address(domain), person.name, password=stage.password, locale=person.locale)
    stage.admins.setdefault(domain, user)
    if not CustomerMembership.objects.filter(customer=customer, user=user).exists():
        CustomerMembership.objects.create(customer=customer, user=user, role=person.role, joined_at=ago(385))


def confirm_domain(
    cloud: CloudRegion, domain: str, kind: str, owner_id: uuid.UUID, *, is_confirmed: bool = True
) -> None:
    proof = {"confirmed_at": ago(380), "confirmed_by": "DNS record"} if is_confirmed else {}
    TenantDomain.objects.create(
        cloud=cloud, domain=domain, owner_kind=kind, owner_id=owner_id, registered_at=ago(385), **proof
    )
