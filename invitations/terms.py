"""The facts of a decision as they are shown, hashed into the form and kept with the evidence (D8, bad input 69)."""

from typing import Any

from customers.agreements.models import AgreementText
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from invitations import parties
from invitations.case import Decision
from invitations.models import Invitation
from partnercenter.canonical.facts import fingerprint
from partnercenter.partners.models import Partner

Facts = dict[str, Any]


def facts_of(invitation: Invitation) -> Facts:
    """What the request asks, with the names as they are now."""
    return {
        "request": str(invitation.public_id),
        "number": invitation.number,
        "cloud": invitation.cloud.code,
        "partner": partner_facts(invitation.partner),
        "relationships": [
            {
                "partner": partner_facts(side.partner),
                "capacity": str(side.capacity),
                "provider": partner_facts(side.provider) if side.provider else None,
            }
            for side in parties.relationships_asked(invitation)
        ],
        "rights": invitation.rights,
        "roles": list(invitation.roles),
        "days": invitation.days,
        "auto_extends": invitation.auto_extends,
        "grant_name": invitation.grant_name,
        "rights_holder": partner_facts(parties.rights_holder(invitation)) if invitation.asks_rights else None,
        "expires_at": invitation.expires_at.isoformat() if invitation.expires_at else None,
    }


def decision_facts(decision: Decision) -> Facts:
    """The request's facts, and for whom and with which agreement it would be accepted."""
    return facts_of(decision.invitation) | {
        "customer": customer_facts(decision.customer),
        "agreement": agreement_facts(decision.agreement),
        "starts_relationship": decision.starts_relationship,
        "starts_grant": decision.starts_grant,
    }


def shown(decision: Decision) -> str:
    """The fingerprint of what the deed shows. With granular rights also the day that their end is counted from.

    So a deed that was read before midnight and is answered after it shows its new end before it is accepted.
    """
    facts = decision_facts(decision)
    if decision.asks_roles:
        facts["counts_from"] = decision.today.isoformat()
    return fingerprint(facts)


def granted_facts(asked: Invitation, grant: DelegatedAdminGrant | None) -> Facts:
    """What the customer made of granular rights: the roles allowed and left out, days and end."""
    if not asked.asks_granular:
        return {}
    return {
        "granted": {
            "roles": list(grant.roles) if grant else [],
            "left_out": dropped_roles(asked, grant),
            "days": grant.days if grant else None,
            "auto_extends": grant.auto_extends if grant else False,
            "ends_at": grant.ends_at.isoformat() if grant and grant.ends_at else None,
        }
    }


def dropped_roles(asked: Invitation, grant: DelegatedAdminGrant | None) -> list[str]:
    """The roles that were asked and not granted, in the order of the request."""
    return [role for role in asked.roles if grant is None or role not in grant.roles]


def partner_facts(partner: Partner) -> Facts:
    return {"id": str(partner.public_id), "legal_name": partner.legal_name}


def customer_facts(customer: Customer) -> Facts:
    return {"id": str(customer.public_id), "name": customer.name, "tenant": str(customer.tenant_id)}


def agreement_facts(text: AgreementText | None) -> Facts | None:
    """The text in question: its version, language and hash."""
    if text is None:
        return None
    return {"title": text.title, "version": text.version, "language": text.language, "sha256": text.sha256}
