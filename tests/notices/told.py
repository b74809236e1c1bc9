"""What the tests of notifications share."""

from typing import Any

from partnercenter.audit.log import record


def happen(action: str, partner: Any = None, customer: Any = None, *, about: Any = None, by: Any = None) -> Any:
    """An event of the log, as an action writes it."""
    ids = {"partner_id": partner and partner.public_id, "customer_id": customer and customer.public_id}
    return record(action, about=about or partner or customer, by=by, side="system", cloud_code="public", **ids)
