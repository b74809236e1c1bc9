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


def sentence(queued: int, refused: int, left: int) -> str:
    counts = f"Requests queued: {queued}; rows refused: {refused}; rows left: {left}"
    return f"The sending of a file of requests ended. {counts}"


@pytest.mark.parametrize("end", ["done", "stopped", "suspended", "role taken away"])
def test_whoever_sent_it_is_told_once_with_the_counts(end: str, partner_membership, monkeypatch) -> None:
    monkeypatch.setattr(batch_sending, "STEP", 2)
    factories.PartnerMembershipFactory(partner=partner_membership.partner)  # a colleague hears nothing
    batch = batch_sending.confirm(batch=checked(partner_membership, many(3) + BAD), by=partner_membership)
    batch_sending.carry_on(batch)
    assert told() == []
    if end == "stopped":
        batch_sending.stop(batch=batch, by=partner_membership)
        batch_sending.stop(batch=batch, by=partner_membership)
    elif end == "suspended":
        facts = {"suspended_at": timezone.now(), "suspended_by": factories.UserFactory(operator=True)}
        type(partner_membership.partner).objects.update(status="suspended", **facts)
    elif end == "role taken away":
        PartnerMembership.objects.filter(pk=partner_membership.pk).update(roles=[PartnerRole.HELPDESK_AGENT])
    for _again in range(3):
        batch_sending.carry_on(batch)
    queued = 3 if end == "done" else 2
    assert told() == [(partner_membership.user.email, sentence(queued, 1, 3 - queued))]
    assert str(batch.public_id) in render(OutboundEmail.objects.get(kind="notice.told")).text
    assert list(Notice.objects.values_list("user", "kind")) == [(partner_membership.user_id, "file_ended")]


def test_of_a_released_file_both_who_made_it_and_who_released_it_are_told(colleague_client, partner_client) -> None:
    sales = colleague_client(PartnerRole.SALES_AGENT)
    place = checked_by_pages(sales, rights="full")
    sales.post(f"{place}confirm/")
    partner_client.post(f"{place}confirm/")
    assert sorted(told()) == sorted((client.user.email, sentence(2, 0, 0)) for client in (sales, partner_client))
    notice = Notice.objects.get(user=partner_client.user)
    assert partner_client.post(f"/notices/{notice.public_id}/read/", {"open": "what"})["Location"] == place
