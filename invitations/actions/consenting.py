"""What the person ticked, against what was shown and what is asked (decisions §5; bad inputs 66-69)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.grants.rules import check_within
from customers.grants.terms import GranularTerms
from invitations import terms
from invitations.actions import answering
from invitations.case import Decision


@dataclass(frozen=True)
class Consent:
    """What the person ticked and entered, and the fingerprint of what was shown."""

    shown: str
    agrees: bool = False
    allows_full_rights: bool = False
    roles: tuple[str, ...] = ()
    days: int | None = None
    auto_extends: bool = False


def starts_rights(decision: Decision, consent: Consent) -> bool:
    """Whether rights would begin with this answer: full ones, or at least one role."""
    return decision.starts_grant and (not decision.invitation.asks_granular or bool(consent.roles))


def granted_terms(decision: Decision, consent: Consent) -> GranularTerms:
    """The granular rights as the customer allows them; whether they lie within what is asked is checked elsewhere."""
    return GranularTerms(
        name=decision.invitation.grant_name,
        roles=consent.roles,
        days=consent.days or 0,
        auto_extends=consent.auto_extends,
    )


def check_consent(decision: Decision, consent: Consent) -> None:
    """What is accepted is what was shown, and every box that it needs was ticked by the person (D7, 66-69).

    Raises `TermsChanged`, or ValidationError by field: `full_rights_needed`, `role_needed`, `roles`, `days`,
    `widened`, `agreement_needed`.
    """
    if consent.shown != terms.shown(decision):
        raise answering.TermsChanged(decision)
    problems = problems_of_rights(decision, consent) if decision.starts_grant else {}
    if decision.agreement and not consent.agrees:
        problems["agrees"] = ValidationError(
            _("Tick the box to accept the customer agreement, or decline the request."), code="agreement_needed"
        )
    if problems:
        raise ValidationError(problems)


def problems_of_rights(decision: Decision, consent: Consent) -> dict[str, ValidationError]:
    """Full rights need their box, granular ones a role where not all may be left out; neither is ever widened."""
    if decision.invitation.asks_granular:
        return problems_of_roles(decision, consent)
    if consent.allows_full_rights:
        return {}
    return {
        "allows_full_rights": ValidationError(
            _("Tick the box to grant full administrator rights, or decline the request."), code="full_rights_needed"
        )
    }


def problems_of_roles(decision: Decision, consent: Consent) -> dict[str, ValidationError]:
    if not consent.roles:
        return {} if decision.may_leave_out_all else {"roles": role_needed()}
    try:
        check_within(granted_terms(decision, consent), asked=decision.invitation.granular_terms)
    except ValidationError as refusal:
        return {"roles" if refusal.code == "roles" else "days": refusal}
    return {}


def role_needed() -> ValidationError:
    return ValidationError(_("Tick at least one role, or decline the request."), code="role_needed")
