"""A version of the agreement is accepted, or asked for. The evidence never changes (decisions §6)."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.agreements.mails import tell_agreement_asked
from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, current_text
from customers.agreements.receipts import sealed
from customers.agreements.rules import check_may_accept
from customers.directory.models import Customer, CustomerMembership
from partnercenter.accounts.models import User
from partnercenter.audit.log import record


@transaction.atomic
def accept_agreement(*, text: AgreementText, customer: Customer, by: User) -> AgreementAcceptance:
    """Record that `by` accepted `text` for the customer: version, hash of the text, person and time.

    The acceptance that stands already, if this version was accepted before. It adds a row and changes no terms of
    what was ordered. The caller has locked the customer's row and checked the role.
    """
    return acceptance_of(customer, text) or write_acceptance(text=text, customer=customer, by=by)


@transaction.atomic
def accept_shown(*, text: AgreementText, shown: str, membership: CustomerMembership, by: User) -> AgreementAcceptance:
    """A customer's administrator accepts the version in force on the customer's own page, without any request.

    `shown` is the hash of the text that was read. Raises `ValidationError`: `not_an_admin`, `not_online` (the cloud
    takes no online acceptance), `text_changed` (another text is in force, or this one reads differently).
    """
    customer = (
        Customer.objects.select_for_update(no_key=True, of=("self",))
        .select_related("cloud")
        .get(pk=membership.customer_id)
    )
    mine = CustomerMembership.objects.filter(customer=customer, user=by, left_at=None).first()
    check_may_accept(mine.role if mine else "")
    check_online(customer)
    in_force = current_text(cloud=customer.cloud, country=customer.country, language=text.language)
    if in_force != text or in_force.text_hash() != shown:
        raise ValidationError(
            _("Another text is in force now, so nothing was accepted. Read it again."), code="text_changed"
        )
    return accept_agreement(text=in_force, customer=customer, by=by)


def check_online(customer: Customer) -> None:
    """Refuse where the cloud takes no online acceptance (decisions §2). Code `not_online`."""
    if not customer.cloud.online_agreement:
        raise ValidationError(
            _("In %(cloud)s the agreement is not accepted online. Ask your partner."),
            code="not_online",
            params={"cloud": customer.cloud.name},
        )


def write_acceptance(*, text: AgreementText, customer: Customer, by: User) -> AgreementAcceptance:
    """The evidence and its event, for a caller that has looked under the customer's lock: this version is new."""
    event = record(
        "agreement.accepted",
        about=text,
        by=by,
        side="customer",
        cloud_code=customer.cloud.code,
        customer_id=customer.public_id,
        details={"version": text.version, "language": text.language, "sha256": text.sha256},
    )
    return keep_evidence(text=text, customer=customer, trace_id=event.trace_id, by=by)


def keep_evidence(*, text: AgreementText, customer: Customer, trace_id: UUID | None, by: User) -> AgreementAcceptance:
    """The row that proves it; address and browser of the person lie in the trace, where they can be erased."""
    accepted = AgreementAcceptance(customer=customer, text=text, accepted_by=by, trace_id=trace_id)
    accepted = sealed(accepted, timezone.now())
    accepted.save(force_insert=True)
    return accepted


@transaction.atomic
def ask_to_accept(*, customer: Customer, by: User) -> AgreementText | None:
    """Ask the customer's administrators by mail to accept the version in force; once for each version.

    For whoever needs it, such as an order. Gives the text that is asked for; None where nothing is: the version is
    accepted, no text is in force, or the cloud takes no online acceptance (then a partner attests, R-91).
    """
    text = current_text(cloud=customer.cloud, country=customer.country, language=customer.language)
    if text is None or not customer.cloud.online_agreement or acceptance_of(customer, text):
        return None
    if tell_agreement_asked(text, customer):
        record(
            "agreement.asked",
            about=text,
            by=by,
            cloud_code=customer.cloud.code,
            customer_id=customer.public_id,
            details={"version": text.version},
        )
    return text
