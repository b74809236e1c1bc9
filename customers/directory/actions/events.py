"""What the log keeps of organisations."""

from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent


def log(action: str, customer: Customer, *, by: User, **details: object) -> AuditEvent:
    """The event about an organisation."""
    return record(
        action,
        about=customer,
        by=by,
        side="customer",
        cloud_code=customer.cloud.code,
        customer_id=customer.public_id,
        details=details,
    )
