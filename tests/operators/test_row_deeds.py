"""What can be done with a row stands on its own page, too: one way, with the reason, for who may."""

import re

import pytest
from django.urls import reverse

from partnercenter.audit.operators import OperatorRole
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db
BAR = re.compile(r'<form class="deeds".*?</form>', re.DOTALL)


def bar_of(client: PersonaClient, row: object) -> str:
    """The bar of actions on the page of a row; empty where there is none."""
    meta = row._meta  # type: ignore[attr-defined]
    page = client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk]))  # type: ignore[attr-defined]
    assert page.status_code == 200
    found = BAR.search(page.content.decode())
    return found[0] if found else ""


def test_a_partner_is_suspended_from_its_own_page(operator_client: PersonaClient) -> None:
    partner = factories.PartnerFactory()
    bar = bar_of(operator_client, partner)
    assert f'name="_selected_action" value="{partner.pk}"' in bar
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', bar)) | {"action": "suspend"}
    place = re.search(r'action="([^"]+)"', bar)
    assert place
    assert "Suspend partners" in operator_client.post(place[1], sent).content.decode()
    done = operator_client.post(place[1], sent | {"confirmed": "yes", "reason": "Under investigation"})
    assert done.headers["Location"] == reverse("admin:partners_partner_change", args=[partner.pk])
    assert Partner.objects.get(pk=partner.pk).status == Partner.Status.SUSPENDED


def test_who_forgot_the_reason_is_told_on_the_page_of_the_row(operator_client: PersonaClient) -> None:
    person, place = factories.UserFactory(), reverse("admin:accounts_user_changelist")
    sent = {"_selected_action": person.pk, "action": "sign_out", "from_row": "yes", "why": " "}
    told = operator_client.post(place, sent, follow=True)
    assert told.redirect_chain[-1][0] == reverse("admin:accounts_user_change", args=[person.pk])
    assert "Say why beside the actions" in told.content.decode()
    listed = operator_client.post(place, sent | {"_selected_action": [person.pk, operator_client.user.pk]})
    assert listed.headers["Location"] == place


def test_each_bar_has_the_actions_of_the_operators_role_and_their_reason() -> None:
    rows = [
        (factories.PartnerFactory(), {"admin": {"suspend", "unsuspend"}, "support": set()}, None),
        (factories.UserFactory(), {who: {"send_link", "unlock", "sign_out"} for who in ("admin", "support")}, "why"),
        (factories.DelegatedAdminGrantFactory(), {"admin": {"ask_to_end"}, "support": set()}, "reason"),
    ]
    for role in (OperatorRole.ADMIN, OperatorRole.SUPPORT):
        client = sign_in(factories.UserFactory(operator_role=role))
        for row, offered, reason in rows:
            bar = bar_of(client, row)
            assert set(re.findall(r'<option value="(\w+)"', bar)) == offered[role.value], (role, row)
            assert bool(reason and bar) == bool(re.search(r'<input type="text" name="(?:why|reason)"', bar))
