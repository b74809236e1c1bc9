"""A request's mail begins with the partner's template; the draft page says which, offers the others, and previews."""

import pytest

from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import MailTemplate, PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.invitations.actions.test_remind import at_noon, remind_due, waiting
from tests.invitations.asked import mails

pytestmark = pytest.mark.django_db
BODY = "{greeting}\n\n{partner} would like to serve {customer}.\n{asks}\n\n{link}\n\n{closing}"


def template(partner, name: str = "Our usual", **fields) -> MailTemplate:
    usual = {"kind": "with_rights", "language": "en", "subject": "{partner} and {customer}", "body": BODY}
    return MailTemplate.objects.create(partner=partner, name=name, **usual | fields)


def ask(client, **answers: str) -> Invitation:
    form = client.get("/partner/requests/new/").context["form"]
    given = {"request_key": form["request_key"].value(), "rights": "full", "language": "en", "life_days": "30"}
    given |= {"recipient_email": "k.sato@minato.example", "recipient_name": "Kenichi Sato", "customer_name": "Minato"}
    answer = client.post("/partner/requests/new/", given | answers)
    assert answer.status_code == 302, answer.context["form"].errors
    return Invitation.objects.latest("pk")


def test_a_request_begins_with_the_standard_template_of_its_kind_and_language(partner, partner_client) -> None:
    template(partner)
    template(partner, kind="relationship", subject="Of another kind")
    asked = ask(partner_client)
    assert asked.subject == "Kitakaze Systems K.K. and Minato"
    assert asked.body.startswith("Hello Kenichi Sato,\n\nKitakaze Systems K.K. would like to serve Minato.\nWe would")
    assert ask(partner_client, language="ja", second="on").subject == "【Kitakaze Systems K.K.】再販業者関係のご依頼"


def test_another_partners_template_and_one_by_choice_begin_nothing(partner, partner_client) -> None:
    template(factories.PartnerFactory())
    template(partner, is_standard=False)
    assert ask(partner_client).subject == "Kitakaze Systems K.K. asks to become your reseller"


def test_names_that_make_a_link_of_a_template_bring_back_the_portals_own_letter(partner, partner_membership) -> None:
    template(partner, body="Ask evil{sender}\n{link}")
    partner_membership.user.display_name = ".com"
    partner_membership.user.save()
    assert "evil" not in ask(client_of(partner_membership)).body


def test_the_draft_page_says_what_the_text_begins_with_and_begins_anew_with_another(partner, partner_client) -> None:
    template(partner)
    short = template(partner, "Short", subject="Short", body="{link}", is_standard=False)
    asked = ask(partner_client)
    page = f"/partner/requests/{asked.public_id}/email/"
    beginnings = partner_client.get(page).context["beginnings"]
    assert [(each.name, each.is_used) for each in beginnings] == [
        ("Partner Center’s own text", False),
        ("Our usual", True),
        ("Short", False),
    ]
    partner_client.post(page, {"subject": "typed", "body": "typed", "then": "template", "template": short.public_id})
    asked.refresh_from_db()
    assert (asked.subject, asked.body) == ("Short", "{link}")
    stranger = template(factories.PartnerFactory())
    partner_client.post(page, {"then": "template", "template": stranger.public_id})
    asked.refresh_from_db()
    assert asked.subject == "Short"


def test_without_templates_there_is_nothing_to_choose(partner_client) -> None:
    asked = ask(partner_client)
    shown = partner_client.get(f"/partner/requests/{asked.public_id}/email/").content.decode()
    assert "The text begins with" not in shown


