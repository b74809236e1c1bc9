"""A report of a mail server that speaks of many people (114): only the mail whose return path we signed is meant."""

import pytest
from django.conf import LazySettings
from django.utils import timezone

from partnercenter.outbox.bounces import take_bounce
from partnercenter.outbox.models import OutboundEmail, Suppression
from partnercenter.outbox.queue import Concerns
from partnercenter.outbox.returnpath import return_path
from tests.outbox.mails import queue
from tests.outbox.reported import report

pytestmark = pytest.mark.django_db
VICTIMS = "".join(
    f"\r\nFinal-Recipient: rfc822; victim{number}@elsewhere.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    for number in range(50)
).encode()


def test_a_report_on_many_people_speaks_of_the_signed_mail_alone(settings: LazySettings) -> None:
    settings.BOUNCE_ADDRESS = "bounce@portal.example"
    mail, other = (queue(concerns=Concerns(cloud_code="public")) for _ in range(2))
    OutboundEmail.objects.update(state="sent", settled_at=timezone.now(), last_code=250)
    end = b"\r\n--B\r\nContent-Type: message/rfc822"
    many = report().replace(end, VICTIMS + end)
    assert VICTIMS in many
    take_bounce(return_path(mail.public_id), many)
    other.refresh_from_db()
    assert other.state == "sent"
    assert {row.recipient_key for row in Suppression.objects.all()} <= {mail.recipient_key}
