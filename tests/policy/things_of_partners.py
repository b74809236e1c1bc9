"""One of each kind of thing that the pages of partners are about."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.models import RoleTemplate
from customers.relationships.actions import ask_to_end
from customers.relationships.index import refresh_pair
from customers.relationships.models import ResellerRelationship
from customers.services.administering import service_key
from customers.services.models import UserImport, UserImportRow
from invitations.models import InvitationBatch, InvitationBatchRow
from partnercenter.partners.models import Capacity, MailTemplate, Partner
from partnercenter.partners.ownership import as_owner
from tests import factories
from tests.invitations.acceptance_steps import agree
from tests.policy.parties import COUNTRIES, Company, Ids, attach, staff_of


def company(kind: str = "direct", *, code: str = "public", customer: Customer | None = None, **traits: Any) -> Company:
    """A partner of that kind, with the customer or one of its own, which has accepted the agreement."""
    place = {"cloud": factories.cloud(code), "country": COUNTRIES[code]}
    kinds = {} if kind == "direct" else {kind: True}
    partner = factories.PartnerFactory(**place, **kinds, **traits)
    serves = customer or factories.CustomerFactory(**place)
    found = Company(staff_of(partner), MAKES, partner=partner, customer=serves)
    admin = factories.CustomerMembershipFactory(customer=serves).user
    if customer is None:
        agree(serves, admin)
        factories.TenantDomainFactory(owner=serves)
    relate(found, admin)
    return found


def relate(own: Company, admin: Any) -> None:
    """The relationship, with full rights."""
    capacity = Capacity.PROVIDER if own.partner.is_provider else Capacity.DIRECT
    pair = {"partner": own.partner, "customer": own.customer}
    if not own.partner.is_reseller:
        factories.ResellerRelationshipFactory(**pair, capacity=capacity, started_by=admin)
        factories.DelegatedAdminGrantFactory(**pair, granted_by=admin)
    refresh_pair(own.partner, own.customer)


def asked(own: Company, owner: Any) -> Ids:
    return (factories.InvitationFactory(partner=own.partner, owner=owner, no_rights=True, sent=True).public_id,)


def expired(own: Company, owner: Any) -> Ids:
    return (factories.InvitationFactory(partner=own.partner, owner=owner, no_rights=True, expired=True).public_id,)


def drafted(own: Company, owner: Any) -> Ids:
    return (factories.InvitationFactory(partner=own.partner, owner=owner, draft=True).public_id,)


def asked_partnership(own: Company, owner: Any) -> Ids:
    return (factories.PartnershipRequestFactory(provider=own.partner, owner=owner, sent=True).public_id,)


def expired_partnership(own: Company, owner: Any) -> Ids:
    return (factories.PartnershipRequestFactory(provider=own.partner, owner=owner, expired=True).public_id,)


def partnership(own: Company) -> Ids:
    side = "provider" if own.partner.is_provider else "reseller"
    kind = {"reseller": True} if side == "provider" else {"provider": True}
    other = factories.PartnerFactory(cloud=own.partner.cloud, country=own.partner.country, **kind)
    both: dict[str, Partner] = {"provider": other, "reseller": other} | {side: own.partner}
    return (factories.PartnershipFactory(**both).public_id,)


def served(own: Company) -> Ids:
    return (own.customer.public_id,)


def relationship(own: Company) -> Ids:
    """With a customer of its own, to which nothing was sold."""
    customer = factories.CustomerFactory(cloud=own.partner.cloud, country=own.partner.country)
    begun = factories.ResellerRelationshipFactory(partner=own.partner, customer=customer)
    refresh_pair(own.partner, customer)
    return (customer.public_id, begun.public_id)


def asked_end(own: Company) -> Ids:
    """The customer of its own asks that this relationship ends."""
    ids = relationship(own)
    begun = ResellerRelationship.objects.get(public_id=ids[-1])
    ask_to_end(relationship=begun, reason="", by=factories.CustomerMembershipFactory(customer=begun.customer))
    return ids


def held(own: Company) -> Ids:
    grants = own.customer.grants.filter(partner=own.partner, kind="full")
    return (own.customer.public_id, grants.get().public_id)


def granular(own: Company) -> Any:
    return factories.DelegatedAdminGrantFactory(partner=own.partner, customer=own.customer, granular=True)


def assigned(own: Company) -> Ids:
    grant = granular(own)
    given = factories.AccessAssignmentFactory(grant=grant, group=factories.SecurityGroupFactory(partner=own.partner))
    return (grant.public_id, given.public_id)


def group(own: Company) -> Ids:
    return (factories.SecurityGroupFactory(partner=own.partner).public_id,)


def template(own: Company) -> Ids:
    made = RoleTemplate.objects.create(partner=own.partner, name="Our usual", roles=["global_reader"])
    return (made.public_id,)


def mail_template(own: Company) -> Ids:
    words = {"name": "Our usual", "subject": "Of us", "body": "Hello {link}"}
    made = MailTemplate.objects.create(partner=own.partner, kind="reminder", language="en", **words)
    return (made.public_id,)


def kind_of_mail(own: Company) -> Ids:
    return ("reminder", "en")


def sold(own: Company, **facts: Any) -> Ids:
    bought = factories.SubscriptionFactory(customer=own.customer, sold=own.partner, **facts)
    return (own.customer.public_id, bought.public_id)


def ending(own: Company) -> Ids:
    """Cancelled for the end of its term."""
    times = {"term_months": 12, "cancel_until": factories.ago(days=80), "ordered_at": factories.ago(days=87)}
    return sold(own, cancel_asked_at=factories.ago(days=1), ends_at=factories.ago(days=-270), **times)


def person(own: Company, **traits: Any) -> Ids:
    found = factories.DirectoryUserFactory(customer=own.customer, **traits)
    return (own.customer.public_id, found.public_id)


def indirect(own: Company) -> Ids:
    """With a reseller for its support contact, until the seller names itself."""
    reseller = factories.PartnerFactory(cloud=own.partner.cloud, country=own.partner.country, reseller=True)
    return sold(own, support_contact=reseller)


def licensed(own: Company) -> tuple[Any, Any]:
    """A subscription of the partner's, and somebody who has a seat of it."""
    bought = factories.SubscriptionFactory(customer=own.customer, sold=own.partner)
    return bought, factories.LicenseFactory(subscription=bought).user


