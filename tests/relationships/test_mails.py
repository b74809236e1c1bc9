"""The mails about rights that ended: the right words for each side, in the recipient's language."""

import pytest

from customers.directory.models import CustomerMembership
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, render
from partnercenter.partners.models import PartnerMembership

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(partner_membership: PartnerMembership, customer_membership: CustomerMembership) -> object:
    """`letters(side, reason)`: ends rights and gives the letter of each kind."""

    def end(side: str, reason: str = "") -> dict[str, Letter]:
        by = customer_membership.user
        grant = start_full_grant(partner=partner_membership.partner, customer=customer_membership.customer, by=by)
        end_rights(grant=grant, side=side, reason=reason, by=by)
        return {mail.kind: render(mail) for mail in OutboundEmail.objects.all()}

    return end


def test_the_partner_reads_that_its_duty_of_support_remains(letters: object) -> None:
    letter = letters("customer")["rights.ended_partner"]

    assert letter.subject.startswith("株式会社みなと精機 ended your administrator rights on ")
    for body in (letter.text, letter.html):
        assert "Until the contract is renegotiated you still owe this customer support" in body
        assert "http://localhost:8000/partner/customers/" in body


def test_the_customer_reads_what_stays(letters: object) -> None:
    letter = letters("customer")["rights.ended_customer"]

    assert letter.subject == "You ended the rights of Kitakaze Systems K.K."
    for body in (letter.text, letter.html):
        assert "The relationship and your subscriptions stay." in body
        assert "http://public.localhost:8000/customer/partners/" in body


def test_the_reason_reaches_the_partner_as_text(letters: object) -> None:
    letter = letters("customer", reason="<b>Costs & more</b>")["rights.ended_partner"]

    assert "<b>Costs & more</b>" in letter.text
    assert "&lt;b&gt;Costs &amp; more&lt;/b&gt;" in letter.html


@pytest.mark.parametrize("side", ["customer", "partner", "operator", "system"])
def test_each_way_of_ending_has_words_for_both_sides(letters: object, side: str) -> None:
    for letter in letters(side).values():
        assert "%(" not in letter.subject + letter.text
        assert letter.subject in letter.text


def test_what_the_partner_gave_up_is_said_so_to_the_customer(letters: object) -> None:
    assert "gave up its administrator rights" in letters("partner")["rights.ended_customer"].subject