def test_the_preview_is_what_is_sent_but_for_the_link(partner, partner_client) -> None:
    template(partner)
    asked = ask(partner_client)
    page = f"/partner/requests/{asked.public_id}/email/"
    token = factories.token_of(factories.live_link(asked))
    shown = partner_client.get(f"{page}preview/?part=text").context["letter"]
    frame = partner_client.get(f"{page}preview/html/")
    assert token not in shown.text + frame.content.decode()
    assert "sandbox" in frame["Content-Security-Policy"]
    words = {"subject": asked.subject, "body": asked.body}
    partner_client.post(page, words | {"then": "send"})
    sent = render(mails(asked)[0])
    assert sent.subject == shown.subject
    assert sent.text.replace(token, "…") == shown.text
    assert sent.html.replace(token, "…") == frame.content.decode()


def test_the_reminder_begins_with_its_own_template(partner, partner_membership) -> None:
    template(partner, kind="reminder", subject="Again: {subject}", body="On {asked_on}\n{link}")
    waiting(partner_membership, subject="Of old")
    remind_due(at_noon())
    letter = render(OutboundEmail.objects.get(kind="invitation.reminder"))
    assert letter.subject == "Again: Of old"


def test_sender_and_replies_are_the_partners(partner, partner_membership, partner_client) -> None:
    factories.TenantDomainFactory(owner=partner, domain="kitakaze.example")
    partner.mail_name, partner.reply_to = "Kitakaze", "sales@kitakaze.example"
    partner.save()
    asked = ask(partner_client)
    shown = partner_client.get(f"/partner/requests/{asked.public_id}/email/").content.decode()
    assert "Kitakaze via Partner Center" in shown
    partner_client.post(f"/partner/requests/{asked.public_id}/resend/")
    letter = render(mails(asked)[0])
    assert (letter.from_name, letter.reply_to) == ("Kitakaze", "sales@kitakaze.example")


def test_the_settings_keep_a_template_preview_it_and_go_back_to_the_default(partner, colleague_client) -> None:
    admin = colleague_client(PartnerRole.GLOBAL_ADMIN)
    new = admin.get("/partner/emails/new/relationship/ja/")
    assert new.context["form"]["body"].value().startswith("{greeting}")
    given = {"name": "Our usual", "subject": "{partner}", "body": "{link}\n{closing}", "is_standard": "on"}
    refused = admin.post("/partner/emails/new/relationship/ja/", given | {"body": "{link} {nobody}"})
    assert "{nobody} stands for nothing" in refused.content.decode()
    answer = admin.post("/partner/emails/new/relationship/ja/", given | {"then": "preview"})
    kept = MailTemplate.objects.get()
    assert answer["Location"] == f"/partner/emails/preview/relationship/ja/?template={kept.public_id}"
    assert admin.get(answer["Location"]).context["letter"].subject == partner.legal_name
    assert "北風" not in admin.get(f"/partner/emails/preview/relationship/ja/html/?template={kept.public_id}")
    admin.post(f"/partner/emails/{kept.public_id}/delete/")
    assert admin.get("/partner/emails/").context["wordings"][1].is_own


@pytest.mark.parametrize("kind", ["relationship", "with_rights", "rights", "reminder"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_can_be_previewed_in_every_language(kind, language, colleague_client) -> None:
    admin = colleague_client(PartnerRole.GLOBAL_ADMIN)
    letter = admin.get(f"/partner/emails/preview/{kind}/{language}/?part=text").context["letter"]
    assert "{" not in letter.text
    assert letter.text.count("/i/…/") == 1
    assert admin.get(f"/partner/emails/preview/{kind}/{language}/html/").status_code == 200


def test_a_stranger_finds_no_template(partner, colleague_client) -> None:
    admin, strange = colleague_client(PartnerRole.GLOBAL_ADMIN), template(factories.PartnerFactory())
    assert admin.get(f"/partner/emails/{strange.public_id}/").status_code == 404
    assert admin.post(f"/partner/emails/{strange.public_id}/delete/").status_code == 404
    assert admin.get(f"/partner/emails/preview/reminder/en/?template={strange.public_id}").status_code == 404
    assert admin.get("/partner/emails/preview/reminder/en/?template=none").status_code == 404
    assert admin.get("/partner/emails/preview/partnership/en/").status_code == 404  # only providers ask for these
