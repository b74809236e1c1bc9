"""The customer accepts: relationship, rights and agreement begin in one transaction, or nothing does (D8)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from customers.agreements.actions import write_acceptance
from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.actions import write_full_grant, write_granular_grant
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import write_relationship
from customers.relationships.index import refresh_locked_pair
from customers.relationships.models import ResellerRelationship
from invitations import parties, statements, terms
from invitations.actions import answering
from invitations.actions.consenting import Consent, check_consent, granted_terms, starts_rights
from invitations.case import Case, Decision
from invitations.gate import inspect, name_free
from invitations.mails.answers import tell_accepted
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead, Obstacle
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record


@dataclass(frozen=True)
class Started:
    """What an acceptance began."""

    agreement: AgreementAcceptance | None
    relationships: tuple[ResellerRelationship, ...]
    grant: DelegatedAdminGrant | None


def accept(*, case: Case, customer: Customer, consent: Consent, by: User) -> Acceptance:
    """Accept the opened request for `customer`. The same person's second try gives the first result.

    Writes evidence, agreement, relationships, grant, log and mails; nothing on subscriptions, owners, terms,
    Partner of Record or other partners (S1, R-50). Raises `Stopped`, `TermsChanged`, or `ValidationError` for what
    was not ticked or was widened (`check_consent`); OperationalError where the lock is not had.
    """
    try:
        return accept_once(case=case, customer=customer, consent=consent, by=by)
    except IntegrityError:  # the unique indexes are the backstop behind the lock
        earlier = accepted_before(case.invitation, customer, by)
        if earlier is None:
            raise answering.Stopped(name_free(case) or Dead("used")) from None
        return earlier


@transaction.atomic
def accept_once(*, case: Case, customer: Customer, consent: Consent, by: User) -> Acceptance:
    """Lock, check everything again, write. Lock order: request, partners, customer, relationship."""
    link = answering.lock_invitation(case.link)
    earlier = accepted_before(link.invitation, customer, by) if link.invitation.may_have_answers else None
    if earlier:
        return earlier
    case = answering.case_again(case, link, customer.public_id)
    decision = decision_under_lock(case, customer.public_id)
    check_consent(decision, consent)
    with one_deed(by):
        acceptance = write_down(case, decision, start(decision, consent, by=by), by=by)
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


def start(decision: Decision, consent: Consent, *, by: User) -> Started:
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
    grant = start_grant(decision, consent, by=by) if starts_rights(decision, consent) else None
    return Started(agreement, relationships, grant)


def start_grant(decision: Decision, consent: Consent, *, by: User) -> DelegatedAdminGrant:
    """Full rights, or those of the asked roles that the customer ticked, for as long as it said."""
    asked, sides = decision.invitation, {"partner": decision.holder, "customer": decision.customer}
    if not asked.asks_granular:
        return write_full_grant(**sides, by=by)  # type: ignore[arg-type]
    granted = granted_terms(decision, consent)
    return write_granular_grant(**sides, terms=granted, asked=asked.granular_terms, by=by)  # type: ignore[arg-type]


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
        details={"rights": asked.rights, "grant": started.grant is not None} | left_out(asked, started.grant),
    )
    said = statements.snapshot(asked, starts_relationship=decision.starts_relationship)
    return answering.keep_answer(
        case,
        outcome=Acceptance.Outcome.ACCEPTED,
        terms=terms.decision_facts(decision) | terms.granted_facts(asked, started.grant) | {"statements": said},
        by=by,
        trace_id=event.trace_id,
        agreement_acceptance=started.agreement,
        relationship=next(iter(started.relationships), None),
        provider_relationship=started.relationships[1] if len(started.relationships) > 1 else None,
        grant=started.grant,
    )


def left_out(asked: Invitation, grant: DelegatedAdminGrant | None) -> dict[str, list[str]]:
    """For the log: the roles that the customer left out of what was asked; nothing where it left out none."""
    dropped = terms.dropped_roles(asked, grant)
    return {"left_out": dropped} if dropped else {}


def end_when_used_up(invitation: Invitation, *, by: User) -> None:
    """A single-use request is accepted; a reusable one lives until it reaches its limit."""
    accepted = invitation.acceptances.filter(outcome=Acceptance.Outcome.ACCEPTED)
    if invitation.is_reusable and (invitation.use_limit is None or accepted.count() < invitation.use_limit):
        return
    answering.end_invitation(invitation, Invitation.Status.ACCEPTED, by=by)
