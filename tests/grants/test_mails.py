"""The mails about rights: who gets which, what they say, and when one is not worth sending any more."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from customers.grants.actions import hand_over, reduce_grant, replace_full_by_granular, set_auto_extend
from customers.grants.actions.life import expire_due, extend_due, flag_unused, remind_due
from customers.grants.mails.notices import kind_of
from customers.grants.mails.wording import WORDS
from customers.grants.terms import GranularTerms
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, NothingToSend, render
from tests import factories
from tests.grants.conftest import granular_of

pytestmark = pytest.mark.django_db
ENDS_AT, DAY = datetime(2030, 6, 30, 15, tzinfo=UTC), timedelta(days=1)


@pytest.fixture
def sides(agent, admin):
    """Both sides with names that are easy to read."""
    agent.partner.legal_name, admin.customer.name = "Kitakaze Systems K.K.", "Minato Seiki"
    agent.partner.save()
    admin.customer.save()
    return agent, admin


def letter(kind: str) -> Letter:
    return render(OutboundEmail.objects.filter(kind=kind).latest("pk"))


def everything_happens(agent, admin) -> None:
    """Each occasion once."""
    remind_due_of = granular_of(agent, admin, ends_at=ENDS_AT)
    remind_due(ENDS_AT - 7 * DAY)
    expire_due(ENDS_AT)
    remind_due_of.refresh_from_db()
    grant = granular_of(agent, admin, ends_at=ENDS_AT, auto_extends=True)
    extend_due(ENDS_AT - DAY)
    set_auto_extend(grants=[grant], on=False, by=agent)
    set_auto_extend(grants=[grant], on=True, by=admin)
    reduce_grant(grant=grant, without=["user_administrator"], reason="Not needed", by=admin)
    full = factories.DelegatedAdminGrantFactory(partner=agent.partner, customer=admin.customer)
    flag_unused(full.starts_at + 90 * DAY)
    terms = GranularTerms(name="", roles=("license_administrator",), days=30)
    replace_full_by_granular(grant=full, terms=terms, by=admin)
    other = factories.PartnerMembershipFactory()
    hand_over(grant=grant, to=other.partner, by=admin)


def test_every_kind_of_mail_is_sent_and_reads_whole(sides) -> None:
    everything_happens(*sides)
    OutboundEmail.objects.filter(kind__startswith="grant.ending").delete()  # overtaken since, see below
    kinds = {kind_of(*pair) for pair in WORDS if "ending" not in pair[0]}
    assert set(OutboundEmail.objects.filter(kind__startswith="grant.").values_list("kind", flat=True)) == kinds
    for kind in kinds:
        written = letter(kind)
        for text in (written.subject, written.text, written.html):
            assert not re.search(r"%\(|\{\{|None", text), (kind, text)
        assert written.subject in written.text
        names = "Minato Seiki" if kind.endswith("_partner") else "Kitakaze Systems K.K."
        assert names in written.subject, kind


@pytest.mark.parametrize(
    ("before", "left"), [(7, "6 days are left."), (2, "1 day is left."), (1, "Today is the last day.")]
)
def test_a_reminder_says_how_much_is_left_and_until_when(sides, before: int, left: str) -> None:
    granular_of(*sides, ends_at=ENDS_AT)
    remind_due(ENDS_AT - before * DAY)
    written = letter("grant.ending_customer")
    assert written.subject == "The administrator rights of Kitakaze Systems K.K. end on 30 June 2030"
    assert left in written.text
    assert "until the end of 30 June 2030 (JST)" in written.text
    assert "License Administrator, Helpdesk Administrator, User Administrator" in written.text
    assert "public.localhost" in written.text


def test_a_reminder_that_was_overtaken_is_not_sent(sides) -> None:
    agent, admin = sides
    grant = granular_of(agent, admin, ends_at=ENDS_AT)
    remind_due(ENDS_AT - 7 * DAY)
    email = OutboundEmail.objects.filter(kind="grant.ending_partner").get()
    assert email.give_up_at == ENDS_AT
    assert render(email)
    set_auto_extend(grants=[grant], on=True, by=admin)
    with pytest.raises(NothingToSend):
        render(email)


def test_a_change_names_the_other_side_and_gives_its_reason_but_not_ones_own(sides) -> None:
    admin = sides[1]
    reduce_grant(grant=granular_of(*sides), without=["user_administrator"], reason="Not <needed>", by=admin)
    theirs, own = letter("grant.reduced_partner"), letter("grant.reduced_customer")
    assert "Minato Seiki made this change." in theirs.text
    assert "Not <needed>" in theirs.text
    assert "Not &lt;needed&gt;" in theirs.html
    assert "made this change" not in own.text
    assert "Left out: User Administrator" in theirs.text


def test_only_those_who_answer_for_a_side_are_told(sides) -> None:
    agent, admin = sides
    for role in ("viewer", "sales_agent", "helpdesk_agent"):
        factories.PartnerMembershipFactory(partner=agent.partner, roles=[role])
    boss = factories.PartnerMembershipFactory(partner=agent.partner, roles=["global_admin"])
    factories.PartnerMembershipFactory(partner=agent.partner, left_at=factories.ago(days=1))
    factories.CustomerMembershipFactory(customer=admin.customer, role="billing_admin")
    granular_of(agent, admin, ends_at=ENDS_AT)
    expire_due(ENDS_AT)
    told = set(OutboundEmail.objects.values_list("recipient", flat=True))
    assert told == {agent.user.email, boss.user.email, admin.user.email}


def test_an_invitation_says_nothing_of_who_held_the_rights(sides) -> None:
    agent, admin = sides
    other = factories.PartnerMembershipFactory()
    hand_over(grant=granular_of(agent, admin), to=other.partner, by=admin)
    written = letter("grant.invited_partner")
    assert written.subject == "Minato Seiki invites you to ask for administrator rights"
    assert "Kitakaze" not in written.text + written.html
