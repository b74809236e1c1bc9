"""Every page of requests by file speaks Japanese, in every state and with every problem of a row."""

import pytest
from django.utils import timezone

from invitations.actions.batching import upload
from invitations.models import InvitationBatch, InvitationBatchRow
from invitations.rules.batch import PROBLEMS
from invitations.wording.batches import SHORT
from partnercenter.partners.models import PartnerRole
from partnercenter.sheets.reading import read_sheet
from tests import factories
from tests.invitations.batches.files import BULK, FILE, checked
from tests.translations.test_japanese_pages import assert_japanese

pytestmark = pytest.mark.django_db


def test_every_problem_has_short_words_and_long_ones() -> None:
    assert set(SHORT) == set(PROBLEMS)


def test_uploading_and_choosing_speak_japanese(partner_client, partner_membership) -> None:
    assert_japanese(partner_client, BULK)
    assert_japanese(partner_client, f"{BULK}new/")
    assert_japanese(partner_client, f"{BULK}new/", file="")
    batch = upload(sheet=read_sheet(FILE.encode()), by=partner_membership)
    batch.titles = ["見出し"] * 6
    batch.save()
    for place in ("columns", "terms"):
        assert_japanese(partner_client, f"{BULK}{batch.public_id}/{place}/")
        assert_japanese(partner_client, f"{BULK}{batch.public_id}/{place}/", subject="件名だけ")


def test_every_state_speaks_japanese(partner_client, partner_membership, colleague_client, settings) -> None:
    settings.MAILS_OF_PARTNER_A_DAY = 1
    now, sales = timezone.now(), colleague_client(PartnerRole.SALES_AGENT)
    states = {
        "checked": {},
        "proposed": {},
        "confirmed": {"confirmed_at": now, "confirmed_by": partner_membership},
        "finished": {"confirmed_at": now, "confirmed_by": partner_membership, "ended_at": now},
    }
    stopped = {"ended_at": now, "status": "stopped"}
    for number, facts in enumerate(
        [*({"status": status} | times for status, times in states.items())]
        + [stopped | {"reason": reason} for reason in InvitationBatch.Reason]
    ):
        batch = InvitationBatch.objects.create(
            partner=partner_membership.partner, uploaded_by=partner_membership, total=40, good=9, rights="full",
            capacity="direct", titles=["メール"], columns={"recipient_email": 0}, digest=str(number), **facts,
        )  # fmt: skip
        for line, problem in enumerate(["", *PROBLEMS]):
            InvitationBatchRow.objects.create(
                batch=batch, line=line, cells=["x@x.example"], problem=problem, about="日"
            )
        place = f"{BULK}{batch.public_id}/"
        assert_japanese(partner_client, place)
        if not batch.is_own:
            assert_japanese(sales, place)


def test_a_file_that_was_sent_speaks_japanese(partner_client, partner_membership) -> None:
    partner = partner_membership.partner
    factories.InvitationFactory(partner=partner, owner=partner_membership)
    batch = checked(partner_membership)
    place = f"{BULK}{batch.public_id}/email/"
    assert_japanese(partner_client, place)
    batch.rows.update(problem="address_busy")
    assert_japanese(partner_client, place)
    batch.rows.update(problem="")
    partner_client.post(f"{BULK}{batch.public_id}/confirm/")
    assert_japanese(partner_client, f"{BULK}{batch.public_id}/")
    assert_japanese(partner_client, BULK)
