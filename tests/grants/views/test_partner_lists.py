"""The partner's *Admin relationships*: lists, tiles, the file, and switching extensions off together."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.grants.models import DelegatedAdminGrant
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient
from tests.factories.times import ago

pytestmark = pytest.mark.django_db
OTHERS = [PartnerRole.SALES_AGENT, PartnerRole.HELPDESK_AGENT, PartnerRole.VIEWER, PartnerRole.GLOBAL_ADMIN]
LIST, EXPIRING, SWITCH = "/partner/grants/", "/partner/grants/expiring/", "/partner/grants/auto-extend/"


def held(partner: Partner, company: str = "", **facts: Any) -> DelegatedAdminGrant:
    """Granular rights of the partner at a customer of their own; `days` from now they end."""
    if "days" in facts:
        facts |= {"ends_at": ago(days=-facts.pop("days"))}
    customer = factories.CustomerFactory(cloud=partner.cloud, name=company or "Komorebi Design")
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, granular=True, **facts)


def read(client: PersonaClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_is_in_force_the_next_end_first(partner_client, partner) -> None:
    held(partner, "Later Ltd", days=200)
    held(partner, "Sooner Ltd", days=5)
    held(partner, "Gone Ltd", terminated=True)
    words = read(partner_client, LIST)
    assert words.index("Sooner Ltd") < words.index("Later Ltd")
    assert "Gone Ltd" not in words
    assert "Expiring soon" in words
    assert "Nobody has access" in words
    assert "Gone Ltd" in read(partner_client, f"{LIST}?box=ended")


def test_the_list_is_narrowed_by_words_and_kind(partner_client, partner) -> None:
    held(partner, "Komorebi Design", name="Helpdesk-2026")
    held(partner, "株式会社つばき食品")
    factories.DelegatedAdminGrantFactory(partner=partner, customer__name="Minato Seiki")
    asked = {"q=komo": "Komorebi", "q=つばき": "つばき食品", "q=HELPDESK-20": "Komorebi", "kind=full": "Minato"}
    for query, found in asked.items():
        table = read(partner_client, f"{LIST}?{query}").split("</thead>")[1].replace("<wbr>", "")
        assert [name for name in ("Komorebi", "つばき食品", "Minato") if name in table] == [found], query
    assert "Nothing matches" in read(partner_client, f"{LIST}?q=zzzz")


def test_groups_are_named_and_drift_is_said(partner_client, partner) -> None:
    grant = held(partner)
    member = factories.PartnerMembershipFactory(partner=partner)
    group = factories.SecurityGroupFactory(partner=partner, name="Licences desk", members=[member])
    assigned = factories.AccessAssignmentFactory(grant=grant, group=group)
    words = read(partner_client, LIST)
    assert "Licences desk" in words
    assert "Nobody has access" not in words
    DelegatedAdminGrant.objects.filter(pk=grant.pk).update(roles=[assigned.roles[0]])
    assert "Less access than assigned" in read(partner_client, LIST)


def test_full_rights_unused_for_90_days_are_flagged(partner_client, partner) -> None:
    idle = factories.DelegatedAdminGrantFactory(partner=partner, starts_at=ago(days=91))
    assert "Unused for 90 days" in read(partner_client, LIST)
    DelegatedAdminGrant.objects.filter(pk=idle.pk).update(last_used_at=ago(days=3))
    assert "Unused for 90 days" not in read(partner_client, LIST)


def test_every_tile_counts_and_filters(partner_client, partner) -> None:
    for days, name in ((0.5, "One Ltd"), (6, "Seven Ltd"), (20, "Thirty Ltd"), (90, "Later Ltd")):
        held(partner, name, days=days)
    held(partner, "Expired Ltd", status="expired", ended_at=ago(days=9), starts_at=ago(days=90), ends_at=ago(days=9))
    answer = partner_client.get(EXPIRING)
    counted = {str(tile.tile): (tile.number, tile.percent) for tile in answer.context["tiles"]}
    assert counted == {"30": (3, 60), "7": (2, 40), "1": (1, 20), "later": (1, 20), "expired": (1, 20)}
    for tile, names in (("1", ["One"]), ("7", ["One", "Seven"]), ("later", ["Later"]), ("expired", ["Expired"])):
        shown = [row.grant.customer.name for row in partner_client.get(f"{EXPIRING}?ends={tile}").context["rows"]]
        assert shown == [f"{name} Ltd" for name in names]


def test_lists_cost_the_same_however_many_rows_and_groups(partner_client, partner) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            partner_client.get(path)
        return len(seen)

    def add() -> None:
        factories.AccessAssignmentFactory(grant=held(partner, days=3))

    add()
    queries(LIST)
    before = [queries(path) for path in (LIST, EXPIRING)]
    for _each in range(4):
        add()
    assert [queries(path) for path in (LIST, EXPIRING)] == before
    assert max(before) <= 11


def test_another_partners_rights_are_nowhere(other_partner_client, partner) -> None:
    grant = held(partner, "Canary Ltd", days=3)
    for path in (LIST, EXPIRING, f"{LIST}export.csv", f"{EXPIRING}export.csv"):
        answer = other_partner_client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Canary" not in body
    answer = other_partner_client.get(f"{SWITCH}?grants={grant.public_id}", follow=True)
    assert b"Canary" not in answer.content


def test_the_file_neutralises_formulas_and_says_what_the_page_says(partner_client, partner) -> None:
    held(partner, "=cmd|'/c calc'!A0", days=3, auto_extends=True)
    answer = partner_client.get(f"{EXPIRING}export.csv?ends=7")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert answer["Content-Type"].startswith("text/csv")
    assert len(rows) == 2
    assert rows[1][0] == "'=cmd|'/c calc'!A0"
    assert len(rows[0]) == len(rows[1])


def test_only_those_who_may_export_get_the_file(colleague_client, partner) -> None:
    held(partner, days=3)
    viewer = colleague_client(PartnerRole.VIEWER)
    assert viewer.get(f"{LIST}export.csv").status_code == 403
    assert "export.csv" not in read(viewer, EXPIRING)
    assert colleague_client(PartnerRole.GLOBAL_ADMIN).get(f"{LIST}export.csv").status_code == 200


def test_extensions_are_switched_off_together_after_one_question(partner_client, partner) -> None:
    chosen = [held(partner, f"Number {n} Ltd", days=3, auto_extends=True) for n in range(2)]
    query = "&".join(f"grants={grant.public_id}" for grant in chosen)
    asked = read(partner_client, f"{SWITCH}?{query}")
    assert "only the customer can" in asked
    assert DelegatedAdminGrant.objects.filter(auto_extends=True).count() == 2
    partner_client.post(SWITCH, {"grants": [grant.public_id for grant in chosen]})
    assert not DelegatedAdminGrant.objects.filter(auto_extends=True).exists()
    assert OutboundEmail.objects.exists()


def test_26_at_once_are_refused_and_change_nothing(partner_client, partner) -> None:
    customer = factories.CustomerFactory(cloud=partner.cloud)
    facts = {"partner": partner, "customer": customer, "granular": True, "auto_extends": True}
    chosen = factories.DelegatedAdminGrantFactory.create_batch(26, **facts)
    answer = partner_client.post(SWITCH, {"grants": [grant.public_id for grant in chosen]}, follow=True)
    assert "Choose at most 25 at a time" in answer.content.decode()
    assert DelegatedAdminGrant.objects.filter(auto_extends=True).count() == 26


def test_nothing_chosen_and_junk_lead_back_with_a_word(partner_client) -> None:
    for query in ("", "?grants=zz", "?grants=00000000-0000-4000-8000-000000000000"):
        answer = partner_client.get(f"{SWITCH}{query}")
        assert answer.status_code == 302
        assert answer["Location"] == EXPIRING


@pytest.mark.parametrize("role", OTHERS)
def test_colleagues_without_the_role_read_and_change_nothing(colleague_client, partner, role) -> None:
    grant = held(partner, days=3, auto_extends=True)
    client = colleague_client(role)
    assert "Switch auto-extend off" not in read(client, EXPIRING)
    answer = client.post(SWITCH, {"grants": [grant.public_id]})
    assert answer.status_code == 403
    assert "admin agent" in answer.content.decode().lower()
    grant.refresh_from_db()
    assert grant.auto_extends
