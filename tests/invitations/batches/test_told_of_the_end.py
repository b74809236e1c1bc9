"""When a file ends, whoever sent it is told what became of its rows: in the list and by mail, once."""

import pytest
from django.utils import timezone

from invitations.actions import batch_sending
from partnercenter.notices.models import Notice
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerMembership, PartnerRole
from tests import factories
from tests.invitations.batches.files import checked, checked_by_pages, many

pytestmark = pytest.mark.django_db
BAD = "nobody,Nobody,,,,\n"


def told() -> list[tuple[str, str]]:
    return [(email.recipient, render(email).subject) for email in OutboundEmail.objects.filter(kind="notice.told")]


def let_time_pass(batch) -> None:
    """Long enough for whoever pressed the button to leave."""
    type(batch).objects.filter(pk=batch.pk).update(confirmed_at=factories.ago(minutes=5))


def sentence(queued: int, refused: int, left: int) -> str:
    counts = f"Requests queued: {queued}; rows refused: {refused}; rows left: {left}"
    return f"The sending of a file of requests ended. {counts}"


@pytest.mark.parametrize("end", ["done", "stopped", "suspended", "role taken away"])
def test_whoever_sent_it_is_told_once_with_the_counts(end: str, partner_membership, monkeypatch) -> None:
    monkeypatch.setattr(batch_sending, "STEP", 2)
    colleague = factories.PartnerMembershipFactory(partner=partner_membership.partner)  # hears nothing
    batch = batch_sending.confirm(batch=checked(partner_membership, many(3) + BAD), by=partner_membership)
    batch_sending.carry_on(batch)
    let_time_pass(batch)
    assert told() == []
    if end == "stopped":
        batch_sending.stop(batch=batch, by=colleague)
        batch_sending.stop(batch=batch, by=colleague)
    elif end == "suspended":
        facts = {"suspended_at": timezone.now(), "suspended_by": factories.UserFactory(operator=True)}
        type(partner_membership.partner).objects.update(status="suspended", **facts)
    elif end == "role taken away":
        PartnerMembership.objects.filter(pk=partner_membership.pk).update(roles=[PartnerRole.HELPDESK_AGENT])
    for _again in range(3):
        batch_sending.carry_on(batch)
    queued = 3 if end == "done" else 2
    assert told() == [(partner_membership.user.email, sentence(queued, 1, 3 - queued))]
    text = render(OutboundEmail.objects.get(kind="notice.told")).text
    assert str(batch.public_id) in text
    assert "Download the rows that were not sent, with the reasons" in " ".join(text.split())
    assert list(Notice.objects.values_list("user", "kind")) == [(partner_membership.user_id, "file_ended")]


def test_of_a_short_file_whoever_was_not_there_is_told(colleague_client, partner_client) -> None:
    sales = colleague_client(PartnerRole.SALES_AGENT)
    place = checked_by_pages(sales, rights="full")
    sales.post(f"{place}confirm/")
    partner_client.post(f"{place}confirm/")
    assert told() == [(sales.user.email, sentence(2, 0, 0))]  # who released it saw it happen
    assert "Download the rows" not in render(OutboundEmail.objects.get(kind="notice.told")).text
    notice = Notice.objects.get(user=sales.user)
    assert sales.post(f"/notices/{notice.public_id}/read/", {"open": "what"})["Location"] == place


@pytest.mark.parametrize("is_stopped", [False, True])
def test_who_watches_the_end_is_not_told_of_it(is_stopped: bool, partner_membership, monkeypatch) -> None:
    monkeypatch.setattr(batch_sending, "STEP", 2)
    batch = batch_sending.confirm(batch=checked(partner_membership, many(3)), by=partner_membership)
    while batch_sending.carry_on(batch):
        if is_stopped:
            let_time_pass(batch)
            batch_sending.stop(batch=batch, by=partner_membership)
    assert (told(), Notice.objects.count()) == ([], 0)
