"""A stopped file that comes again: each row by what became of its request since."""

import pytest
from django.utils import timezone

from invitations.actions import batch_sending, change_recipient
from invitations.models import Invitation, InvitationBatch
from partnercenter.partners.models import PartnerMembership
from tests.invitations.batches.files import NO_RIGHTS, checked, checked_by_pages, many, post_file

pytestmark = pytest.mark.django_db

# What became of the row's request; what the file again says of the row: as it is, and with *Ask again* chosen.
FATES = {
    "left": ("", ""),
    "sent": ("open_already", "open_already"),
    "accepted": ("asked_before", ""),
    "declined": ("asked_before", ""),
    "cancelled": ("asked_before", ""),
    "expired": ("asked_before", ""),
    "replaced": ("asked_before", ""),
}


@pytest.fixture
def file(partner_membership: PartnerMembership) -> str:
    """A file that was stopped before its last row; then the fates befell the others, in the order of the table."""
    content = many(len(FATES))
    batch = batch_sending.confirm(batch=checked(partner_membership, content), by=partner_membership)
    last = batch.rows.order_by("line").first()
    last.problem = "address_busy"  # only for the moment of the sending
    last.save()
    batch_sending.carry_on(batch)
    last.problem = ""
    last.save()
    InvitationBatch.objects.filter(pk=batch.pk, status="confirmed").update(
        status="stopped", reason="cancelled", ended_at=timezone.now(), digest=""
    )
    for row, fate in zip(batch.rows.filter(outcome="asked").order_by("line"), list(FATES)[1:], strict=True):
        if fate != "sent":
            Invitation.objects.filter(pk=row.invitation_id).update(status=fate, ended_at=timezone.now())
    return content


def verdicts(batch: InvitationBatch) -> list[str]:
    return list(batch.rows.order_by("line").values_list("problem", flat=True))


def test_each_row_of_a_file_that_comes_again_is_judged_by_its_fate(
    file: str, partner_membership: PartnerMembership
) -> None:
    again = checked(partner_membership, file)
    assert dict(zip(FATES, verdicts(again), strict=True)) == {fate: plain for fate, (plain, _said) in FATES.items()}
    said = checked(partner_membership, file, asks_again=True)
    assert dict(zip(FATES, verdicts(said), strict=True)) == {fate: wished for fate, (_plain, wished) in FATES.items()}
    for batch in (again, said):
        batch_sending.carry_on(batch_sending.confirm(batch=batch, by=partner_membership))
    per_row = [Invitation.objects.filter(recipient_key=f"person{n}@customer{n}.example").count() for n in range(7)]
    assert per_row == [1, 1, 2, 2, 2, 2, 2]


def test_a_file_does_not_ask_an_address_that_was_corrected_after_the_sending(partner_membership) -> None:
    content = many(2)
    batch_sending.carry_on(batch_sending.confirm(batch=checked(partner_membership, content), by=partner_membership))
    wrong = Invitation.objects.get(recipient_key="person0@customer0.example")
    change_recipient(invitation=wrong, email="right@customer0.example", by=partner_membership)
    again = checked(partner_membership, content + "right@customer0.example,Right,,,,\n")
    assert verdicts(again) == ["asked_before", "open_already", "open_already"]
    assert again.rows.get(problem="asked_before").about == wrong.number
    wished = checked(partner_membership, content, asks_again=True)
    assert verdicts(wished) == ["", "open_already"]


def test_the_page_says_which_request_asked_before_and_asks_again_only_when_told(file: str, partner_client) -> None:
    place = checked_by_pages(partner_client, file)
    declined = Invitation.objects.get(status="declined")
    assert (
        f"An earlier file asked this address already: request {declined.number}."
        in partner_client.get(place).content.decode()
    )
    partner_client.post(f"{place}terms/", NO_RIGHTS | {"asks_again": "on"})
    page = partner_client.get(place).content.decode()
    assert "6 of 7 rows can be sent" in page
    assert "Whom an earlier file asked is asked again" in page


@pytest.mark.parametrize("choice", [{}, {"reminds": "on"}])
def test_the_requests_of_a_file_remind_or_not_as_it_was_chosen(partner_client, choice: dict[str, str]) -> None:
    partner_client.post(f"{checked_by_pages(partner_client, many(2), **choice)}confirm/")
    assert set(Invitation.objects.values_list("reminds", flat=True)) == {bool(choice)}


def test_a_file_begins_with_the_partners_own_choice_of_reminders(partner_client, partner) -> None:
    for reminds in (True, False):
        partner.reminds = reminds
        partner.save()
        page = partner_client.get(post_file(partner_client, many(1))["Location"])
        assert page.context["form"]["reminds"].value() is reminds
