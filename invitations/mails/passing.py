"""Mails about requests that were handed to a colleague, or withdrawn without one (decisions §4)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from invitations.models import Invitation
from invitations.rules.reasons import Reason
from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.partners.models import PartnerMembership, Partnership

WITHDRAWN, HANDED_OVER = "requests.withdrawn", "requests.handed_over"
MOST_LISTED = 20


def rows_withdrawn(
    requests: Sequence[Invitation],
    *,
    about: Partnership | PartnerMembership,
    reason: Reason,
    to: Iterable[PartnerMembership],
) -> list[OutboundEmail]:
    """The mails that tell `to` of requests that the portal withdrew; none where there were none."""
    return [row(WITHDRAWN, requests, about=about, to=member, reason=reason.value) for member in to] if requests else []


def rows_handed_over(
    requests: Sequence[Invitation], *, about: PartnerMembership, to: PartnerMembership
) -> list[OutboundEmail]:
    """The mail that tells the successor of who left what is hers now; none where there is nothing."""
    return [row(HANDED_OVER, requests, about=about, to=to)] if requests else []


def row(
    kind: str,
    requests: Sequence[Invitation],
    *,
    about: Partnership | PartnerMembership,
    to: PartnerMembership,
    **more: str,
) -> OutboundEmail:
    """One mail to one colleague, with the first requests to list and how many there are."""
    user, listed = to.user, [str(asked.public_id) for asked in requests[:MOST_LISTED]]
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or "en"),
        about=about,
        dedupe_key=f"{kind}:{about.public_id}:{user.public_id}",
        payload={"requests": listed, "count": len(requests), **more},
        concerns=Concerns(requests[0].cloud.code, to.partner.public_id),
    )


@renders(WITHDRAWN)
def withdrawn(email: OutboundEmail) -> Letter:
    """Why they were withdrawn, which these were, and that customers who had mail have been told."""
    with override(email.language):
        subject = ngettext(
            "%(count)d request was withdrawn", "%(count)d requests were withdrawn", email.payload["count"]
        )
        context = facts_of(email) | {"subject": subject % email.payload}
        if email.payload["reason"] == Reason.PARTNERSHIP_ENDED:
            context |= partners_of(email)
        else:
            context |= {"person": who_left(email)}
    return write(email, "mail/invitations/withdrawn", context)


@renders(HANDED_OVER)
def handed_over(email: OutboundEmail) -> Letter:
    """Which requests are the reader's now, and whose they were."""
    with override(email.language):
        subject = ngettext("%(count)d request is yours now", "%(count)d requests are yours now", email.payload["count"])
        context = facts_of(email) | {"subject": subject % email.payload, "person": who_left(email)}
    return write(email, "mail/invitations/handed_over", context)


def facts_of(email: OutboundEmail) -> dict[str, Any]:
    """The requests as rows of number and company, and where to see them all."""
    listed = Invitation.objects.filter(public_id__in=email.payload["requests"]).select_related("customer")
    return {
        "rows": [(asked.number, company_of(asked)) for asked in listed.order_by("pk")],
        "more": email.payload["count"] - len(email.payload["requests"]),
        "address": main_address("requests"),
    }


def company_of(asked: Invitation) -> str:
    """Whom a request is for, as its list shows it."""
    name = asked.customer.name if asked.customer else asked.customer_name or asked.recipient_email
    return name or pgettext("without recipient", "Open request")


def partners_of(email: OutboundEmail) -> dict[str, str]:
    """The two sides of the partnership that ended."""
    pair = Partnership.objects.select_related("provider", "reseller").filter(public_id=str(email.about_id)).first()
    if pair is None:
        raise NothingToSend("The partnership is not there.")
    return {"provider": pair.provider.legal_name, "reseller": pair.reseller.legal_name}


def who_left(email: OutboundEmail) -> str:
    """The name of the colleague who left, as long as it is kept."""
    left = PartnerMembership.objects.select_related("user").filter(public_id=str(email.about_id)).first()
    return str(left.user) if left else _("A colleague")


def write(email: OutboundEmail, template: str, context: dict[str, Any]) -> Letter:
    text, html = compose(template, context, email.language)
    return Letter(subject=context["subject"], text=text, html=html)
