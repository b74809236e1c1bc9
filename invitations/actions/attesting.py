"""A partner attests for the organisation that is about to answer its request, where none can accept online (R-91)."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from customers.agreements.attesting import attest
from customers.agreements.models import AgreementAcceptance
from customers.agreements.rules import Named
from customers.directory.models import Customer, CustomerMembership
from customers.relationships.queries import capacities_at
from invitations import parties
from invitations.models import Invitation
from invitations.queries.accepting import confirmed_domains, verified_keys
from partnercenter.canonical.emails import domain_of
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def attest_before_answer(
    *, invitation: Invitation, organisation: UUID, named: Named, on: date, by: PartnerMembership
) -> AgreementAcceptance:
    """Attest the agreement of the organisation with this ID, which the customer tells its partner.

    Only while the request can be answered, and only where the cloud takes no online acceptance: elsewhere the customer
    accepts with the answer. Raises what `agreements.attesting.attest` does, `request_ended`, `accepted_online`,
    `unknown_organisation`.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("cloud", "partner").get(pk=invitation.pk)
    check_needed(locked)
    customer = find_addressee(locked, organisation)
    Customer.objects.select_for_update(no_key=True, of=("self",)).get(pk=customer.pk)
    capacities = capacities_asked(locked, by) | capacities_at(by.partner, customer)
    return attest(customer=customer, named=named, on=on, capacities=capacities, by=by)


def check_needed(invitation: Invitation) -> None:
    """Codes `request_ended`, `request_open`, `accepted_online`."""
    if not invitation.is_open:
        raise ValidationError(_("The request can no longer be answered."), code="request_ended")
    if not invitation.is_addressed:
        raise ValidationError(
            _("This request has no recipient, so nobody knows whose agreement it is."),
            code="request_open",
        )
    if invitation.cloud.online_agreement:
        raise ValidationError(
            _("The customer accepts the agreement online, together with your request."), code="accepted_online"
        )


def find_addressee(invitation: Invitation, organisation: UUID) -> Customer:
    """The customer with this organisation ID, if the request is addressed to it. Code `unknown_organisation`.

    Another organisation is answered as one that does not exist: an ID alone opens nothing.
    """
    customer = Customer.objects.filter(cloud=invitation.cloud, tenant_id=organisation).first()
    if customer is None or not is_addressed_to(invitation, customer):
        raise ValidationError(
            _("No organisation of %(cloud)s has this ID. Ask the customer to read it from its page once more."),
            code="unknown_organisation",
            params={"cloud": invitation.cloud.name},
        )
    return customer


def is_addressed_to(invitation: Invitation, customer: Customer) -> bool:
    """Whether the recipient is one of the customer's people, or has an address of its confirmed domain."""
    confirmed = confirmed_domains([customer], invitation.cloud)[customer.public_id]
    if domain_of(invitation.recipient_key) in confirmed:
        return True
    people = CustomerMembership.objects.filter(customer=customer, left_at=None).select_related("user")
    return any(invitation.recipient_key in verified_keys(membership.user) for membership in people)


def capacities_asked(invitation: Invitation, by: PartnerMembership) -> set[str]:
    """The capacities in which the person's partner would serve the customer."""
    return {side.capacity for side in parties.relationships_asked(invitation) if side.partner == by.partner}
