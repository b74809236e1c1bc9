"""One of each kind of thing that a customer's own pages are about."""

from typing import Any

from customers.agreements.models import AgreementText
from customers.agreements.queries import current_text
from customers.directory.models import JoinRequest
from customers.directory.ownership import as_owner
from customers.relationships.actions import ask_to_end
from customers.relationships.index import refresh_pair
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.models import Partner
from tests import factories
from tests.policy.parties import COUNTRIES, Ids, Organisation, attach, people_of


def organisation(code: str = "public", partner: Partner | None = None) -> Organisation:
    """A customer that trusts the partner, or one of its own."""
    place = {"cloud": factories.cloud(code), "country": COUNTRIES[code]}
    customer = factories.CustomerFactory(**place)
    found = Organisation(
        people_of(customer), MAKES, customer=customer, partner=partner or factories.PartnerFactory(**place)
    )
    pair = {"partner": found.partner, "customer": customer}
    factories.ResellerRelationshipFactory(**pair)
    refresh_pair(found.partner, customer)
    return found


def granted(own: Organisation, **traits: Any) -> Ids:
    grant = factories.DelegatedAdminGrantFactory(partner=own.partner, customer=own.customer, **traits)
    return (own.partner.public_id, grant.public_id)


def joining(own: Organisation) -> Ids:
    asked = JoinRequest.objects.create(customer=own.customer, user=factories.UserFactory())
    return (asked.public_id,)


def heir(own: Organisation) -> Ids:
    place = {"cloud": own.customer.cloud, "country": own.customer.country}
    other = factories.ResellerRelationshipFactory(customer=own.customer, partner=factories.PartnerFactory(**place))
    return (other.partner.public_id,)


def in_force(own: Organisation) -> AgreementText:
    found = current_text(cloud=own.customer.cloud, country=own.customer.country, language="en")
    assert found
    return found


def receipt(own: Organisation) -> Ids:
    """Of an older version, so that the one in force can still be accepted."""
    older = factories.AgreementTextFactory(cloud=own.customer.cloud, published_at=factories.ago(days=900))
    accepted = factories.AgreementAcceptanceFactory(
        customer=own.customer, text=older, accepted_by=own.members["boss"].user
    )
    return (accepted.public_id,)


def related(own: Organisation) -> Ids:
    begun = ResellerRelationship.objects.get(partner=own.partner, customer=own.customer)
    return (own.partner.public_id, begun.public_id)


def asked_end(own: Organisation) -> Ids:
    """Of a partner of its own."""
    place = {"cloud": own.customer.cloud, "country": own.customer.country}
    begun = factories.ResellerRelationshipFactory(customer=own.customer, partner=factories.PartnerFactory(**place))
    ask_to_end(relationship=begun, reason="", by=own.members["boss"])
    return (begun.partner.public_id, begun.public_id)


def supported(own: Organisation, **traits: Any) -> Ids:
    return (factories.ServiceRequestFactory(partner=own.partner, customer=own.customer, **traits).public_id,)


def attached(own: Organisation) -> Ids:
    asked = factories.ServiceRequestFactory(partner=own.partner, customer=own.customer)
    return (asked.public_id, attach(asked).public_id)


def bought(own: Organisation, **traits: Any) -> Ids:
    """Directly, by an organisation that has accepted an agreement."""
    agreed(own)
    return (factories.SubscriptionFactory(customer=own.customer, **traits).public_id,)


def agreed(own: Organisation) -> None:
    if not own.customer.agreement_acceptances.exists():
        receipt(own)


def offered(own: Organisation) -> Ids:
    agreed(own)
    return (factories.OfferFactory(cloud=own.customer.cloud).public_id,)


def ending(own: Organisation) -> Ids:
    """Cancelled for the end of its term."""
    times = {"term_months": 12, "cancel_until": factories.ago(days=80), "ordered_at": factories.ago(days=87)}
    return bought(own, cancel_asked_at=factories.ago(days=1), ends_at=factories.ago(days=-270), **times)


def domain(own: Organisation) -> Ids:
    return (factories.TenantDomainFactory(owner=own.customer, unconfirmed=True).public_id,)


MAKES = {
    "join request": joining,
    "partner": lambda own: (own.partner.public_id,),
    "held": granted,
    "granular": lambda own: granted(own, granular=True),
    "heir": heir,
    "text": lambda own: (in_force(own).public_id,),
    "fingerprint": lambda own: (in_force(own).text_hash(),),
    "receipt": receipt,
    "relationship": related,
    "asked end": asked_end,
    "offer": offered,
    "bought": bought,
    "ending": ending,
    "service request": supported,
    "closed service request": lambda own: supported(own, closed=True),
    "attachment": attached,
    "member": lambda own: (factories.CustomerMembershipFactory(customer=own.customer).public_id,),
    "team invitation": lambda own: (factories.TeamInvitationFactory(organisation=as_owner(own.customer)).public_id,),
    "domain": domain,
}
