"""Requests that were made before the demo was loaded, in every status, with link, mail, log and answer."""

from datetime import datetime, timedelta
from typing import Any

from customers.directory.models import Customer
from invitations import receipts, terms
from invitations.actions.create import first_values
from invitations.addresses import PURPOSE
from invitations.asking import Terms
from invitations.drafts.text import default_body, default_subject
from invitations.mails.asking import queue_request_mail
from invitations.models import Acceptance, Invitation, InvitationLink
from partnercenter.accounts.models import User
from partnercenter.demo.past import ago, note, settle_mail
from partnercenter.demo.shapes import Asked
from partnercenter.demo.stage import Stage, key_of
from partnercenter.links.issuing import issue_link
from partnercenter.links.numbers import new_number
from partnercenter.pages.lives import end_of_life
from partnercenter.partners.models import Capacity, Partner, PartnerMembership

Status = Invitation.Status
EVENTS = {
    Status.ACCEPTED: "invitation.accepted",
    Status.DECLINED: "invitation.declined",
    Status.CANCELLED: "invitation.cancelled",
    Status.EXPIRED: "invitation.expired",
    Status.REPLACED: "invitation.replaced",
}


def capacity_of(partner: Partner, provider: Partner | None) -> str:
    """In which capacity the demo's partners ask: through a provider where one is named."""
    if provider:
        return Capacity.RESELLER
    return Capacity.DIRECT if partner.is_direct else Capacity.PROVIDER


def terms_of(stage: Stage, asked: Asked) -> Terms:
    """What a story's request asks, as `actions.create` takes it."""
    provider, reseller = stage.partners.get(asked.provider), stage.partners.get(asked.on_behalf_of)
    return Terms(
        rights=asked.rights,
        capacity=capacity_of(stage.partners[asked.partner], provider),
        provider=provider,
        on_behalf_of=reseller,
        rights_holder=reseller if asked.rights != "none" else None,
        life_days=asked.life_days,
        reference=asked.reference,
        is_reusable=asked.is_reusable,
        **addressee_of(stage, asked),
    )


def addressee_of(stage: Stage, asked: Asked) -> dict[str, Any]:
    """The customer's first administrator, or the mailbox that the story names; nothing for an open request."""
    if not asked.customer:
        return {"language": stage.staff[asked.partner][0].user.locale or "en"}
    customer, person = stage.customers[asked.customer], stage.admins[asked.customer]
    return {
        "recipient_email": f"{asked.mailbox}@{asked.customer}" if asked.mailbox else person.email,
        "recipient_name": person.display_name,
        "customer_name": customer.name,
        "customer_country": customer.country,
        "language": customer.language,
    }


def add_request(stage: Stage, asked: Asked) -> Invitation | None:
    """The request of a story, unless it is there already."""
    partner, owner = stage.partners[asked.partner], stage.staff[asked.partner][asked.asked_by]
    key = key_of("request", asked.key)
    if Invitation.objects.filter(partner=partner, request_key=key).exists():
        return None
    at = ago(asked.days_ago)
    invitation = draft(terms_of(stage, asked), owner, key=key, at=at)
    stage.counted.add("requests")
    if asked.status == Status.DRAFT:
        return invitation
    move(invitation, asked.status, at=at, ended_by=ender_of(stage, asked, owner))
    tell(invitation, asked, at=at)
    if asked.status == Status.DECLINED:
        decline(invitation, stage.customers[asked.customer], reason=asked.reason, by=stage.admins[asked.customer])
    if asked.refused_by:
        refusing = f"{asked.refused_by}.example"
        decline(invitation, stage.customers[refusing], reason=asked.reason, by=stage.admins[refusing])
    return invitation


def draft(asked: Terms, owner: PartnerMembership, *, key: Any, at: datetime) -> Invitation:
    """The row of a request as it was first written."""
    fields = asked.as_fields(owner.partner) | first_values(asked, owner)
    fields["number"] = new_number("R", at.year)
    invitation = Invitation.objects.create(**fields, partner=owner.partner, request_key=key, created_at=at)
    note("invitation.created", invitation, at=at, by=owner.user, side="partner", partner=owner.partner)
    return invitation


