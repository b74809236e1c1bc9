"""Every page of the administration, found by walking the registry, with rows of each."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnercenter.accounts.models import User
from tests import factories
from tests.conftest import PersonaClient, acceptance_host, sign_in

PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)
BUDGET = 14  # queries of a list, whatever it shows: session, user, count, rows, dates, filters


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def every_address(model: type[Model]) -> list[str]:
    """List, form of a new row, and the page of one row."""
    found = [address(model, "changelist"), address(model, "add")]
    row = model._default_manager.order_by("pk").first()
    return [*found, address(model, "change", row.pk), address(model, "history", row.pk)] if row else found


# Parts of other rows, which show what there is to know: the database's copy for sorting, the rows of a file.
# Wrong tries are digests, which name nobody.
PARTS = ("accounts.WrongTry", "relationships.CustomerLabel", "services.UserImportRow", "invitations.InvitationBatchRow")


def test_every_model_of_ours_is_in_the_administration() -> None:
    ours = [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ("partnercenter", "customers", "invitations")
    ]
    assert ours
    assert [model._meta.label for model in ours if model not in admin.site._registry] == [*PARTS]


def test_every_list_page_form_and_row_opens_for_an_operator(rows: None, operator_client: PersonaClient) -> None:
    """Without inline styles or handlers, too, which the headers forbid."""
    for model in PAGES:
        for place in every_address(model):
            expected = 200
            if place.endswith("/add/") and not can_add(model):
                expected = 403
            answer = operator_client.get(place)
            assert answer.status_code == expected, place
            text = answer.content.decode()
            assert "DatabaseDefault" not in text, place
            assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", text), place
            assert "<style" not in text, place


def can_add(model: type[Model]) -> bool:
    """Whether the page lets anybody add a row at all."""
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = User(is_active=True, is_staff=True, operator_role="admin")
    return admin.site._registry[model].has_add_permission(request)


def test_the_index_and_the_apps_lists_open_for_an_operator(operator_client: PersonaClient) -> None:
    assert operator_client.get(reverse("admin:index")).status_code == 200
    for label in {model._meta.app_label for model in PAGES}:
        assert operator_client.get(reverse("admin:app_list", args=[label])).status_code == 200


def test_nobody_but_operators_gets_a_page(
    rows: None, client: PersonaClient, partner_client: PersonaClient, customer_client: PersonaClient
) -> None:
    for model in PAGES:
        for place in every_address(model):
            for visitor in (client, partner_client):
                assert visitor.get(place).status_code in (302, 403, 404), place
            assert customer_client.get(place).status_code == 404, place  # not on an acceptance host at all


def test_an_operator_finds_no_administration_on_an_acceptance_host(db: None) -> None:
    operator = factories.UserFactory(operator=True)
    visitor = sign_in(operator, host=acceptance_host(factories.cloud("public")))
    assert visitor.get(reverse("admin:index")).status_code == 404


def test_every_list_stays_within_its_budget_of_queries_and_deletes_nothing(
    rows: None, operator_client: PersonaClient
) -> None:
    over = {}
    for model in PAGES:
        with CaptureQueriesContext(connection) as queries:
            answer = operator_client.get(address(model, "changelist"))
        assert 'value="delete_selected"' not in answer.content.decode(), model._meta.label
        if len(queries) > BUDGET:
            over[model._meta.label] = len(queries)
    assert over == {}


def test_every_list_can_be_searched(rows: None, operator_client: PersonaClient) -> None:
    """Each word is looked for in each column."""
    words = "minato 株式会社 %_'\"<script> 7d5c1f6e-8f4e-4d7b-9a60-2f33c9be6a0e operator@operator.example"
    for model in PAGES:
        assert admin.site._registry[model].search_fields, model._meta.label
        assert operator_client.get(address(model, "changelist"), {"q": words}).status_code == 200, model._meta.label


def test_the_pages_wear_our_name_and_no_frameworks(operator_client: PersonaClient) -> None:
    text = operator_client.get(reverse("admin:index")).content.decode()
    assert "Partner Center" in text
    assert "css/admin.css" in text
    assert "Django" not in re.sub(r"<script.*?</script>|<link[^>]*>", "", text, flags=re.S)


@pytest.mark.parametrize(
    "model",
    [
        "audit.AuditEvent", "audit.AuditTrace", "outbox.OutboundEmail", "agreements.AgreementAcceptance",
        "agreements.AttestedContact",
        "invitations.Invitation", "invitations.InvitationLink", "invitations.Acceptance", "grants.DelegatedAdminGrant",
        "relationships.ResellerRelationship", "relationships.PartnerCustomer", "services.Subscription",
        "services.ServiceRequestMessage",
    ],
)  # fmt: skip
def test_evidence_and_logs_are_read_only(rows: None, operator_client: PersonaClient, model: str) -> None:
    found = apps.get_model(model)
    row = found._default_manager.order_by("pk").first()
    before = found._default_manager.filter(pk=row.pk).values().get()
    assert operator_client.get(address(found, "add")).status_code == 403
    assert operator_client.post(address(found, "change", row.pk), {"_save": "1"}).status_code == 403
    assert operator_client.post(address(found, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert found._default_manager.filter(pk=row.pk).values().get() == before


def test_no_page_shows_what_makes_a_token(rows: None, operator_client: PersonaClient) -> None:
    from customers.relationships.models import PartnerCustomer
    from invitations.models import InvitationLink

    link = InvitationLink.objects.first()
    text = operator_client.get(address(InvitationLink, "change", link.pk)).content.decode()
    assert bytes(link.nonce).hex() not in text
    assert 'class="form-row field-token_hash"' not in text
    assert 'class="form-row field-nonce"' not in text
    pair = PartnerCustomer.objects.first()
    assert "field-note" not in operator_client.get(address(PartnerCustomer, "change", pair.pk)).content.decode()


def test_a_partners_region_is_chosen_among_sales_regions(operator_client: PersonaClient) -> None:
    form = operator_client.get(reverse("admin:partners_partner_add")).context["adminform"].form
    codes = {group.code for group in form.fields["market_group"].queryset}
    assert "JP" in codes
    assert "EU_EFTA" not in codes
    assert form.fields["country"].choices[0][0] == ""


def test_allauths_addresses_and_authenticators_are_read_only_and_keep_their_secret(
    rows: None, operator_client: PersonaClient
) -> None:
    authenticator = Authenticator.objects.first()
    assert authenticator
    place = reverse("admin:mfa_authenticator_change", args=[authenticator.pk])
    text = operator_client.get(place).content.decode()
    assert authenticator.data["secret"] not in text
    assert operator_client.post(place, {}).status_code == 403
