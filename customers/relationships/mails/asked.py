"""Notices about an asked end: one mail to each person who answers for a side, written in that person's language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import override

from customers.grants.mails.answering import answering_for_customer, answering_for_partner
from customers.relationships.mails.wording import CUSTOMER, OPERATOR, PARTNER, WORDS, Occasion
from customers.relationships.models import AskedEnd
from partnercenter.accounts.models import User
from partnercenter.accounts.operators import operators_of
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import say_last_day

TEMPLATE = "mail/relationships/asked_end"


def tell_asked(occasion: Occasion, asked: AskedEnd, *, moment: str = "") -> None:
    """Queue the mails of an occasion to every side that it has words for; `moment` tells one reminder from another."""
    sides = [side for each, side in WORDS if each == occasion]
    queue_rows([row for side in sides for row in rows_to(side, occasion, asked, moment=moment)])


def rows_to(side: str, occasion: Occasion, asked: AskedEnd, *, moment: str) -> Iterator[OutboundEmail]:
    """A row for each person who answers for this side."""
    partner, customer = asked.relationship.partner, asked.relationship.customer
    for user in people_of(side, asked):
        yield email_row(
            kind_of(occasion, side),
            to=Recipient(user.email, user.display_name, user.locale or customer.language),
            about=asked,
            dedupe_key=f"{kind_of(occasion, side)}:{asked.public_id}:{moment}:{user.public_id}",
            concerns=Concerns(customer.cloud.code, partner.public_id, customer.public_id),
            give_up_at=asked.answer_by if occasion == Occasion.REMINDED else None,
        )


def people_of(side: str, asked: AskedEnd) -> Iterable[User]:
    """Who answers for the partner, for the customer, or for the portal in this cloud."""
    if side == PARTNER:
        return answering_for_partner(asked.relationship.partner)
    if side == CUSTOMER:
        return answering_for_customer(asked.relationship.customer)
    return operators_of(asked.relationship.customer.cloud.code)


def kind_of(occasion: Occasion, side: str) -> str:
    return f"relationship.end_{occasion}_{side}"


def render_notice(email: OutboundEmail) -> Letter:
    """The letter of a notice. Raises NothingToSend for a reminder that an answer has overtaken."""
    occasion, _underscore, side = email.kind.removeprefix("relationship.end_").rpartition("_")
    rows = AskedEnd.objects.select_related("relationship__partner", "relationship__customer__cloud")
    asked = rows.get(public_id=str(email.about_id))
    if occasion == Occasion.REMINDED and not asked.waits_for_partner:
        raise NothingToSend("The partner has answered, or it is settled.")
    with override(email.language):
        return write_letter(Occasion(occasion), side, asked, email.language)


for _pair in WORDS:
    renders(kind_of(*_pair))(render_notice)


def write_letter(occasion: Occasion, side: str, asked: AskedEnd, language: str) -> Letter:
    """Subject, text and HTML, in the language of the moment."""
    words, names = WORDS[occasion, side], names_of(asked)
    facts: dict[str, Any] = {
        "subject": str(words.subject % names),
        "sentences": [str(sentence % names) for sentence in words.sentences],
        "title": str(words.title),
        "quoted": getattr(asked, words.quoted) if words.quoted else "",
        "to": side,
        "address": address_for(side, asked),
    }
    text, html = compose(TEMPLATE, facts, language)
    return Letter(facts["subject"], text, html)


def names_of(asked: AskedEnd) -> dict[str, Any]:
    """What the placeholders stand for; the last day is the customer's."""
    partner, customer = asked.relationship.partner, asked.relationship.customer
    until = say_last_day(asked.answer_by, customer.time_zone)
    return {"partner": partner.legal_name, "customer": customer.name, "until": until}


def address_for(side: str, asked: AskedEnd) -> str:
    """Where the reader goes on."""
    relationship = asked.relationship
    ids = {"public_id": relationship.customer.public_id, "relationship_id": relationship.public_id}
    if side == PARTNER:
        return main_address("asked_end", **ids)
    if side == OPERATOR:
        return main_address("admin:relationships_askedend_changelist") + f"?status__exact={AskedEnd.Status.ESCALATED}"
    customer = relationship.customer
    ids["public_id"] = relationship.partner.public_id
    return acceptance_address(customer.cloud, "ask_to_end", **ids)
