"""An operator of one cloud sees and changes nothing of another (decisions §1, §2)."""

import pytest
from django.contrib import admin
from django.urls import reverse

from customers.directory.models import Customer
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.clouds.models import Market
from partnercenter.notices.models import Digest, Preference
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient, sign_in


@pytest.fixture
def china_client(db: None) -> PersonaClient:
    return sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))


def lists() -> list[type]:
    scoped = [model for model, page in admin.site._registry.items() if getattr(page, "cloud_lookup", "")]
    assert len(scoped) > 15
    return scoped


def test_every_list_is_empty_of_other_clouds_rows(rows: None, china_client: PersonaClient) -> None:
    for model in lists():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        page = china_client.get(reverse(f"admin:{name}_changelist"))
        shown = list(page.context["cl"].queryset)
        expected = [row for row in shown if getattr(row, "cloud", None) and row.cloud.code == "china"]
        assert [row for row in shown if row not in expected and row != factories.cloud("china")] == [], model


def test_another_clouds_row_is_as_unknown_as_none(rows: None, china_client: PersonaClient) -> None:
    for model in (Partner, Customer, Invitation):
        row = model.objects.first()
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        hidden = china_client.get(reverse(f"admin:{name}_change", args=[row.pk]))
        unknown = china_client.get(reverse(f"admin:{name}_change", args=[999_999_999]))
        assert (hidden.status_code, hidden.get("Location")) == (unknown.status_code, unknown.get("Location"))


def test_what_people_chose_and_were_mailed_is_seen_where_they_are_seen(china_client: PersonaClient) -> None:
    kept = factories.PartnerMembershipFactory(partner__cloud=factories.cloud("public"))
    Digest.objects.create(user=kept.user, organisation_id=kept.partner.public_id, day="2026-11-29")
    Preference.objects.create(user=kept.user, kind="requests", is_listed=True, mail="off")
    everywhere = sign_in(factories.UserFactory(operator=True))
    for client, seen in ((china_client, 0), (everywhere, 1)):
        for name in ("digest", "preference"):
            page = client.get(reverse(f"admin:notices_{name}_changelist"))
            assert page.context["cl"].queryset.count() == seen, name


def test_an_action_does_not_reach_another_clouds_rows(china_client: PersonaClient) -> None:
    asked = factories.InvitationFactory()
    china_client.post(
        reverse("admin:invitations_invitation_changelist"), {"action": "cancel", "_selected_action": [asked.pk]}
    )
    asked.refresh_from_db()
    assert asked.status == "ready"


def test_look_ups_offer_nothing_of_another_cloud(rows: None, china_client: PersonaClient) -> None:
    place = reverse("admin:autocomplete")
    for app, model, field in (
        ("partners", "partnermembership", "partner"),
        ("directory", "customermembership", "customer"),
    ):
        said = china_client.get(place, {"app_label": app, "model_name": model, "field_name": field, "term": ""})
        assert said.json()["results"] == []


def test_a_partner_cannot_be_put_into_another_cloud(china_client: PersonaClient) -> None:
    form = china_client.get(reverse("admin:partners_partner_add")).context["adminform"].form
    assert [cloud.code for cloud in form.fields["cloud"].queryset] == ["china"]


def test_what_all_clouds_share_is_read_only_for_one(china_client: PersonaClient) -> None:
    market = Market.objects.first()
    assert market
    place = reverse("admin:clouds_market_change", args=[market.pk])
    assert china_client.get(place).status_code == 200
    assert china_client.post(place, {"name_en": "X"}).status_code == 403
    assert china_client.get(reverse("admin:clouds_market_add")).status_code == 403


def test_an_operator_of_one_cloud_gives_nobody_powers(china_client: PersonaClient) -> None:
    person = china_client.user
    place = reverse("admin:accounts_user_change", args=[person.pk])
    said = china_client.post(
        place, {"display_name": "Chen", "is_active": "on", "operator_role": "admin", "operated_clouds": []}
    )
    assert said.status_code == 302
    assert User.objects.get(pk=person.pk).operated_clouds == ["china"]
    china_client.post(
        reverse("admin:accounts_user_add"),
        {"email": "new@operator.example", "is_active": "on", "operator_role": "admin"},
    )
    assert not User.objects.get(email="new@operator.example").is_staff


def test_an_operator_of_one_cloud_sees_its_people_alone(china_client: PersonaClient) -> None:
    elsewhere = factories.PartnerMembershipFactory().user
    chinese = factories.PartnerFactory(cloud=factories.cloud("china"), country="CN")
    here = factories.PartnerMembershipFactory(partner=chinese).user
    shown = set(china_client.get(reverse("admin:accounts_user_changelist")).context["cl"].queryset)
    assert shown == {here, china_client.user}
    assert elsewhere not in shown


def test_names_behind_the_log_are_for_operators_of_all_clouds(china_client: PersonaClient) -> None:
    assert china_client.get(reverse("admin:audit_audittrace_changelist")).status_code == 403


def test_only_operators_of_all_clouds_add_a_cloud(china_client: PersonaClient) -> None:
    assert china_client.get(reverse("admin:clouds_cloudregion_add")).status_code == 403


@pytest.mark.parametrize(
    "place",
    [
        "accounts/user/?password__startswith=a",
        "mfa/authenticator/?data__secret__startswith=a",
        "outbox/outboundemail/?secret__isnull=0",
        "invitations/invitationlink/?nonce__gt=a",
        "audit/audittrace/?salt__isnull=0",
    ],
)
def test_a_list_is_filtered_by_what_it_offers_alone(rows: None, operator_client: PersonaClient, place: str) -> None:
    assert operator_client.get(f"/admin/{place}").status_code == 400


def test_filters_that_are_offered_work(rows: None, operator_client: PersonaClient) -> None:
    for place in ("accounts/user/?operator_role__exact=admin", "partners/partnermembership/?left_at__isempty=1"):
        assert operator_client.get(f"/admin/{place}").status_code == 200


@pytest.mark.parametrize("key", ["zz", "a\x00", "1.5"])
def test_an_action_on_what_is_no_key_is_refused(operator_client: PersonaClient, key: str) -> None:
    answer = operator_client.post("/admin/partners/partner/", {"action": "suspend", "_selected_action": [key]})
    assert answer.status_code == 400


def test_view_on_site_leads_nowhere(operator_client: PersonaClient) -> None:
    assert operator_client.get("/admin/r/1/1/").status_code == 404
