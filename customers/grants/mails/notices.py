"""Notices about rights: one mail to each person who answers for either side, written in that person's language."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from customers.directory.models import Customer
from customers.grants.mails.answering import answering_for_customer, answering_for_partner
from customers.grants.mails.wording import BY_WHOM, CUSTOMER, DAYS_LEFT, LAST_DAY, PARTNER, WORDS, Occasion
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.roles import role_names
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.lives import last_day
from partnercenter.pages.sentences import listed
from partnercenter.pages.times import say_day, say_last_day
from partnercenter.partners.models import Partner

TEMPLATE = "mail/grants/notice"
BOTH = (PARTNER, CUSTOMER)
SAYS_END = {Occasion.ENDING, Occasion.EXTENDED, Occasion.AUTO_EXTEND_OFF, Occasion.REPLACED}


def tell_both(occasion: Occasion, grant: DelegatedAdminGrant, *, moment: object, **facts: Any) -> None:
    """Queue the mails about what happened to a grant. `moment` tells this time from an earlier one: the same moment
    queues nothing twice. `facts` of the occasion: days, left_out, reason, side."""
    ends_at = grant.ends_at.isoformat() if grant.ends_at else ""
    payload = {**facts, "roles": grant.roles, "ends_at": ends_at}
    queue_rows([row for to in BOTH for row in rows_to(to, occasion, grant, moment=moment, payload=payload)])


def rows_to(
    to: str, occasion: Occasion, grant: DelegatedAdminGrant, *, moment: object, payload: dict[str, Any]
) -> Iterator[OutboundEmail]:
    """A row for each person who answers for this side."""
    customer, partner = grant.customer, grant.partner
    people = answering_for_partner(partner) if to == PARTNER else answering_for_customer(customer)
    reminds = occasion == Occasion.ENDING  # of no use once the rights are over
    for user in people:
        yield email_row(
            kind_of(occasion, to),
            to=Recipient(user.email, user.display_name, user.locale or customer.language),
            about=grant,
            dedupe_key=f"{kind_of(occasion, to)}:{grant.public_id}:{moment}:{user.public_id}",
            payload=payload,
            concerns=Concerns(customer.cloud.code, partner.public_id, customer.public_id),
            give_up_at=grant.ends_at if reminds else None,
        )


def invite_to_ask(partner: Partner, customer: Customer, *, after: DelegatedAdminGrant) -> None:
    """Tell a partner's admins that the customer would welcome a request for rights; nothing about who held them."""
    kind = kind_of(Occasion.INVITED, PARTNER)
    people: Iterable[User] = answering_for_partner(partner)
    queue_rows(
        [
            email_row(
                kind,
                to=Recipient(user.email, user.display_name, user.locale or "en"),
                about=customer,
                dedupe_key=f"{kind}:{after.public_id}:{user.public_id}",
                payload={"partner": str(partner.public_id)},
                concerns=Concerns(customer.cloud.code, partner.public_id, customer.public_id),
            )
            for user in people
        ]
    )


def kind_of(occasion: Occasion, to: str) -> str:
    return f"grant.{occasion}_{to}"


def render_notice(email: OutboundEmail) -> Letter:
    """The letter of a notice. Raises NothingToSend for a reminder that the rights have overtaken."""
    occasion, to = parts_of(email.kind)
    grant = DelegatedAdminGrant.objects.select_related("partner", "customer__cloud").get(public_id=str(email.about_id))
    if occasion == Occasion.ENDING and not still_ends(grant, email.payload["ends_at"]):
        raise NothingToSend("The rights ended, or go on.")
    with override(email.language):
        return write_letter(occasion, to, email, names_of(grant.partner, grant.customer, email), grant.customer)


def render_invitation(email: OutboundEmail) -> Letter:
    """The letter to a partner that may ask for rights."""
    customer = Customer.objects.select_related("cloud").get(public_id=str(email.about_id))
    partner = Partner.objects.get(public_id=email.payload["partner"])
    with override(email.language):
        return write_letter(Occasion.INVITED, PARTNER, email, names_of(partner, customer, email), customer)


for _pair in WORDS:
    renders(kind_of(*_pair))(render_invitation if _pair[0] == Occasion.INVITED else render_notice)


def parts_of(kind: str) -> tuple[Occasion, str]:
    """Occasion and side out of a kind of mail."""
    occasion, _underscore, to = kind.removeprefix("grant.").rpartition("_")
    return Occasion(occasion), to


def still_ends(grant: DelegatedAdminGrant, ends_at: str) -> bool:
    """Whether the rights still end when the reminder says."""
    return grant.is_active and not grant.auto_extends and grant.ends_at == datetime.fromisoformat(ends_at)


def names_of(partner: Partner, customer: Customer, email: OutboundEmail) -> dict[str, Any]:
    """What the placeholders stand for; the date is the last day by the customer's calendar."""
    names: dict[str, Any] = {"partner": partner.legal_name, "customer": customer.name}
    if ends_at := email.payload.get("ends_at"):
        names["date"] = say_day(last_day(datetime.fromisoformat(ends_at), zone=customer.time_zone))
    return names


def write_letter(
    occasion: Occasion, to: str, email: OutboundEmail, names: dict[str, Any], customer: Customer
) -> Letter:
    """Subject, text and HTML, in the language of the moment."""
    words, said = WORDS[occasion, to], email.payload
    sentences = [*time_left(said), *words.sentences, *by_whom(said.get("side", ""), to)]
    facts = {
        "subject": str(words.subject % names),
        "sentences": [str(sentence % names) for sentence in sentences],
        "rows": [*roles_in(occasion, said), *end_in(occasion, said, customer)],
        "reason": said.get("reason", ""),
        "to": to,
        "address": address_for(to, customer),
    }
    text, html = compose(TEMPLATE, facts, email.language)
    return Letter(facts["subject"], text, html)


def time_left(said: dict[str, Any]) -> list[Any]:
    """How many days are left, counted when the notice was due: a late one says what is true."""
    if "days" not in said:
        return []
    days: int = said["days"]
    return [DAYS_LEFT % {"days": days} if days else LAST_DAY]


def by_whom(side: str, to: str) -> list[Any]:
    """Who made a change, where it was not the reader's own side."""
    return [BY_WHOM[side]] if side in BY_WHOM and side != to else []


def roles_in(occasion: Occasion, said: dict[str, Any]) -> list[tuple[str, str]]:
    """The roles that it is about."""
    if occasion == Occasion.REDUCED:
        left_out, stay = listed(role_names(said["left_out"])), listed(role_names(said["roles"]))
        return [(_("Left out"), left_out), (_("Stay"), stay)]
    return [(_("Roles"), listed(role_names(said["roles"])))] if said.get("roles") else []


def end_in(occasion: Occasion, said: dict[str, Any], customer: Customer) -> list[tuple[str, str]]:
    """When the rights end, where that is what matters, with its zone."""
    if occasion not in SAYS_END or not said.get("ends_at"):
        return []
    return [
        (
            pgettext("before a last day", "In force"),
            say_last_day(datetime.fromisoformat(said["ends_at"]), customer.time_zone),
        )
    ]


def address_for(to: str, customer: Customer) -> str:
    """The partner's page of the customer, or the customer's page of its partners."""
    if to == PARTNER:
        return main_address("customer", public_id=customer.public_id)
    return acceptance_address(customer.cloud, "partners")
