"""From a draft to a living link: the terms freeze, the text is written, only the hash of the token is kept."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from invitations.actions import create, ready, release
from invitations.models import Invitation
from partnercenter.links import tokens
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.invitations.asked import codes, events, key, terms

pytestmark = pytest.mark.django_db


def draft(by, **changes):
    return create(terms=terms(**changes), request_key=key(), by=by)


def test_a_link_is_issued_and_its_token_can_be_made_again(partner_membership):
    made = ready(invitation=draft(partner_membership), by=partner_membership)
    link = made.links.get()
    assert (made.status, link.generation, link.replaced_at) == ("ready", 1, None)
    assert tokens.token_hash(factories.token_of(link)) == bytes(link.token_hash)
    assert events(made) == ["invitation.created", "invitation.readied"]


def test_the_words_are_written_with_a_place_for_the_link_and_without_the_token(partner_membership):
    made = Invitation.objects.get(pk=ready(invitation=draft(partner_membership), by=partner_membership).pk)
    assert made.subject == "Kitakaze Systems K.K. asks to become your reseller"
    assert made.body.count("{link}") == 1
    assert factories.token_of(made.links.get()) not in made.body


@pytest.mark.parametrize(
    ("zone", "now", "days", "end"),
    [
        ("Asia/Tokyo", datetime(2026, 11, 20, 3, 0, tzinfo=UTC), 30, datetime(2026, 12, 20, 15, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2026, 11, 20, 16, 0, tzinfo=UTC), 30, datetime(2026, 12, 21, 15, tzinfo=UTC)),
        ("UTC", datetime(2026, 11, 20, 23, 59, tzinfo=UTC), 1, datetime(2026, 11, 22, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 31, 12, tzinfo=UTC), 1, datetime(2026, 11, 2, 5, tzinfo=UTC)),
        ("Not/AZone", datetime(2026, 11, 20, 12, tzinfo=UTC), 1, datetime(2026, 11, 22, tzinfo=UTC)),
    ],
)
def test_the_end_is_the_midnight_after_the_last_day_in_the_partners_zone(partner_membership, zone, now, days, end):
    partner_membership.partner.time_zone = zone
    partner_membership.partner.save()
    with time_machine.travel(now, tick=False):
        made = ready(invitation=draft(partner_membership, life_days=days), by=partner_membership)
    assert made.expires_at == end


@pytest.mark.parametrize("field", ["rights", "capacity", "is_reusable", "expires_at"])
def test_the_database_freezes_the_terms(partner_membership, field):
    made = ready(invitation=draft(partner_membership), by=partner_membership)
    changed = {
        "rights": "none",
        "capacity": "provider",
        "is_reusable": True,
        "expires_at": factories.midnight_in(80),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(**{field: changed[field]})


def test_a_second_call_is_refused_and_makes_no_second_link(partner_membership):
    made = ready(invitation=draft(partner_membership), by=partner_membership)
    with pytest.raises(ValidationError) as refused:
        ready(invitation=made, by=partner_membership)
    assert codes(refused.value) == {"__all__": ["not_draft"]}
    assert made.links.count() == 1


def test_a_sales_agents_request_with_rights_waits_for_an_admin_agent(partner):
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    admin = factories.PartnerMembershipFactory(partner=partner)
    asked = draft(sales)
    with pytest.raises(PermissionDenied):
        ready(invitation=asked, by=sales)
    assert not asked.links.exists()
    released = release(invitation=asked, by=admin)
    assert (released.status, released.owner) == ("ready", sales)
    assert events(asked) == ["invitation.created", "invitation.released"]


def test_a_sales_agents_request_without_rights_gets_its_link_at_once(partner):
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    assert ready(invitation=draft(sales, rights="none"), by=sales).status == "ready"


def test_an_admin_agent_of_another_partner_releases_nothing(partner_membership):
    stranger = factories.PartnerMembershipFactory()
    with pytest.raises(PermissionDenied):
        release(invitation=draft(partner_membership), by=stranger)
