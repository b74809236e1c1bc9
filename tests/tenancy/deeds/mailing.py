"""Mails: what servers said to them, who cannot be reached, and what came back."""

from django.db.models.functions import Now

from invitations.models import Invitation
from partnercenter.clouds.markets import today
from partnercenter.outbox.models import BounceTally, MailEvent, OutboundEmail, Suppression
from partnercenter.outbox.suppressing import lift, suppress
from partnercenter.outbox.undelivered import tell_undelivered
from tests import factories
from tests.tenancy.land import Land


def mail_in_vain(land: Land) -> None:
    """A server defers every mail of A and C; two addresses are listed, one of them is taken off again."""
    operator = factories.UserFactory(operator=True)
    partners = [land.partners[name].public_id for name in "AC"]
    for mail in OutboundEmail.objects.filter(partner_id__in=partners):
        MailEvent.objects.create(email=mail, kind=MailEvent.Kind.DEFERRED, code=451, words="Try again later")
    for name in "xy":
        listed = suppress(
            recipient_key=f"{name}@gone.{land.country}.example".lower(),
            cloud_code=land.cloud.code,
            reason=Suppression.Reason.OPERATOR,
            note="Asked for by telephone",
            by=operator,
        )
    lift(listed, note="Asked for again", by=operator)
    waiting = Invitation.objects.filter(partner=land.partners["A"], status__in=Invitation.OPEN).values("public_id")
    lost = OutboundEmail.objects.filter(kind="invitation.request", about_id__in=waiting)
    assert lost.update(state="bounced", settled_at=Now())
    tell_undelivered()
    for verdict in (BounceTally.Verdict.values)[:2]:
        BounceTally.objects.get_or_create(day=today(), verdict=verdict, defaults={"number": 1})
