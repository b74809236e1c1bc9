"""Mails about answers: what was accepted or declined, to both sides (K12, K13, K16)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.directory.models import CustomerRole
from invitations.given import given_by, rows_of
from invitations.models import Acceptance, Invitation
from invitations.statements import NO_END, WHAT_STAYS
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import say_moment
from partnercenter.partners.models import PartnerMembership, PartnerRole

ACCEPTED_CUSTOMER, ACCEPTED_PARTNER = "invitation.accepted_customer", "invitation.accepted_partner"
DECLINED_PARTNER = "invitation.declined_partner"


def tell_accepted(answer: Acceptance) -> None:
    """Queue the receipts: to who answered and the customer's global admins, and to the asking side."""
    to_customer = [answer_row(ACCEPTED_CUSTOMER, answer, user) for user in customer_side(answer)]
    to_partner = [answer_row(ACCEPTED_PARTNER, answer, user) for user in partner_side(answer)]
    queue_rows([*to_customer, *to_partner])


def tell_declined(answer: Acceptance) -> None:
    """Tell the asking side."""
    queue_rows([answer_row(DECLINED_PARTNER, answer, user) for user in partner_side(answer)])


def customer_side(answer: Acceptance) -> list[User]:
    """Who answered, and the customer's global admins, once each."""
    admins = User.objects.filter(
        customer_memberships__customer=answer.customer,
        customer_memberships__left_at=None,
        customer_memberships__role=CustomerRole.GLOBAL_ADMIN,
    )
    return once([answer.decided_by, *admins])


def partner_side(answer: Acceptance) -> list[User]:
    """The asking side of the request that was answered."""
    return staff_of(answer.invitation)


def staff_of(invitation: Invitation) -> list[User]:
    """The request's owner; the partner's global admins where the owner has left."""
    owner = invitation.owner
    if owner.left_at is None:
        return [owner.user]
    staff = PartnerMembership.objects.filter(partner=invitation.partner, left_at=None)
    admins = staff.filter(roles__contains=[PartnerRole.GLOBAL_ADMIN]).select_related("user")
    return once(member.user for member in admins)


def once(users: Iterable[User | None]) -> list[User]:
    return list({user.pk: user for user in users if user}.values())


def answer_row(kind: str, answer: Acceptance, user: User) -> OutboundEmail:
    """One mail to one person; the key lets a second one for the same answer and person fall out."""
    asked, customer = answer.invitation, answer.customer
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or answer.language),
        about=answer,
        dedupe_key=f"{kind}:{answer.public_id}:{user.public_id}",
        payload={"invitation": str(asked.public_id)},
        concerns=Concerns(asked.cloud.code, asked.partner.public_id, customer.public_id if customer else None),
    )


def find_answer(email: OutboundEmail) -> Acceptance:
    """The answer that a mail is about. Raises `NothingToSend`."""
    related = ("invitation__partner", "invitation__cloud", "customer", "decided_by", "grant", "relationship")
    answer = Acceptance.objects.select_related(*related).filter(public_id=str(email.about_id)).first()
    if answer is None:
        raise NothingToSend("The answer is not there.")
    return answer


@renders(ACCEPTED_CUSTOMER)
def accepted_customer(email: OutboundEmail) -> Letter:
    """What was accepted, the receipt, what stays as it is, and how to take it back."""
    answer = find_answer(email)
    with override(email.language):
        context = facts(answer) | {
            "subject": _("You accepted the request of %(partner)s") % names(answer),
            "points": [str(sentence) for sentence in WHAT_STAYS],
            "closing": str(NO_END) if answer.grant else "",
            "summary": what_happened(answer),
            "address": acceptance_address(answer.invitation.cloud, "done", public_id=answer.public_id),
        }
    return letter("mail/answers/accepted_customer", context, email)


@renders(ACCEPTED_PARTNER)
def accepted_partner(email: OutboundEmail) -> Letter:
    """Who accepted what, and the request's page."""
    answer = find_answer(email)
    with override(email.language):
        context = facts(answer) | {
            "subject": _("%(customer)s accepted your request") % names(answer),
            "is_partial": given_by(answer).is_partial,
            "needs_assigning": bool(answer.grant and not answer.grant.is_full),
            "address": main_address("request", public_id=answer.invitation.public_id),
        }
    return letter("mail/answers/accepted_partner", context, email)


@renders(DECLINED_PARTNER)
def declined_partner(email: OutboundEmail) -> Letter:
    """Who declined, and why if they said so."""
    answer = find_answer(email)
    with override(email.language):
        context = facts(answer) | {
            "subject": _("Request %(number)s was declined") % names(answer),
            "reason": answer.reason,
            "address": main_address("request", public_id=answer.invitation.public_id),
        }
    return letter("mail/answers/declined_partner", context, email)


def what_happened(answer: Acceptance) -> str:
    """The sentence that a customer's receipt begins with."""
    if answer.relationship or answer.invitation.with_relationship:
        return _("%(partner)s is now your reseller.") % names(answer)
    return _("%(partner)s has the rights that you accepted.") % names(answer)


def names(answer: Acceptance) -> dict[str, str]:
    """The names in a mail's words."""
    asked = answer.invitation
    customer = answer.customer.name if answer.customer else asked.customer_name or asked.recipient_email
    return {"partner": asked.partner.legal_name, "customer": customer, "number": asked.number}


def facts(answer: Acceptance) -> dict[str, Any]:
    """The rows of the mail's table, in the active language."""
    zone = answer.customer.time_zone if answer.customer else answer.invitation.partner.time_zone
    rows = [
        (_("Request"), answer.invitation.number),
        (_("Partner"), answer.invitation.partner.legal_name),
        *rows_of(given_by(answer), zone),
        (_("Decided on"), say_moment(answer.decided_at, zone)),
        (_("Receipt"), answer.receipt),
        (_("Checksum of the receipt (SHA-256)"), answer.receipt_hash),
        (_("To be verified at"), acceptance_address(answer.invitation.cloud, "verify_receipt", number=answer.receipt)),
    ]
    return names(answer) | {"rows": rows}


def letter(base: str, context: dict[str, Any], email: OutboundEmail) -> Letter:
    text, html = compose(base, context, email.language)
    return Letter(subject=context["subject"], text=text, html=html)
