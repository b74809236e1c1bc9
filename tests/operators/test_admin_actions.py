"""What operators do in the administration: the portal's own actions, each with its row in the log."""

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.agreements.models import AgreementText
from customers.relationships.models import PartnerCustomer
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup, TenantDomain
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Partner, PartnerMembership, Partnership
from tests import factories
from tests.conftest import PersonaClient, sign_in

NEW_PARTNER = {
    "legal_name": "株式会社ひかり野",
    "country": "JP",
    "market_group": "",
    "address": "",
    "time_zone": "",
    "partner_number": "4009001",
    "is_direct": "on",
    "programme_agreement_version": "",
    "programme_agreement_accepted_on": "",
    "admin_name": "光野 満",
    "admin_email": "M.Hikarino@Hikarino.example",
    "admin_language": "ja",
    "domain": "",
}


def act(client: PersonaClient, model: str, action: str, *rows: object, **answers: str) -> str:
    """Run an action on rows, as the list's form does, with `answers` to its own page; the text of what follows."""
    place = reverse(f"admin:{model}_changelist")
    keys = [row.pk for row in rows]  # type: ignore[attr-defined]
    said = client.post(place, {"action": action, "_selected_action": keys} | answers, follow=True)
    assert said.status_code == 200
    return said.content.decode()


def events(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action, side="operator"))


def test_an_operator_withdraws_a_request(operator_client: PersonaClient) -> None:
    asked = factories.InvitationFactory(sent=True)
    act(operator_client, "invitations_invitation", "cancel", asked, reason="operator_reported")
    asked.refresh_from_db()
    assert (asked.status, asked.ended_by) == ("cancelled", operator_client.user)
    assert asked.end_reason == "operator_reported"
    assert [event.object_id for event in events("invitation.cancelled")] == [asked.public_id]


@pytest.mark.parametrize("reason", ["", "partnership_ended", "junk"])
def test_no_request_is_withdrawn_without_an_operators_reason(operator_client: PersonaClient, reason: str) -> None:
    asked = factories.InvitationFactory(sent=True)
    said = act(operator_client, "invitations_invitation", "cancel", asked, reason=reason)
    assert bool(reason) is not ("Choose why these requests are withdrawn." in said)
    asked.refresh_from_db()
    assert asked.status == "sent"


def test_a_request_that_has_ended_is_named_and_left_alone(operator_client: PersonaClient) -> None:
    ended, living = factories.InvitationFactory(declined=True), factories.InvitationFactory()
    text = act(operator_client, "invitations_invitation", "cancel", ended, living, reason="operator_asked")
    assert ended.number in text
    assert set(Invitation.objects.values_list("status", flat=True)) == {"declined", "cancelled"}


def test_an_operator_sends_a_request_again(operator_client: PersonaClient) -> None:
    asked = factories.InvitationFactory(sent=True)
    act(operator_client, "invitations_invitation", "resend", asked)
    assert OutboundEmail.objects.filter(about_id=asked.public_id, kind="invitation.request").count() == 1
    assert len(events("invitation.resent")) == 1


def test_an_operator_expires_what_is_past_its_time_and_nothing_else(operator_client: PersonaClient) -> None:
    past, other = factories.InvitationFactory.create_batch(2, expires_at=factories.ago(hours=2))
    living = factories.InvitationFactory()
    act(operator_client, "invitations_invitation", "expire", past, living)
    found = {asked.pk: asked.status for asked in Invitation.objects.all()}
    assert found == {past.pk: "expired", other.pk: "ready", living.pk: "ready"}