def ender_of(stage: Stage, asked: Asked, owner: PartnerMembership) -> User | None:
    """Who ended it: the customer's administrator, the owner, or nobody."""
    if asked.status in (Status.ACCEPTED, Status.DECLINED):
        return stage.admins[asked.customer]
    return owner.user if asked.status in (Status.CANCELLED, Status.REPLACED) else None


def move(invitation: Invitation, status: str, *, at: datetime, ended_by: User | None = None) -> InvitationLink:
    """From the draft to where it stands now, in one write: the terms freeze with it. Returns its link."""
    invitation.expires_at = end_of_life(invitation.life_days, zone=invitation.partner.time_zone, now=at)
    invitation.subject, invitation.body = default_subject(invitation), default_body(invitation)
    invitation.ready_at = at + timedelta(minutes=3)
    if invitation.is_addressed and status != Status.READY:
        invitation.sent_at = at + timedelta(minutes=5)
    if status in Invitation.TERMINAL:
        invitation.ended_at, invitation.ended_by = end_of(invitation, status, at), ended_by
    invitation.status = status
    link = issue_link(invitation, purpose=PURPOSE)
    InvitationLink.objects.filter(pk=link.pk).update(issued_at=invitation.ready_at)
    invitation.save()
    return link


def end_of(invitation: Invitation, status: str, at: datetime) -> datetime:
    """When it ended: at its last midnight, or some days after it was made."""
    if status == Status.EXPIRED:
        assert invitation.expires_at  # noqa: S101 - set just before
        return invitation.expires_at + timedelta(minutes=4)
    return at + timedelta(days=2, hours=3, minutes=20)


def tell(invitation: Invitation, asked: Asked, *, at: datetime) -> None:
    """What the timeline and the log know of it after the draft."""
    note_about(invitation, "invitation.readied", at=at + timedelta(minutes=3))
    if invitation.sent_at:
        email = queue_request_mail(invitation, invitation.links.get())
        settle_mail(email, at=invitation.sent_at, bounced=asked.bounced)
        note_about(invitation, "invitation.sent", at=invitation.sent_at)
    if asked.is_read:
        read_at = at + timedelta(hours=20)
        Invitation.objects.filter(pk=invitation.pk).update(read_at=read_at)
    if invitation.ended_at and asked.status not in (Status.ACCEPTED, Status.DECLINED):
        note_about(invitation, EVENTS[Status(asked.status)], at=invitation.ended_at)


def note_about(invitation: Invitation, action: str, *, at: datetime) -> None:
    """An event of the asking side, or of a job where nobody ended it."""
    is_job = action == "invitation.expired"
    by, side = (None, "system") if is_job else (invitation.owner.user, "partner")
    note(action, invitation, at=at, by=by, side=side, partner=invitation.partner)


def decline(invitation: Invitation, customer: Customer, *, reason: str, by: User) -> Acceptance:
    """The customer's refusal and its evidence."""
    facts = terms.facts_of(invitation)
    return keep_answer(invitation, customer, outcome="declined", facts=facts, by=by, reason=reason)


def keep_answer(
    invitation: Invitation, customer: Customer, *, outcome: str, facts: dict[str, Any], by: User, **more: Any
) -> Acceptance:
    """The row of evidence with its receipt and its event, when the request ended; of one that lives on, a day ago."""
    at = invitation.ended_at or ago(1)
    event = note(
        f"invitation.{outcome}",
        invitation,
        at=at,
        by=by,
        side="customer",
        partner=invitation.partner,
        customer=customer,
    )
    answer = Acceptance(
        invitation=invitation,
        link=invitation.links.get(),
        customer=customer,
        outcome=outcome,
        decided_at=at,
        decided_by=by,
        decided_as="global_admin",
        is_single_use=not invitation.is_reusable,
        language=customer.language,
        terms=facts,
        receipt=new_number("A", at.year),
        trace_id=event.trace_id,
        **more,
    )
    answer.receipt_hash = receipts.seal(answer)
    answer.save(force_insert=True)
    return answer
