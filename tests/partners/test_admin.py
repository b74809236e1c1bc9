"""Partnerships and staff in the administration: every change goes through the portal's actions."""

import pytest
from django.urls import reverse

from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerRole, Partnership
from tests import factories
from tests.partners.asked import asked_by, events, provider_admin, reseller_admin

pytestmark = pytest.mark.django_db
GLOBAL, VIEWER = PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER


def act(client, model: str, action: str, *rows, **more):
    return client.post(
        reverse(f"admin:{model}_changelist"),
        {"action": action, "_selected_action": [row.pk for row in rows], **more},
        follow=True,
    )


def test_an_operator_registers_a_partnership_through_the_action(operator_client):
    provider, reseller = provider_admin().partner, reseller_admin().partner
    form = {"provider": provider.pk, "reseller": reseller.pk}
    operator_client.post(reverse("admin:partners_partnership_add"), form)
    begun = Partnership.objects.get()
    assert begun.accepted_by == operator_client.user
    assert "partnership.started" in events(begun)
    again = operator_client.post(reverse("admin:partners_partnership_add"), form)
    assert "in force already" in again.content.decode()


def test_an_operator_ends_partnerships_with_a_reason(operator_client):
    standing, ended = factories.PartnershipFactory(), factories.PartnershipFactory(ended=True)
    act(operator_client, "partners_partnership", "end", standing, ended, reason="They merge.")
    standing.refresh_from_db()
    assert (standing.status, standing.ended_side, standing.end_reason) == ("ended", "operator", "They merge.")
    assert "partnership.ended" not in events(ended)


def test_no_form_changes_a_partnership_or_a_request(operator_client):
    standing, asked = factories.PartnershipFactory(), asked_by(provider_admin())
    for row in (standing, asked):
        place = reverse(f"admin:partners_{row._meta.model_name}_change", args=[row.pk])
        page = operator_client.get(place).content.decode()
        assert 'name="_save"' not in page
        assert operator_client.post(place, {"status": "ended"}).status_code == 403
    act(operator_client, "partners_partnershiprequest", "withdraw", asked)
    asked.refresh_from_db()
    assert (asked.status, asked.end_reason) == ("cancelled", "operator")


def place_of(membership) -> str:
    return reverse("admin:partners_partnermembership_change", args=[membership.pk])


def test_an_operator_lets_somebody_leave_and_names_who_takes_over(operator_client):
    leaving = provider_admin()
    colleague = factories.PartnerMembershipFactory(partner=leaving.partner)
    stranger, asked = factories.PartnerMembershipFactory(), asked_by(leaving)
    page = operator_client.get(place_of(leaving)).content.decode()
    assert f'value="{colleague.pk}"' in page
    assert f'value="{stranger.pk}"' not in page
    form = {"roles": leaving.roles, "leaves": "on", "successor": colleague.pk}
    assert operator_client.post(place_of(leaving), form).status_code == 302
    leaving.refresh_from_db()
    asked.refresh_from_db()
    assert leaving.left_at
    assert asked.owner == colleague
    assert AuditEvent.objects.filter(action="membership.left").count() == 1
    assert 'name="_save"' not in operator_client.get(place_of(leaving)).content.decode()


@pytest.mark.parametrize("form", [{"roles": [GLOBAL], "leaves": "on"}, {"roles": [VIEWER]}], ids=["leaves", "role"])
def test_the_last_global_admin_stays_in_the_administration_too(form, operator_client):
    last = factories.PartnerMembershipFactory(roles=[GLOBAL])
    answer = operator_client.post(place_of(last), form)
    assert answer.status_code == 200
    assert "is the last global admin" in answer.content.decode()
    last.refresh_from_db()
    assert (last.left_at, last.roles) == (None, [GLOBAL])
