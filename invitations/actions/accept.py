"""The customer accepts: relationship, rights and agreement begin in one transaction, or nothing does (D8)."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from customers.agreements.actions import write_acceptance
from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.actions import write_full_grant
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import write_relationship
from customers.relationships.index import refresh_locked_pair
from customers.relationships.models import ResellerRelationship
from invitations import parties, statements, terms
from invitations.actions import answering
from invitations.case import Case, Decision
from invitations.gate import inspect
from invitations.mails.answers import tell_accepted
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead, Obstacle
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.canonical.facts import fingerprint


@dataclass(frozen=True)
class Consent:
    """What the person ticked, and the fingerprint of what was shown."""

    shown: str
    agrees: bool = False
    allows_full_rights: bool = False


@dataclass(frozen=True)
class Started:
    """What an acceptance began."""

    agreement: AgreementAcceptance | None
    relationships: tuple[ResellerRelationship, ...]
    grant: DelegatedAdminGrant | None


def accept(*, case: Case, customer: Customer, consent: Consent, by: User) -> Acceptance:
    """Accept the opened request for `customer`. The same person's second try gives the first result.

    Writes evidence, agreement, relationships, grant, log and mails; nothing on subscriptions, owners, terms,
    Partner of Record or other partners (S1, R-50). Raises `Stopped`, `TermsChanged`, or `ValidationError` for a
    box that is not ticked (`agreement_needed`, `full_rights_needed`); OperationalError where the lock is not had.
    """
    try:
        return accept_once(case=case, customer=customer, consent=consent, by=by)
    except IntegrityError:  # the unique indexes are the backstop behind the lock
        earlier = accepted_before(case.invitation, customer, by)
        if earlier is None:
            raise answering.Stopped(Dead("used")) from None
        return earlier


@transaction.atomic
def accept_once(*, case: Case, customer: Customer, consent: Consent, by: User) -> Acceptance:
    """Lock, check everything again, write. Lock order: request, partners, customer, relationship."""
    link = answering.lock_invitation(case.link)
    earlier = accepted_before(link.invitation, customer, by)
    if earlier:
        return earlier
    case = answering.case_again(case, link, customer.public_id)
    decision = decision_under_lock(case, customer.public_id)
    check_consent(decision, consent)
    with one_deed(by):
        acceptance = write_down(case, decision, start(decision, by=by), by=by)
    end_when_used_up(link.invitation, by=by)
    for partner in case.partners:
        refresh_locked_pair(partner, decision.customer, owner=link.invitation.owner)
    tell_accepted(acceptance)
    return acceptance


def accepted_before(invitation: Invitation, customer: Customer, by: User) -> Acceptance | None:
    accepted = Acceptance.Outcome.ACCEPTED
    return answering.earlier_answer(invitation, outcome=accepted, customer=customer, by=by)


def decision_under_lock(case: Case, chosen: UUID) -> Decision:
    """The gate's answer while partners, customer and membership are held. Raises `Stopped`."""
    answering.hold(case.partners)
    answering.hold_member(case.person, chosen)
    found = inspect(case)
    if isinstance(found, Obstacle):
        raise answering.Stopped(found)
    return found


def check_consent(decision: Decision, consent: Consent) -> None:
    """What is accepted is what was shown, and every box that it needs was ticked by the person (D7, 66-69)."""
    if consent.shown != fingerprint(terms.decision_facts(decision)):
        raise answering.TermsChanged(decision)
    problems = {}
    if decision.starts_grant and not consent.allows_full_rights:
        problems["allows_full_rights"] = ValidationError(
            _("Tick the box to grant full administrator rights, or decline the request."), code="full_rights_needed"
        )
    if decision.agreement and not consent.agrees:
        problems["agrees"] = ValidationError(
            _("Tick the box to accept the customer agreement, or decline the request."), code="agreement_needed"
        )
    if problems:
        raise ValidationError(problems)


def start(decision: Decision, *, by: User) -> Started:
    """Agreement, then relationships, then rights: each that the gate, under the customer's lock, found missing."""
    customer, asked = decision.customer, decision.invitation
    agreement = None
    if decision.agreement:
        agreement = write_acceptance(text=decision.agreement, customer=customer, by=by)
    sides = parties.relationships_asked(asked)
    relationships = tuple(
        standing or write_relationship(customer=customer, by=by, **vars(side))
        for side, standing in zip(sides, decision.standing_sides, strict=True)
    )
    grant = None
    if decision.starts_grant:
        grant = write_full_grant(partner=parties.rights_holder(asked), customer=customer, by=by)
    return Started(agreement, relationships, grant)


def write_down(case: Case, decision: Decision, started: Started, *, by: User) -> Acceptance:
    """The event and the evidence, word for word."""
    asked = decision.invitation
    event = record(
        "invitation.accepted",
        about=asked,
        by=by,
        side="customer",
        cloud_code=asked.cloud.code,
        partner_id=asked.partner.public_id,
        customer_id=decision.customer.public_id,
        details={"rights": asked.rights, "grant": started.grant is not None},
    )
    said = statements.snapshot(asked, starts_relationship=decision.starts_relationship)
    return answering.keep_answer(
        case,
        outcome=Acceptance.Outcome.ACCEPTED,
        terms=terms.decision_facts(decision) | {"statements": said},
        by=by,
        trace_id=event.trace_id,
        agreement_acceptance=started.agreement,
        relationship=next(iter(started.relationships), None),
        provider_relationship=started.relationships[1] if len(started.relationships) > 1 else None,
        grant=started.grant,
    )


def end_when_used_up(invitation: Invitation, *, by: User) -> None:
    """A single-use request is accepted; a reusable one lives until it reaches its limit."""
    accepted = invitation.acceptances.filter(outcome=Acceptance.Outcome.ACCEPTED)
    if invitation.is_reusable and (invitation.use_limit is None or accepted.count() < invitation.use_limit):
        return
    answering.end_invitation(invitation, Invitation.Status.ACCEPTED, by=by)
