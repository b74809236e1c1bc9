"""A provider asks for a partnership, words it, sends it, replaces its link, withdraws it; the clock ends it."""

import uuid

import pytest
from django.db import transaction

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.partners import actions
from partnercenter.partners.actions.asking import PartnershipTerms
from partnercenter.partners.models import PartnerRole, PartnershipRequest
from tests import factories
from tests.partners.asked import asked_by, code_of, events, provider_admin, told

pytestmark = pytest.mark.django_db
ADMIN, SALES, HELPDESK, GLOBAL, VIEWER = PartnerRole


def ask(by, key=None, **facts):
    return actions.ask_for_partnership(terms=PartnershipTerms(**facts), request_key=key or uuid.uuid4(), by=by)


@pytest.mark.parametrize(("role", "may"), [(ADMIN, 1), (SALES, 1), (GLOBAL, 1), (HELPDESK, 0), (VIEWER, 0)])
def test_admin_sales_and_global_admins_ask(role, may):
    by = provider_admin()
    by.roles = [role]
    assert code_of(ask, by) == ("" if may else "denied")


def test_asking_makes_one_living_link_and_a_letter_in_the_recipients_language():
    by = provider_admin()
    made = ask(by, recipient_email="h.mori@midorino.example", recipient_name="森 遥", language="ja", life_days=7)
    assert made.number.startswith("P-20")
    assert (made.status, made.cloud, made.owner) == ("ready", by.partner.cloud, by)
    assert made.links.count() == 1
    assert made.subject == "【Akatsuki Distribution K.K.】パートナーシップのご依頼"
    assert "森 遥 様" in made.body
    assert made.body.count("{link}") == 1
    assert "招待" not in made.body
    assert events(made) == ["partnershiprequest.created"]


def test_the_same_form_gives_the_first_result_and_another_answer_is_refused():
    by, key = provider_admin(), uuid.uuid4()
    assert ask(by, key) == ask(by, key)
    assert PartnershipRequest.objects.count() == 1
    assert code_of(ask, by, key, life_days=3) == "request_key"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"recipient_email": "r.aoki@akatsuki-dist.example"}, "own_domain"),
        ({"life_days": 91}, "life_days"),
    ],
)
def test_what_cannot_be_asked_is_refused(facts, code):
    by = provider_admin()
    factories.TenantDomainFactory(owner=by.partner, domain="akatsuki-dist.example")
    assert code_of(ask, by, **facts) == code


def test_who_is_no_provider_or_is_suspended_cannot_ask():
    assert code_of(ask, provider_admin(provider=False)) == "no_provider"
    assert code_of(ask, provider_admin(suspended=True)) == "partner_suspended"


def test_the_words_keep_the_links_place_once_and_no_other_link():
    by = provider_admin()
    asked = asked_by(by)
    for body, code in (("no place", "link_missing"), ("{link} {link}", "link_twice"), ("{link} https://x.com", "link")):
        assert code_of(actions.edit_text, request=asked, subject="Ask", body=body, by=by) == code
    actions.edit_text(request=asked, subject="Ask", body="Please: {link}", by=by)
    asked.refresh_from_db()
    assert (asked.subject, asked.body) == ("Ask", "Please: {link}")
    actions.edit_text(request=asked, subject="Ask", body="Please: {link}", by=by)
    assert events(asked) == ["partnershiprequest.text_edited"]


def test_sending_mails_the_words_the_link_and_the_box_once():
    by = provider_admin()
    asked = asked_by(by, addressed=True)
    actions.send(request=asked, by=by)
    actions.send(request=asked, by=by)
    [mail] = OutboundEmail.objects.filter(about_id=asked.public_id)
    letter = render(mail)
    assert f"/p/{factories.partnership_token(asked)}/" in letter.text
    assert "No customers are shared." in letter.text
    assert letter.reply_to == by.user.email
    assert "token" not in mail.payload
    asked.refresh_from_db()
    assert asked.status == "sent"
    assert code_of(actions.resend, request=asked, by=by) == "too_soon"


def test_a_request_without_recipient_is_not_sent_by_the_portal():
    by = provider_admin()
    assert code_of(actions.send, request=asked_by(by), by=by) == "no_recipient"


def test_a_new_link_ends_the_old_one_and_goes_out_when_asked():
    by = provider_admin()
    asked = asked_by(by, sent=True)
    actions.new_link(request=asked, with_mail=True, by=by)
    assert [(link.generation, link.replaced_at is None) for link in asked.links.all()] == [(2, True), (1, False)]
    [mail] = OutboundEmail.objects.filter(about_id=asked.public_id)
    actions.new_link(request=asked, by=by)
    with pytest.raises(NothingToSend):
        render(mail)


@pytest.mark.parametrize("role", PartnerRole)
def test_who_controls_a_request_is_the_table_of_roles(role):
    owner = provider_admin()
    asked = asked_by(owner)
    colleague = factories.PartnerMembershipFactory(partner=owner.partner, roles=[role])
    may = role in (ADMIN, GLOBAL)
    assert code_of(actions.cancel_request, request=asked, by=colleague) == ("" if may else "denied")
    own = asked_by(colleague)
    may_own = role in (ADMIN, GLOBAL, SALES)
    assert code_of(actions.cancel_request, request=own, by=colleague) == ("" if may_own else "denied")


def test_a_stranger_controls_nothing():
    assert code_of(actions.cancel_request, request=asked_by(provider_admin()), by=provider_admin()) == "denied"


def test_withdrawing_tells_whoever_was_mailed_and_happens_once():
    by = provider_admin()
    asked = asked_by(by, sent=True)
    actions.cancel_request(request=asked, by=by)
    assert told("partnership.cancelled") == {asked.recipient_email}
    assert code_of(actions.cancel_request, request=asked, by=by) == "ended"
    actions.cancel_request(request=asked_by(by), by=by)
    assert OutboundEmail.objects.count() == 1


def test_the_clock_ends_what_is_over():
    over = asked_by(provider_admin(), expires_at=factories.ago(seconds=1))
    kept = asked_by(provider_admin())
    assert actions.expire_due() == 1
    over.refresh_from_db()
    kept.refresh_from_db()
    assert (over.status, kept.status) == ("expired", "ready")
    assert actions.expire_due() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"status": "accepted"},
        {"status": "sent"},
        {"status": "cancelled"},
        {"status": "declined", "ended_at": factories.ago(days=1)},
        {"recipient_email": "a@b.example"},
        {"life_days": 91},
        {"reseller_id": 1},
        {"expires_at": factories.ago(days=1)},
        {"number": "P-2026-1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_rows_that_mean_nothing(change):
    asked = asked_by(provider_admin())
    with pytest.raises(Exception, match=r"violates|Cannot update"), transaction.atomic():
        PartnershipRequest.objects.filter(pk=asked.pk).update(**change)


@pytest.mark.parametrize("trait", ["declined", "cancelled", "expired"])
def test_the_database_lets_nothing_leave_its_end(trait):
    asked = asked_by(provider_admin(), **{trait: True})
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        PartnershipRequest.objects.filter(pk=asked.pk).update(status="ready", ended_at=None, ended_by=None)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        asked.delete()
