"""A partner attests for the organisation that is about to answer its request, where none can accept online (R-91)."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from customers.agreements.attesting import attest
from customers.agreements.models import AgreementAcceptance
from customers.agreements.rules import Named
from customers.directory.models import Customer
from customers.relationships.queries import capacities_at
from invitations import parties
from invitations.models import Invitation
from partnercenter.clouds.models import CloudRegion
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
    customer = find_organisation(locked.cloud, organisation)
    Customer.objects.select_for_update(no_key=True, of=("self",)).get(pk=customer.pk)
    capacities = capacities_asked(locked, by) | capacities_at(by.partner, customer)
    return attest(customer=customer, named=named, on=on, capacities=capacities, by=by)


def check_needed(invitation: Invitation) -> None:
    """Codes `request_ended`, `accepted_online`."""
    if not invitation.is_open:
        raise ValidationError(_("The request can no longer be answered."), code="request_ended")
    if invitation.cloud.online_agreement:
        raise ValidationError(
            _("The customer accepts the agreement online, together with your request."), code="accepted_online"
        )


def find_organisation(cloud: CloudRegion, organisation: UUID) -> Customer:
    """The customer of the request's cloud with this organisation ID. Code `unknown_organisation`."""
    customer = Customer.objects.filter(cloud=cloud, tenant_id=organisation).first()
    if customer is None:
        raise ValidationError(
            _("No organisation of %(cloud)s has this ID. Ask the customer to read it from its page once more."),
            code="unknown_organisation",
            params={"cloud": cloud.name},
        )
    return customer


def capacities_asked(invitation: Invitation, by: PartnerMembership) -> set[str]:
    """The capacities in which the person's partner would serve the customer."""
    return {side.capacity for side in parties.relationships_asked(invitation) if side.partner == by.partner}