def test_an_operator_registers_a_partner_with_its_first_admin(operator_client: PersonaClient) -> None:
    cloud = factories.cloud()
    said = operator_client.post(reverse("admin:partners_partner_add"), NEW_PARTNER | {"cloud": cloud.pk})
    assert said.status_code == 302, said.context and said.context["errors"]
    partner = Partner.objects.get(partner_number="4009001")
    assert (partner.market_group.code, partner.time_zone, partner.cloud) == ("JP", "Asia/Tokyo", cloud)
    membership = PartnerMembership.objects.get(partner=partner)
    assert (membership.user.email, membership.roles) == ("m.hikarino@hikarino.example", ["global_admin"])
    assert not membership.user.has_usable_password()
    domain = TenantDomain.objects.get(owner_id=partner.public_id)
    assert (domain.domain, domain.confirmed_at is not None) == ("hikarino.example", True)
    mail = OutboundEmail.objects.get(kind="account.set_password")
    assert (mail.recipient, mail.language) == ("m.hikarino@hikarino.example", "ja")
    assert [event.partner_id for event in events("partner.registered")] == [partner.public_id]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"is_direct": ""}, "is_direct"),
        ({"country": "CU"}, "country"),
        ({"admin_email": "nobody"}, "admin_email"),
        ({"legal_name": "\u200b"}, "legal_name"),
        ({"domain": "taken.example"}, "domain"),
        ({"programme_agreement_version": "2026-01"}, ""),
        ({"is_provider": "on", "is_reseller": "on"}, ""),
    ],
)
def test_a_partner_that_cannot_be_is_refused_in_the_form(
    operator_client: PersonaClient, change: dict[str, str], field: str
) -> None:
    factories.TenantDomainFactory(owner=factories.CustomerFactory(primary_domain="taken.example"))
    said = operator_client.post(
        reverse("admin:partners_partner_add"), NEW_PARTNER | {"cloud": factories.cloud().pk} | change
    )
    assert said.status_code == 200
    form = said.context["adminform"].form
    assert field in form.errors if field else form.non_field_errors()
    assert not Partner.objects.exists()
    assert not User.objects.filter(email_key="m.hikarino@hikarino.example").exists()


def test_somebody_with_a_password_becomes_first_admin_without_a_mail(operator_client: PersonaClient) -> None:
    person = factories.UserFactory(email="m.hikarino@hikarino.example")
    operator_client.post(reverse("admin:partners_partner_add"), NEW_PARTNER | {"cloud": factories.cloud().pk})
    assert PartnerMembership.objects.get().user == person
    assert not OutboundEmail.objects.exists()


def test_an_operator_suspends_a_partner_and_lets_it_work_again(operator_client: PersonaClient) -> None:
    partner = factories.PartnerFactory()
    confirmed = {"confirmed": "yes", "reason": "Unpaid invoices"}
    act(operator_client, "partners_partner", "suspend", partner, **confirmed)
    partner.refresh_from_db()
    assert (partner.status, partner.suspended_by) == ("suspended", operator_client.user)
    assert partner.suspension_reason == "Unpaid invoices"
    assert "suspended already" in act(operator_client, "partners_partner", "suspend", partner, **confirmed)
    act(operator_client, "partners_partner", "unsuspend", partner, confirmed="yes")
    partner.refresh_from_db()
    assert (partner.status, partner.suspended_at, partner.suspension_reason) == ("active", None, "")
    assert (len(events("partner.suspended")), len(events("partner.unsuspended"))) == (1, 1)
    assert "Unpaid" not in str(events("partner.suspended")[0].details)


def test_before_a_suspension_stands_how_many_customers_hear_of_it_and_a_reason_is_needed(
    operator_client: PersonaClient,
) -> None:
    partner, place = factories.PartnerFactory(), reverse("admin:partners_partner_changelist")
    for _ in range(2):
        factories.ResellerRelationshipFactory(partner=partner)
    selected = {"_selected_action": [partner.pk]}

    for deed in ("suspend", "unsuspend"):
        asked = operator_client.post(place, selected | {"action": deed})
        assert "the global administrators of 2 customers" in asked.content.decode()
    silent = operator_client.post(place, selected | {"action": "suspend", "confirmed": "yes", "reason": " "})

    partner.refresh_from_db()
    assert (asked.status_code, silent.status_code, partner.status) == (200, 422, "active")
    assert not OutboundEmail.objects.exists()


