"""The rules of `readers.py`: each gets a row and gives the parties that may read its words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

from customers.agreements.models import AgreementAcceptance, AttestedContact
from customers.directory.models import Customer, CustomerMembership
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer
from customers.services.models import ServiceRequest
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import TenantDomain
from partnercenter.partners.models import Partner, PartnerMembership, Partnership, PartnershipRequest
from partnercenter.teams.models import TeamInvitation

Party = tuple[str, int]
Rule = Callable[[Any], Iterable[Any]] | None


def party_of(row: Any) -> Party:
    """The name of a partner, customer or person in this table."""
    return row._meta.model_name, row.pk


def nobody(row: Any) -> Iterable[Any]:
    return ()


def partner(row: Any) -> Iterable[Any]:
    """The row's partner alone."""
    return (row.partner,)


def customer(row: Any) -> Iterable[Any]:
    """The row's customer alone."""
    return (row.customer,)


def pair(row: Any) -> Iterable[Any]:
    """The row's partner and customer."""
    return row.partner, row.customer


def pair_asked(row: Any) -> Iterable[Any]:
    """The two sides of the relationship whose end is asked for."""
    return row.relationship.partner, row.relationship.customer


def hooked(row: Any) -> Iterable[Any]:
    """The partner whose server said it."""
    return (row.delivery.endpoint.partner,)


def itself(row: Any) -> Iterable[Any]:
    return (row,)


def partners_of(customer: Customer) -> Iterable[Partner]:
    """The partners that have or had something at the customer."""
    return Partner.objects.filter(partner_customers__customer=customer)


def customers_of(partner: Partner) -> Iterable[Customer]:
    """The customers at which the partner has or had something."""
    return Customer.objects.filter(partner_customers__partner=partner)


def known_customer(row: Customer) -> Iterable[Any]:
    """A customer, and the partners that have something there."""
    return row, *partners_of(row), *invited_by(owner_id=row.public_id)


def known_partner(row: Partner) -> Iterable[Any]:
    """A partner, whom it asked or serves, and its counterparts in partnerships."""
    return row, *clients(row), *counterparts(row), *buyers(row), *invited_by(owner_id=row.public_id)


def invited_by(**whose: Any) -> Iterable[User]:
    """The people with accounts whom a team, or somebody for it, has invited."""
    return User.objects.filter(email_key__in=TeamInvitation.objects.filter(**whose).values("email_key"))


def team_of(row: Any) -> Iterable[Any]:
    """The organisation that invites, and who is invited."""
    owners: Any = {"partner": Partner, "customer": Customer}
    return *owners[row.owner_kind].objects.filter(public_id=row.owner_id), *invited_by(pk=row.pk)


def buyers(row: Partner) -> Iterable[Customer]:
    """The customers whose subscriptions name the partner: they see by whom, and with whom, they bought."""
    named = Q(subscriptions__sold_by=row) | Q(subscriptions__reseller=row)
    return Customer.objects.filter(named | Q(subscriptions__partner_of_record=row)).distinct()


def clients(row: Partner) -> Iterable[Any]:
    """The customers that a partner serves, and the persons and organisations that it asked."""
    asked = User.objects.filter(email_key__in=row.invitations.exclude(status="draft").values("recipient_key"))
    return *customers_of(row), *asked, *Customer.objects.filter(memberships__user__in=asked)


def counterparts(row: Partner) -> Iterable[Partner]:
    """Providers of a reseller, resellers of a provider, also of partnerships that ended or were only asked for."""
    both = Partnership.objects.filter(Q(provider=row) | Q(reseller=row)).select_related("provider", "reseller")
    asked = User.objects.filter(email_key__in=row.partnership_requests.values("recipient_key"))
    return (
        *(side for pair in both for side in both_partners(pair)),
        *asked,
        *Partner.objects.filter(memberships__user__in=asked),
    )


def person(row: User) -> Iterable[Any]:
    """A person and the colleagues; a partner's staff also those whom the partner serves or asks."""
    employers = list(Partner.objects.filter(memberships__user=row))
    served = [reader for employer in employers for reader in clients(employer)]
    joining = Customer.objects.filter(join_requests__user=row)
    known = (*joining, *Customer.objects.filter(memberships__user=row))
    return row, *employers, *served, *known, *invited_by(invited_by=row), *inviting(row)


def inviting(row: User) -> Iterable[Any]:
    """The teams that have invited a person's address."""
    rows = TeamInvitation.objects.filter(email_key=row.email_key)
    return [side for each in rows for side in team_of(each)]


def address(row: User) -> Iterable[Any]:
    """A person's address is also known to the partners that wrote to it."""
    keys = ("invitations", "invitations_made_for", "partnership_requests")
    wrote = [Partner.objects.filter(**{f"{kind}__recipient_key": row.email_key}) for kind in keys]
    return *person(row), *(partner for partners in wrote for partner in partners), *courted_by(row)


def name(row: User) -> Iterable[Any]:
    """A person's name is also known to the partners whose requests he answered, and in threads where he wrote."""
    answered = Partner.objects.filter(Q(invitations__acceptances__decided_by=row) | Q(grants__granted_by=row))
    threads = ServiceRequest.objects.filter(Q(messages__written_by=row) | Q(raised_by=row))
    talking = [side for thread in threads for side in service_request(thread)]
    return *person(row), *answered, *talking, *courted_by(row)


def courted_by(row: User) -> Iterable[Any]:
    """A provider's request names who asks, and says who answered."""
    courted = PartnershipRequest.objects.filter(Q(owner__user=row) | Q(recipient_key=row.email_key) | Q(ended_by=row))
    return [reader for asked in courted for reader in partnership_request(asked)]


