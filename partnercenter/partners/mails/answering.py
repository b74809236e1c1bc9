"""Who answers for a partner, and one notice to each of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from partnercenter.accounts.models import User
from partnercenter.outbox.models import About
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.partners.models import Partner, PartnerRole
from partnercenter.partners.queries import staff_with


def admins_of(partner: Partner) -> list[User]:
    """The partner's admin agents and global admins."""
    return [member.user for member in staff_with(partner, PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN)]


def queue_notices(
    kind: str, about: About, partner: Partner, people: Iterable[User], payload: Mapping[str, Any] | None = None
) -> None:
    """One mail about `about` to each person, once, in their language, as staff of `partner`."""
    once = {user.pk: user for user in people}.values()
    said = {"partner": str(partner.public_id), **(payload or {})}
    concerns = Concerns(partner.cloud.code, partner.public_id, None)
    queue_rows(
        [
            email_row(
                kind,
                to=Recipient(user.email, user.display_name, user.locale or "en"),
                about=about,
                dedupe_key=f"{kind}:{about.public_id}:{user.public_id}",
                payload=said,
                concerns=concerns,
            )
            for user in once
        ]
    )
