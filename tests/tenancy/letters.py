"""Mails as their recipients read them."""

from collections.abc import Iterator

from django.db.models import Q

from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, _renderers, render
from partnercenter.partners.models import Partner
from tests.tenancy.canaries import Aviary
from tests.tenancy.readers import Party, party_of


def kinds_never_written() -> list[str]:
    """Kinds of mail that no deed in the world has queued; those of accounts are between a person and the portal.

    Tests of the outbox register kinds of their own, `test.…`, in the process that they share with this one.
    """
    written = set(OutboundEmail.objects.values_list("kind", flat=True))
    return sorted(kind for kind in set(_renderers) - written if not kind.startswith(("account.", "test.")))


def leaks_in(aviary: Aviary, mail: OutboundEmail) -> list[str]:
    """Foreign canaries in what the recipient gets; nothing for a mail that is not sent any more."""
    try:
        letter = render(mail)
    except NothingToSend:
        return []
    words = "\n".join((letter.subject, letter.text, letter.html, letter.from_name, letter.reply_to))
    return aviary.foreign_in(words, parties_of(mail))


def parties_of(mail: OutboundEmail) -> Iterator[Party]:
    """The person behind the address, and where that person belongs; whose contact it is that has no account."""
    people = User.objects.filter(email_key=mail.recipient_key)
    belongs = Q(memberships__user__in=people)
    for row in (*people, *Partner.objects.filter(belongs), *Customer.objects.filter(belongs)):
        yield party_of(row)
    if not people:
        owner = Customer if mail.customer_id else Partner
        yield party_of(owner.objects.get(public_id=mail.customer_id or mail.partner_id))
