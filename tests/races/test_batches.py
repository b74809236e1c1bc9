"""A file of requests under two workers, killed in the middle and begun again: no row twice, none missing."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from invitations.actions.batch_sending import confirm
from invitations.models import Invitation, InvitationBatch, InvitationLink
from partnercenter.notices.models import Notice
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.invitations.batches.files import checked, many
from tests.races.conftest import CHECKOUT

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, STEP, WITHIN = 200, 5, 60


def start_sender(batch: InvitationBatch) -> subprocess.Popen[bytes]:
    """A worker of its own on the test's database."""
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    environment = os.environ | {"DATABASE_URL": address, "DATABASE_ROLE": "app"}
    environment |= {"DJANGO_SETTINGS_MODULE": "partnercenter.settings"}
    command = [sys.executable, "-m", "tests.races.sender", str(batch.pk), str(STEP)]
    return subprocess.Popen(command, cwd=CHECKOUT, env=environment)


def done_of(batch: InvitationBatch) -> int:
    return InvitationBatch.objects.values_list("done", flat=True).get(pk=batch.pk)


def test_workers_killed_in_the_middle_send_no_row_twice_and_leave_none_out() -> None:
    by = factories.PartnerMembershipFactory()
    batch = confirm(batch=checked(by, many(ROWS)), by=by)
    InvitationBatch.objects.update(confirmed_at=factories.ago(minutes=5))  # nobody looks on any more
    senders = [start_sender(batch), start_sender(batch)]
    began = time.monotonic()
    while done_of(batch) < 3 * STEP:
        assert time.monotonic() - began < WITHIN
        time.sleep(0.01)
    for sender in senders:
        sender.kill()  # SIGKILL: wherever they stand
        sender.wait()
    assert done_of(batch) < ROWS
    for sender in [start_sender(batch), start_sender(batch)]:
        assert sender.wait(timeout=WITHIN) == 0
    batch.refresh_from_db()
    assert (batch.status, batch.done) == ("finished", ROWS)
    assert Notice.objects.filter(user=by.user, kind="file_ended").count() == 1
    told = OutboundEmail.objects.get(kind="notice.told", recipient=by.user.email)
    assert str(batch.public_id) in render(told).text
    asked = Invitation.objects.filter(partner=by.partner)
    assert asked.count() == asked.values("recipient_key").distinct().count() == ROWS
    assert InvitationLink.objects.filter(invitation__in=asked).count() == ROWS
    mails = OutboundEmail.objects.filter(partner_id=by.partner.public_id, kind="invitation.request")
    assert mails.count() == mails.values("about_id").distinct().count() == ROWS
    assert batch.rows.filter(outcome="asked").values("invitation").distinct().count() == ROWS