def typed_domain(row: Customer) -> Iterable[Any]:
    """A customer's domain is also known to the partners that wrote to an address in it."""
    return *known_customer(row), *Partner.objects.filter(invitations__recipient_key__endswith=f"@{row.primary_domain}")


def domain(row: TenantDomain) -> Iterable[Any]:
    """The owner's, and theirs who deal with the owner."""
    owner: Any = (Partner if row.owner_kind == "partner" else Customer).objects.get(public_id=row.owner_id)
    return known_partner(owner) if row.owner_kind == "partner" else known_customer(owner)


def request(row: Any) -> Iterable[Any]:
    """What the addressee reads too: the asking partner, the reseller it asks for, the addressee."""
    addressee = User.objects.filter(email_key=row.recipient_key) if row.recipient_key else ()
    answered = Customer.objects.filter(acceptances__invitation=row)
    return row.partner, row.on_behalf_of, *addressee, *answered, *domain_holders(row)


def domain_holders(row: Any) -> Iterable[Customer]:
    """The organisation whose confirmed domain is the recipient's."""
    held = TenantDomain.objects.filter(domain=row.recipient_key.partition("@")[2], confirmed_at__isnull=False)
    return Customer.objects.filter(public_id__in=held.values("owner_id"))


def answer(row: Any) -> Iterable[Any]:
    """An answer: who asked and who answered."""
    return row.invitation.partner, row.customer, row.decided_by


def subscription(row: Any) -> Iterable[Any]:
    """The customer, who sold it or sells it on, and who holds rights there (bought elsewhere)."""
    entitled = DelegatedAdminGrant.objects.filter(customer=row.customer, status="active").select_related("partner")
    return row.customer, row.sold_by, row.reseller, row.support_contact, *(grant.partner for grant in entitled)


def directory_user(row: Any) -> Iterable[Any]:
    """Somebody of a customer's directory: the customer, and who holds rights there."""
    entitled = DelegatedAdminGrant.objects.filter(customer=row.customer, status="active").select_related("partner")
    return row.customer, *(grant.partner for grant in entitled)


def file_row(row: Any) -> Iterable[Any]:
    """What stood in a file: the partner of who uploaded it."""
    return (row.file.uploaded_by.partner,)


def batch_row(row: Any) -> Iterable[Any]:
    """What stood in a file of requests: its partner."""
    return (row.batch.partner,)


def mail(row: Any) -> Iterable[Any]:
    """A mail's address: the partner that had it sent; the person who gets it."""
    senders = Partner.objects.filter(public_id=row.partner_id) if row.partner_id else ()
    return *senders, *User.objects.filter(email_key=row.recipient_key)


def mail_step(row: Any) -> Iterable[Any]:
    """What a server said to a mail: whose mail it is."""
    return mail(row.email)


def trace(row: Any) -> Iterable[Any]:
    """The name in a trace: the colleagues of the partner or customer whose person it was, and the customer whose
    rights it used (its log of use)."""
    events = AuditEvent.objects.filter(trace_id=row.pk)
    users = User.objects.filter(public_id__in=events.values("actor_id"))
    staff = PartnerMembership.objects.filter(user__in=users).select_related("partner")
    people = CustomerMembership.objects.filter(user__in=users).select_related("customer")
    used = Customer.objects.filter(public_id__in=events.filter(action="grant.used").values("customer_id"))
    return *(m.partner for m in staff), *(m.customer for m in people), *users, *used


def notes(row: PartnerCustomer) -> Iterable[Any]:
    """What a partner writes about a customer is its own."""
    return (row.partner,)


def claim(row: Any) -> Iterable[Any]:
    """A claim to a domain: who claims it, as a person or for an organisation. Never whom it is against."""
    owners: Any = {"partner": Partner, "customer": Customer}
    claimant = owners[row.claimant_kind].objects.filter(public_id=row.claimant_id) if row.claimant_kind else ()
    return row.claimed_by, *claimant


def decided_claim(row: Any) -> Iterable[Any]:
    """The words of an operator's decision: both sides."""
    owners: Any = {"partner": Partner, "customer": Customer}
    holder = owners[row.holder_kind].objects.filter(public_id=row.holder_id) if row.holder_kind else ()
    return *claim(row), *holder


def owner(row: TenantDomain) -> Iterable[Any]:
    """The organisation that a domain belongs to."""
    owners: Any = {"partner": Partner, "customer": Customer}
    return owners[row.owner_kind].objects.filter(public_id=row.owner_id)


def attested(row: AttestedContact) -> Iterable[Any]:
    """Whom a partner named: that partner, the customer, and the person."""
    rows = AgreementAcceptance.objects.filter(contact_id=row.pk).select_related("partner", "customer")
    return [side for each in rows for side in (each.partner, each.customer)]


def agreement_receipt(row: AgreementAcceptance) -> Iterable[Any]:
    """A receipt: the customer, and the partner that attested."""
    return row.customer, row.partner


def both_partners(row: Partnership) -> Iterable[Any]:
    return row.provider, row.reseller


def partnership_request(row: PartnershipRequest) -> Iterable[Any]:
    """A provider's request to a reseller: both, and the addressee."""
    addressee = User.objects.filter(email_key=row.recipient_key) if row.recipient_key else ()
    return row.provider, row.reseller, *addressee, *Partner.objects.filter(memberships__user__in=addressee)


def service_request(row: Any) -> Iterable[Any]:
    """Who raised it, the provider that it goes through, the customer."""
    return row.partner, row.provider, row.customer


def service_message(row: Any) -> Iterable[Any]:
    return service_request(row.service_request)


def attachment(row: Any) -> Iterable[Any]:
    return service_request(row.message.service_request)
