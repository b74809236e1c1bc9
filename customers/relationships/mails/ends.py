"""Mails about relationships that ended: one to each person who answers for either side."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from customers.grants.mails.answering import answering_for_customer, answering_for_partner
from customers.relationships.models import AskedEnd, ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.pages.times import find_zone, say_day
from partnercenter.partners.models import Partner

TO_PARTNER, TO_CUSTOMER = "relationship.ended_partner", "relationship.ended_customer"
TO_PROVIDER = "relationship.ended_provider"
SUBJECTS = {
    TO_PARTNER: _("Your reseller relationship with %(customer)s ended on %(date)s"),
    TO_CUSTOMER: _("The reseller relationship with %(partner)s ended on %(date)s"),
    TO_PROVIDER: _("%(partner)s no longer serves %(customer)s through you"),
}
TEMPLATES = {
    TO_PARTNER: "mail/relationships/relationship_ended_partner",
    TO_CUSTOMER: "mail/relationships/relationship_ended_customer",
    TO_PROVIDER: "mail/relationships/relationship_ended_provider",
}


def tell_relationship_ended(ended: Sequence[ResellerRelationship]) -> None:
    """Queue the mails about relationships of one customer that ended together: each partner's own, the customer's,
    and the provider's of a reseller's that ended alone."""
    queue_rows([*rows_for_partners(ended), *rows_for_providers(ended), *rows_for_customer(ended)])


def rows_for_partners(ended: Sequence[ResellerRelationship]) -> Iterator[OutboundEmail]:
    for relationship in ended:
        for user in answering_for_partner(relationship.partner):
            yield notice(TO_PARTNER, relationship, user)


def rows_for_providers(ended: Sequence[ResellerRelationship]) -> Iterator[OutboundEmail]:
    """To those whose own relationship goes on."""
    told = {relationship.partner_id for relationship in ended}
    for relationship in ended:
        if relationship.provider and relationship.provider_id not in told:
            for user in answering_for_partner(relationship.provider):
                yield notice(TO_PROVIDER, relationship, user, whose=relationship.provider)


def rows_for_customer(ended: Sequence[ResellerRelationship]) -> Iterator[OutboundEmail]:
    answering = answering_for_customer(ended[0].customer)
    for relationship in ended:
        for user in answering:
            yield notice(TO_CUSTOMER, relationship, user)


def notice(kind: str, relationship: ResellerRelationship, user: User, *, whose: Partner | None = None) -> OutboundEmail:
    """One mail to one person, in that person's language; `whose` where it is not the relationship's own partner."""
    customer = relationship.customer
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=relationship,
        dedupe_key=f"{kind}:{relationship.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, (whose or relationship.partner).public_id, customer.public_id),
    )


@renders(TO_PARTNER)
def render_for_partner(email: OutboundEmail) -> Letter:
    """What ended and what stays, with the way to the customer's record."""
    relationship = find_relationship(email)
    address = main_address("customer", public_id=relationship.customer.public_id)
    zone = relationship.partner.time_zone
    return write_letter(email, facts_of(relationship, email, zone) | {"address": address})


@renders(TO_PROVIDER)
def render_for_provider(email: OutboundEmail) -> Letter:
    """Who no longer sells with it, with the way to the customer's record; never why, that is between the two."""
    relationship = find_relationship(email)
    address = main_address("customer", public_id=relationship.customer.public_id)
    provider = cast(Partner, relationship.provider)
    return write_letter(email, facts_of(relationship, email, provider.time_zone) | {"address": address})


@renders(TO_CUSTOMER)
def render_for_customer(email: OutboundEmail) -> Letter:
    """What ended and what stays, with the way to the customer's *Partners* page."""
    relationship = find_relationship(email)
    address = acceptance_address(relationship.customer.cloud, "partners")
    zone = relationship.customer.time_zone
    return write_letter(email, facts_of(relationship, email, zone) | {"address": address})


def find_relationship(email: OutboundEmail) -> ResellerRelationship:
    """The relationship that a mail is about, with both sides."""
    rows = ResellerRelationship.objects.select_related("partner", "provider", "customer__cloud")
    return rows.get(public_id=str(email.about_id))


def facts_of(relationship: ResellerRelationship, email: OutboundEmail, zone: str) -> dict[str, Any]:
    """The words' facts, in the recipient's language; the day is the recipient's side's."""
    ended = (relationship.ended_at or email.created_at).astimezone(find_zone(zone))
    with override(email.language):
        return {
            "partner": relationship.partner.legal_name,
            "customer": relationship.customer.name,
            "provider": relationship.provider.legal_name if relationship.provider else "",
            "date": say_day(ended.date()),
            "side": relationship.ended_side,
            "reason": relationship.end_reason,
            "wished": is_fulfilled_wish(relationship),
        }


def is_fulfilled_wish(relationship: ResellerRelationship) -> bool:
    """Whether the customer had asked for this end; of a provider's that took resellers' along only its own."""
    return AskedEnd.objects.filter(relationship=relationship, status=AskedEnd.Status.ENDED).exists()


def write_letter(email: OutboundEmail, facts: dict[str, Any]) -> Letter:
    """Subject, text and HTML; the template is the kind's."""
    with override(email.language):
        subject = str(SUBJECTS[email.kind] % facts)
    text, html = compose(TEMPLATES[email.kind], facts | {"subject": subject}, email.language)
    return Letter(subject, text, html)