def test_the_partner_reads_why_it_is_suspended_and_its_customers_do_not(
    operator_client: PersonaClient, partner_client: PersonaClient, customer_client: PersonaClient
) -> None:
    partner, customer = partner_client.membership.partner, customer_client.membership.customer
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    act(operator_client, "partners_partner", "suspend", partner, confirmed="yes", reason="Unpaid invoices")

    assert "Reason: Unpaid invoices" in partner_client.get("/").content.decode()
    letters = {mail.kind: render(mail).text for mail in OutboundEmail.objects.filter(kind__startswith="partner.")}
    assert "Unpaid invoices" in letters["partner.suspended_partner"]
    assert "Unpaid invoices" not in letters["partner.suspended_customer"]
    assert "Unpaid" not in customer_client.get(f"/customer/partners/{partner.public_id}/").content.decode()


def test_an_operator_sends_the_link_for_a_password(operator_client: PersonaClient) -> None:
    person = factories.UserFactory()
    act(operator_client, "accounts_user", "send_link", person)
    assert OutboundEmail.objects.get(kind="account.set_password").recipient == person.email


def test_a_person_whom_an_operator_adds_has_no_password_and_gets_the_link(operator_client: PersonaClient) -> None:
    said = operator_client.post(
        reverse("admin:accounts_user_add"),
        {"email": "new@operator.example", "display_name": "N", "is_active": "on", "operator_role": "support",
         "operated_clouds": ["china"]},
    )  # fmt: skip
    assert said.status_code == 302
    person = User.objects.get(email="new@operator.example")
    assert (person.has_usable_password(), person.operated_clouds) == (False, ["china"])
    assert OutboundEmail.objects.filter(kind="account.set_password").count() == 1


def test_an_operator_publishes_a_text_and_the_earlier_one_is_superseded(operator_client: PersonaClient) -> None:
    draft = factories.AgreementTextFactory(draft=True, language="en")
    page = act(operator_client, "agreements_agreementtext", "publish_texts", draft)
    for said in ("Supersedes version 2026-11, English.", "Supersedes version 2026-11, Japanese.", "0 organisations"):
        assert said in page
    draft.refresh_from_db()
    assert draft.status == "draft"
    act(operator_client, "agreements_agreementtext", "publish_texts", draft, confirmed="yes")
    second = sign_in(factories.UserFactory(operator=True))
    act(second, "agreements_publication", "confirm", draft.publications.get(), confirmed="yes")
    draft.refresh_from_db()
    assert draft.status == "published"
    published = AgreementText.objects.filter(cloud=draft.cloud, status="published")
    assert [text.pk for text in published] == [draft.pk]
    assert len(events("agreementtext.published")) == 1


def test_a_published_text_is_read_only_and_a_draft_is_not(operator_client: PersonaClient) -> None:
    published, draft = factories.AgreementTextFactory(), factories.AgreementTextFactory(draft=True)
    changes = {"cloud": published.cloud_id, "version": "X", "language": "en", "title": "T", "body": "New words"}
    for text, status in ((published, 403), (draft, 302)):
        place = reverse("admin:agreements_agreementtext_change", args=[text.pk])
        assert operator_client.post(place, changes).status_code == status
    draft.refresh_from_db()
    assert (draft.body, draft.sha256) == ("New words", draft.text_hash())
    place = reverse("admin:agreements_agreementtext_delete", args=[draft.pk])
    assert operator_client.post(place, {"post": "yes"}).status_code == 302
    assert len(events("agreementtext.deleted")) == 1


def failed_mail(**fields: object) -> OutboundEmail:
    """A mail that could not be delivered, or what `fields` make of it."""
    facts = {"kind": "invitation.accepted_partner", "state": "failed", "settled_at": timezone.now(), "attempts": 3}
    person = {"recipient": "a@b.example", "recipient_key": "a@b.example"}
    return OutboundEmail.objects.create(**facts | person | {"dedupe_key": "k", "message_id": "<k@x>"} | fields)


def test_an_operator_has_a_failed_mail_tried_again(operator_client: PersonaClient) -> None:
    email = failed_mail()
    act(operator_client, "outbox_outboundemail", "try_again", email)
    email.refresh_from_db()
    assert (email.state, email.attempts, email.settled_at) == ("queued", 0, None)
    assert email.message_id == "<k@x>"
    assert OutboundEmail.objects.due().filter(pk=email.pk).exists()
    assert len(events("outboundemail.retried")) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "sent"},
        {"kind": "account.login_code"},
        {"give_up_at": factories.ago(days=1)},
        {"state": "queued", "settled_at": None},
    ],
)
def test_a_mail_that_makes_no_sense_any_more_is_not_tried_again(
    operator_client: PersonaClient, fields: dict[str, object]
) -> None:
    email = failed_mail(**fields)
    act(operator_client, "outbox_outboundemail", "try_again", email)
    before, email = email.state, OutboundEmail.objects.get(pk=email.pk)
    assert (email.state, email.attempts) == (before, 3)
    assert not events("outboundemail.retried")


