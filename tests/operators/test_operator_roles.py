"""The table of operators, walked over the whole registry: each model, each deed, each role, each scope of clouds."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.audit.operators import TABLE, OperatorRole, may, powers, role_of
from partnercenter.audit.reasons import FIELD
from partnercenter.clouds.models import CloudRegion, Market
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import WHY, PersonaClient, sign_in

PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)
DEEDS = ("view", "add", "change", "delete")
# Decisions §9, said a second time: what no role but these may do.
OF_AUDITORS = {  # logs and evidence
    *("audit.AuditEvent", "audit.AuditTrace", "invitations.Acceptance", "agreements.AgreementAcceptance"),
    *("agreements.AttestedContact", "agreements.AgreementText", "grants.ForcedEnd", "agreements.Publication"),
    "outbox.OutboundEmail",
    *("outbox.MailEvent", "outbox.Suppression", "outbox.BounceTally"),
}
OF_SUPPORT = {  # resends, unlocks, answers
    *("invitations.Invitation.resend", "outbox.OutboundEmail.try_again", "services.ServiceRequest.change"),
    *("accounts.User.send_link", "accounts.User.unlock", "accounts.User.sign_out"),
}
LOOKS = {"agreements.AgreementText.compare_texts"}


def operator(role: str, *clouds: str) -> User:
    return factories.UserFactory(operator_role=role, operated_clouds=list(clouds))


def request_of(user: User):
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def can(page: admin.ModelAdmin, user: User) -> set[str]:
    """What the page of a model lets somebody do."""
    asked = request_of(user)
    allowed = {deed for deed in DEEDS if getattr(page, f"has_{deed}_permission")(asked)}
    return allowed | set(page.get_actions(asked))


@pytest.mark.parametrize("clouds", [(), ("china",)], ids=["all clouds", "one cloud"])
@pytest.mark.parametrize("role", OperatorRole.values)
def test_every_page_lets_each_role_do_what_decisions_say_and_nothing_else(
    db: None, role: str, clouds: tuple[str, ...]
) -> None:
    user = operator(role, *clouds)
    for model in PAGES:
        label, page = model._meta.label, admin.site._registry[model]
        allowed = can(page, user)
        assert all(may(user, model, deed) for deed in allowed), label
        changes = {deed for deed in allowed - {"view"} if f"{label}.{deed}" not in LOOKS}
        if role == OperatorRole.AUDITOR:
            assert not changes, label
            if not clouds:
                assert ("view" in allowed) is (label in OF_AUDITORS), label
        elif role == OperatorRole.SUPPORT:
            assert {f"{label}.{deed}" for deed in changes} <= OF_SUPPORT, label
            assert clouds or "view" in allowed, label
        else:
            assert clouds or "view" in allowed, label
            assert label in TABLE or not changes, label
        if clouds and page.is_reference:
            assert not changes, label


def test_support_can_do_all_that_is_its_own_and_an_admin_all_of_the_table(db: None) -> None:
    support, chief = operator("support"), operator("admin")
    for name in OF_SUPPORT:
        label, _, deed = name.rpartition(".")
        assert deed in can(admin.site._registry[apps.get_model(label)], support), name
    for model in PAGES:
        page = admin.site._registry[model]
        line = powers(model)
        own = () if isinstance(page, ReadOnlyAdmin) else ("add", "change")  # parts are added on their whole's page
        asked = {*line.actions, *line.looks, *(deed for deed in own if line.of(deed))}
        assert asked <= can(page, chief), model._meta.label


def test_every_line_of_the_table_names_a_page_and_actions_that_are_there() -> None:
    for label, line in TABLE.items():
        page = admin.site._registry[apps.get_model(label)]
        assert {*line.actions, *line.looks} <= set(page.actions or ()), label


def test_no_page_offers_an_action_that_stands_in_no_line() -> None:
    for model, page in admin.site._registry.items():
        known = {*powers(model).actions, *powers(model).looks}
        assert {each if isinstance(each, str) else each.__name__ for each in page.actions or ()} <= known, model


@pytest.mark.parametrize("role", OperatorRole.values)
def test_the_pages_themselves_answer_as_the_table_says(rows: None, role: str) -> None:
    user = operator(role)
    client = sign_in(user)
    for model in PAGES:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page, row = admin.site._registry[model], model._default_manager.order_by("pk").first()
        assert client.get(reverse(f"{name}_changelist")).status_code == expected(user, model, "view"), model
        asked = request_of(user)
        added = 200 if page.has_add_permission(asked) else 403
        assert client.get(reverse(f"{name}_add")).status_code == added, model
        if row and not page.has_change_permission(asked, row):
            assert client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403, model
        if row and not page.has_delete_permission(asked, row):
            assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403, model


def expected(user: User, model: type, deed: str) -> int:
    return 200 if may(user, model, deed) else 403


def test_an_action_that_a_role_has_not_does_nothing_however_it_is_sent(db: None) -> None:
    asked = factories.InvitationFactory(sent=True)
    for role in ("support", "auditor"):
        sent = {"action": "cancel", "_selected_action": [asked.pk], "reason": "operator_asked"}
        sign_in(operator(role)).post(reverse("admin:invitations_invitation_changelist"), sent)
        asked.refresh_from_db()
        assert asked.status == "sent"


def test_every_page_that_saves_a_new_row_asks_why(db: None) -> None:
    asked = request_of(operator("admin"))
    for model in PAGES:
        page = admin.site._registry[model]
        if page.wants_reason(asked, None):
            assert FIELD in flatten_fieldsets(page.get_fieldsets(asked)), model


def test_nobody_saves_without_saying_why(operator_client: PersonaClient) -> None:
    cloud = factories.cloud("germany")
    place = reverse("admin:clouds_cloudregion_change", args=[cloud.pk])
    form = operator_client.get(place).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields} | {"accepts_new_customers": "", "why": " "}
    answer = operator_client.post(place, values)
    assert (answer.status_code, list(answer.context["adminform"].form.errors)) == (200, ["why"])
    assert CloudRegion.objects.get(pk=cloud.pk).accepts_new_customers
    assert not AuditEvent.objects.filter(action="cloudregion.changed").exists()


def test_no_action_works_without_saying_why(operator_client: PersonaClient) -> None:
    person = factories.UserFactory()
    place = reverse("admin:accounts_user_changelist")
    sent = {"action": "send_link", "_selected_action": [person.pk], "why": " "}
    said = operator_client.post(place, sent, follow=True)
    assert "Nothing was done. Say why" in said.content.decode()
    assert not OutboundEmail.objects.exists()


def test_nothing_is_deleted_without_saying_why(operator_client: PersonaClient) -> None:
    planned = Market.objects.first()
    planned.pk, planned.valid_from = None, "2999-01-01"
    planned.save()
    place = reverse("admin:clouds_market_delete", args=[planned.pk])
    asked = operator_client.post(place, {"post": "yes", "why": " "})
    assert (asked.status_code, list(asked.context["why_form"].errors)) == (200, ["why"])
    assert Market.objects.filter(pk=planned.pk).exists()
    assert operator_client.post(place, {"post": "yes"}).status_code == 302
    assert not Market.objects.filter(pk=planned.pk).exists()
    assert trace_of("market.deleted").reason == WHY


def trace_of(action: str) -> AuditTrace:
    """The erasable row behind the last event of this kind."""
    event = AuditEvent.objects.filter(action=action).latest("id")
    return AuditTrace.objects.get(pk=event.trace_id)


def test_the_reason_stands_beside_the_log_and_on_the_events_page_alone(operator_client: PersonaClient) -> None:
    person = factories.UserFactory()
    place = reverse("admin:accounts_user_changelist")
    operator_client.post(place, {"action": "send_link", "_selected_action": [person.pk], "why": "Lost the first mail"})
    assert trace_of("user.password_link_sent").reason == "Lost the first mail"
    event = AuditEvent.objects.get(action="user.password_link_sent")
    assert "Lost" not in str(event.details)
    page = operator_client.get(reverse("admin:audit_auditevent_change", args=[event.pk])).content.decode()
    assert "Lost the first mail" in page
    record("user.tested", about=person, by=person)
    assert trace_of("user.tested").reason == ""


def test_somebody_with_a_new_role_signs_in_anew(operator_client: PersonaClient) -> None:
    other = operator("support")
    client = sign_in(other)
    client.get(reverse("admin:index"))
    from partnercenter.accounts.models import OpenSession

    OpenSession.objects.update_or_create(session_key=client.session.session_key, defaults={"user": other})
    place = reverse("admin:accounts_user_change", args=[other.pk])
    sent = {"display_name": "Sora", "is_active": "on", "operator_role": "auditor"}
    assert operator_client.post(place, sent).status_code == 302
    assert User.objects.get(pk=other.pk).operator_role == "auditor"
    assert client.get(reverse("admin:index")).status_code == 302


def test_an_operator_lets_somebody_try_again_after_too_many_wrong_passwords(db: None) -> None:
    person, support = factories.UserFactory(), sign_in(operator("support"))
    visitor = PersonaClient(REMOTE_ADDR="203.0.113.9")
    for _ in range(6):
        visitor.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    right = {"login": person.email, "password": factories.accounts.PASSWORD}
    assert visitor.post(reverse("account_login"), right).status_code != 302
    support.post(reverse("admin:accounts_user_changelist"), {"action": "unlock", "_selected_action": [person.pk]})
    assert visitor.post(reverse("account_login"), right).status_code == 302
    assert AuditEvent.objects.filter(action="user.unlocked", object_id=person.public_id).count() == 1


def test_addresses_of_browsers_are_for_admins_and_auditors(db: None) -> None:
    subject = factories.UserFactory()
    record("user.tested", about=subject, by=subject)
    AuditTrace.objects.update(ip_address="203.0.113.77")
    event = AuditEvent.objects.get(action="user.tested")
    place = reverse("admin:audit_auditevent_change", args=[event.pk])
    seen = {role: "203.0.113.77" in sign_in(operator(role)).get(place).content.decode() for role in OperatorRole.values}
    assert seen == {"support": False, "admin": True, "auditor": True}


@pytest.mark.parametrize("powers", [{"is_staff": True}, {"operator_role": "support"}, {"is_superuser": True}])
def test_the_database_keeps_role_and_operator_together(db: None, powers: dict[str, object]) -> None:
    person = factories.UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(**powers)


def test_who_is_no_operator_or_not_active_has_no_role(db: None) -> None:
    assert role_of(factories.UserFactory()) == ""
    assert role_of(factories.UserFactory(operator=True, is_active=False)) == ""
