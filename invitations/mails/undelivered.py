"""Which requests' mails did not arrive, and whose requests these are."""

from collections.abc import Iterator, Sequence

from invitations.mails.answers import staff_of
from invitations.models import Invitation
from invitations.queries.sending import LINK_MAILS
from partnercenter.audit.log import record
from partnercenter.audit.subjects import whose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.undelivered import tells_sender
from partnercenter.partners.mails.undelivered import Lost, tell_lost


@tells_sender(*LINK_MAILS)
def tell_senders(mails: Sequence[OutboundEmail]) -> None:
    """Tell the owners of the requests that still wait, or the global admins where an owner has left; and the log."""
    losses = list(losses_of(mails))
    for asked in {lost.about.public_id: lost.about for lost in losses}.values():
        record("invitation.undelivered", about=asked, by=None, **whose(asked))  # type: ignore[arg-type]
    tell_lost(losses)


def losses_of(mails: Sequence[OutboundEmail]) -> Iterator[Lost]:
    """The mails of requests that are open; one query for all."""
    about = {str(mail.about_id) for mail in mails}
    waiting = Invitation.objects.filter(public_id__in=about, status__in=Invitation.OPEN)
    found = {asked.public_id: asked for asked in waiting.select_related("cloud", "partner", "owner__user", "customer")}
    for mail in mails:
        if asked := found.get(mail.about_id):  # type: ignore[arg-type]
            yield Lost(mail, asked, asked.number, "request", staff_of(asked), asked.partner.public_id)