def test_a_change_of_reference_data_is_in_the_log_without_its_values(operator_client: PersonaClient) -> None:
    group = MarketGroup.objects.get(code="JP")
    place = reverse("admin:clouds_market_add")
    said = operator_client.post(
        place, {"iso2": "JP", "name_en": "Japan", "name_ja": "日本", "kind": "sales_region", "group": group.pk,
                "currency": "JPY", "valid_from": "2027-01-01", "source": "Letter of a ministry"},
    )  # fmt: skip
    assert said.status_code == 302
    assert Market.objects.filter(iso2="JP", valid_from="2027-01-01").exists()
    event = events("market.created")[0]
    assert (event.actor_id, event.object_type) == (operator_client.user.public_id, "market")


def test_a_cloud_is_edited_but_its_addresses_never(operator_client: PersonaClient) -> None:
    cloud = factories.cloud("germany")
    place = reverse("admin:clouds_cloudregion_change", args=[cloud.pk])
    form = operator_client.get(place).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields} | {
        "accepts_new_customers": "",
        "host_label": "x",
    }
    assert operator_client.post(place, values).status_code == 302
    changed = CloudRegion.objects.get(pk=cloud.pk)
    assert (changed.accepts_new_customers, changed.host_label) == (False, "germany")
    event = events("cloudregion.changed")[0]
    assert event.cloud_code == "germany"
    assert "accepts new customers" in str(event.details).lower()


def test_a_new_name_of_a_customer_reaches_its_partners_lists(operator_client: PersonaClient) -> None:
    customer = factories.CustomerFactory(name="Old Name K.K.")
    pair = factories.PartnerCustomerFactory(customer=customer)
    place = reverse("admin:directory_customer_change", args=[customer.pk])
    form = operator_client.get(place).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields} | {"name": "Wholly New K.K."}
    assert operator_client.post(place, values).status_code == 302
    pair = PartnerCustomer.objects.get(pk=pair.pk)
    assert "wholly" in pair.search_text
    assert len(events("customer.changed")) == 1


@pytest.mark.parametrize(("field", "wrong"), [("country", "ZZ"), ("language", "xx"), ("time_zone", "Asia/Atlantis")])
def test_a_customer_moves_only_to_a_country_language_and_zone_that_exist(
    operator_client: PersonaClient, field: str, wrong: str
) -> None:
    customer = factories.CustomerFactory()
    place = reverse("admin:directory_customer_change", args=[customer.pk])
    form = operator_client.get(place).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields}
    answer = operator_client.post(place, values | {field: wrong})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("reseller", "field"),
    [
        ({"reseller": True}, ""),
        ({}, "reseller"),
        ({"reseller": True, "country": "DE"}, "reseller"),
        ({"reseller": True, "cloud": "germany"}, "reseller"),
    ],
)
def test_a_partnership_ties_a_provider_to_a_reseller_of_its_cloud_and_region(
    operator_client: PersonaClient, reseller: dict[str, object], field: str
) -> None:
    facts = reseller | ({"cloud": factories.cloud(str(reseller["cloud"]))} if "cloud" in reseller else {})
    provider, other = factories.PartnerFactory(provider=True), factories.PartnerFactory(**facts)
    said = operator_client.post(
        reverse("admin:partners_partnership_add"),
        {"provider": provider.pk, "reseller": other.pk, "status": "active", "started_at_0": "2026-11-01",
         "started_at_1": "09:00:00"},
    )  # fmt: skip
    assert said.status_code == (200 if field else 302)
    assert Partnership.objects.exists() is not bool(field)
    if field:
        assert field in said.context["adminform"].form.errors