def of_person(own: Company) -> Ids:
    bought, user = licensed(own)
    return (own.customer.public_id, user.public_id, bought.public_id)


def file_of_people(own: Company, owner: Any) -> Ids:
    """One of the person's, with a good row in it."""
    facts = {"digest": f"{owner.pk:064}", "total": 1, "good": 1}
    file = UserImport.objects.create(customer=own.customer, uploaded_by=owner, **facts)
    person = {
        "display_name": "Aoi Mori",
        "user_name": f"a.mori{owner.pk}@new.example",
        "country": "JP",
        "language": "en",
    }
    UserImportRow.objects.create(file=file, line=2, **person)
    return (own.customer.public_id, file.public_id)


def file_of_requests(own: Company, owner: Any) -> Ids:
    """One that is being sent, with a good row in it."""
    facts = {"status": "confirmed", "confirmed_at": timezone.now(), "confirmed_by": owner}
    return (unsent_file(own, owner, **facts),)


def unsent_file(own: Company, owner: Any, **facts: Any) -> Any:
    """The id of a file with terms and a good row."""
    terms = {"rights": "none", "capacity": "direct", "columns": {"recipient_email": 0}, "titles": ["E-mail", "Company"]}
    facts = {"status": "checked", "digest": uuid4().hex} | terms | facts
    file = InvitationBatch.objects.create(partner=own.partner, uploaded_by=owner, total=1, good=1, **facts)
    InvitationBatchRow.objects.create(batch=file, line=2, cells=[f"a.mori{owner.pk}@new.example", "Harbour"])
    return file.public_id


def raised(own: Company, **traits: Any) -> Ids:
    return (factories.ServiceRequestFactory(partner=own.partner, customer=own.customer, **traits).public_id,)


def attached(own: Company) -> Ids:
    asked = factories.ServiceRequestFactory(partner=own.partner, customer=own.customer)
    return (asked.public_id, attach(asked).public_id)


def received(own: Company) -> Ids:
    reseller = factories.PartnerFactory(cloud=own.partner.cloud, country=own.partner.country, reseller=True)
    asked = factories.ServiceRequestFactory(partner=reseller, provider=own.partner, customer=own.customer)
    return (asked.public_id,)


def domain(own: Company) -> Ids:
    name = f"company{own.partner.partner_number}.example"
    return (factories.TenantDomainFactory(owner=own.partner, domain=name, unconfirmed=True).public_id,)


def claim(own: Company) -> Ids:
    name = f"claimed{own.partner.partner_number}.example"
    return (factories.DomainClaimFactory(claimant=as_owner(own.partner), domain=name).public_id,)


MAKES = {
    "request": asked,
    "expired request": expired,
    "draft": drafted,
    "partnership request": asked_partnership,
    "expired partnership request": expired_partnership,
    "partnership": partnership,
    "customer": served,
    "relationship": relationship,
    "asked end": asked_end,
    "held": held,
    "grant": lambda own: (granular(own).public_id,),
    "assignment": assigned,
    "group": group,
    "free group": group,
    "template": template,
    "e-mail template": mail_template,
    "kind of e-mail": kind_of_mail,
    "subscription": sold,
    "suspended subscription": lambda own: sold(own, status="suspended"),
    "offer": lambda own: (factories.OfferFactory(cloud=own.partner.cloud).public_id,),
    "ending subscription": ending,
    "indirect subscription": indirect,
    "service": lambda own: (own.customer.public_id, service_key(own.customer, "Microsoft 365")),
    "file of people": file_of_people,
    "file of requests": file_of_requests,
    "unsent file of requests": lambda own, owner: (unsent_file(own, owner),),
    "result of requests": lambda own: (*file_of_requests(own, own.members["boss"]), "csv"),
    "result of a file": lambda own, owner: (*file_of_people(own, owner), "csv"),
    "template of a file": lambda own: (own.customer.public_id, "csv"),
    "licensable": sold,
    "licensed": lambda own: own.ids("licence of a person")[::2],
    "licence": lambda own: own.ids("licence of a person")[1:2],
    "licence of a person": of_person,
    "unlicensed": lambda own: (*own.ids("person"), own.id_of("subscription")),
    "person": person,
    "blocked person": lambda own: person(own, blocked=True),
    "service request": raised,
    "closed service request": lambda own: raised(own, closed=True),
    "attachment": attached,
    "member": lambda own: (factories.PartnerMembershipFactory(partner=own.partner).public_id,),
    "team invitation": lambda own: (factories.TeamInvitationFactory(organisation=as_owner(own.partner)).public_id,),
    "received service request": received,
    "domain": domain,
    "domain claim": claim,
    "webhook": lambda own: (factories.WebhookEndpointFactory(partner=own.partner).public_id,),
    "delivery of a webhook": lambda own: (factories.WebhookDeliveryFactory(endpoint__partner=own.partner).public_id,),
}
