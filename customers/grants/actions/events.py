"""The event of a grant in the log."""

from typing import Any

from customers.grants.models import DelegatedAdminGrant
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent


def record_about(grant: DelegatedAdminGrant, action: str, *, side: str, by: User | None, **details: Any) -> AuditEvent:
    """The event under cloud, partner and customer; the words of a reason stay out of it (they may name persons)."""
    return record(
        action,
        about=grant,
        by=by,
        side=side,
        cloud_code=grant.customer.cloud.code,
        partner_id=grant.partner.public_id,
        customer_id=grant.customer.public_id,
        details={"kind": grant.kind, **details},
    )
