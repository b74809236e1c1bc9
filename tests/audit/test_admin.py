"""The log in the administration: narrowed, leafed through, exported; never written."""

import csv
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.home.events import KINDS
from partnercenter.home.log_pages import TopicFilter
from tests import factories
from tests.conftest import WHY, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/audit/auditevent/"


@pytest.fixture
def events(db: None) -> None:
    about = factories.PartnerFactory()
    for action in ("grant.ended", "subscription.ordered", "user.signed_in"):
        record(action, about=about, by=None, cloud_code="public")


def shown(client: PersonaClient, query: str) -> set[str]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return {event.action for event in answer.context["cl"].result_list if event.object_type == "partner"}


def test_an_operator_narrows_the_log(operator_client: PersonaClient, events: None) -> None:
    every = {"grant.ended", "subscription.ordered", "user.signed_in"}
    assert shown(operator_client, "topic=rights") == {"grant.ended"}
    assert shown(operator_client, "topic=junk") == every
    assert shown(operator_client, "side__exact=system&happened_at__gte=2020-01-01T00:00:00Z") == every
    assert shown(operator_client, "happened_at__gte=2999-01-01T00:00:00Z") == set()


def test_columns_that_the_page_does_not_offer_narrow_nothing(operator_client: PersonaClient, events: None) -> None:
    assert operator_client.get(f"{LIST}?details__contains=x").status_code == 400


def test_every_kind_of_event_is_under_a_topic() -> None:
    prefixes = tuple(prefix for _label, found in TopicFilter.TOPICS.values() for prefix in found)
    assert [action for action in KINDS if not action.startswith(prefixes)] == []


def many(number: int) -> list[int]:
    about = factories.PartnerFactory()
    made = [record("grant.ended", about=about, by=None, cloud_code="public") for _ in range(number)]
    return [event.pk for event in reversed(made)]


def leaf(client: PersonaClient, address: str) -> Any:
    answer = client.get(LIST + address)
    assert answer.status_code == 200
    return answer.context["cl"]


def test_an_operator_leafs_through_the_log_without_a_count(operator_client: PersonaClient) -> None:
    wanted, found, address = many(120), [], "?topic=rights"
    with CaptureQueriesContext(connection) as asked:
        while address:
            page = leaf(operator_client, address)
            found += [event.pk for event in page.result_list]
            address = page.older
    assert found == wanted
    assert [query["sql"] for query in asked if "COUNT(" in query["sql"] and "audit" in query["sql"]] == []
    back = leaf(operator_client, page.newer)
    assert [event.pk for event in back.result_list] == wanted[50:100]
    assert leaf(operator_client, back.newer).newer == ""


def test_filters_and_searches_begin_at_the_newest_and_junk_is_no_place(operator_client: PersonaClient) -> None:
    newest = many(60)[0]
    second = leaf(operator_client, "?topic=rights").older
    text = operator_client.get(LIST + second).content.decode()
    assert text.count("beside=") == 1  # the way back to newer events, no filter's address
    for place in ("junk", "", "a" * 3000):
        assert leaf(operator_client, f"?topic=rights&beside={place}").result_list[0].pk == newest


def test_an_event_is_found_by_every_identifier_in_it_and_by_nothing_less(operator_client: PersonaClient) -> None:
    event = AuditEvent.objects.get(pk=many(1)[0])
    record("user.tested", about=operator_client.user, by=operator_client.user)
    assert [each.pk for each in leaf(operator_client, f"?q={event.object_id}").result_list] == [event.pk]
    assert [each.action for each in leaf(operator_client, f"?q={operator_client.user.public_id}").result_list]
    for words in (str(event.object_id)[:8], "grant.ended", "%"):
        assert leaf(operator_client, f"?q={words}").result_list == []


def test_a_cloud_narrows_the_log(operator_client: PersonaClient) -> None:
    record("grant.ended", about=operator_client.user, by=None, cloud_code="china")
    record("user.tested", about=operator_client.user, by=None)
    assert kinds(operator_client, "?cloud=china") == {"grant.ended"}
    assert "user.tested" in kinds(operator_client, "?cloud=none")
    assert "grant.ended" not in kinds(operator_client, "?cloud=none")


def kinds(client: PersonaClient, address: str) -> set[str]:
    return {each.action for each in leaf(client, address).result_list}


def exported(client: PersonaClient, query: str = "") -> list[dict[str, str]]:
    answer = client.post(f"{LIST}export/?{query}")
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_the_export_has_what_the_filters_leave_and_is_an_event_with_its_reason(operator_client: PersonaClient) -> None:
    subject = factories.UserFactory(display_name="=HYPERLINK(1)", email="a.sato@minato.example")
    record("user.tested", about=subject, by=subject)
    many(3)
    rows = exported(operator_client, "topic=rights")
    assert [row["Code of the event"] for row in rows] == ["grant.ended"] * 3
    [row] = [each for each in exported(operator_client) if each["Code of the event"] == "user.tested"]
    assert (row["Who"], row["E-mail address"]) == ("'=HYPERLINK(1)", "a.sato@minato.example")
    first, second = AuditEvent.objects.filter(action="user.log_exported").order_by("id")
    assert (first.details, second.details) == ({"filters": ["topic"], "places": True}, {"filters": [], "places": True})
    assert AuditTrace.objects.get(pk=first.trace_id).reason == WHY


def test_nothing_is_exported_without_a_reason(operator_client: PersonaClient) -> None:
    place = f"{LIST}export/?topic=rights"
    for answer in (operator_client.get(place), operator_client.post(place, {"why": " "})):
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/html")
    assert not AuditEvent.objects.filter(action="user.log_exported").exists()


@pytest.mark.parametrize(("role", "sees"), [("support", False), ("admin", True), ("auditor", True)])
def test_places_are_in_list_and_file_for_whom_they_are_open(role: str, sees: bool) -> None:
    client = sign_in(factories.UserFactory(operator_role=role))
    record("user.tested", about=client.user, by=client.user)
    AuditTrace.objects.update(ip_address="203.0.113.77")
    assert ("203.0.113.77" in client.get(LIST).content.decode()) is sees
    assert ("203.0.113.77" in str(exported(client))) is sees


def test_an_operator_of_one_cloud_exports_that_cloud_alone(events: None) -> None:
    record("grant.ended", about=factories.PartnerFactory(), by=None, cloud_code="china")
    client = sign_in(factories.UserFactory(operator_role="auditor", operated_clouds=["china"]))
    assert {row["Cloud"] for row in exported(client)} == {"china"}


def test_who_is_no_operator_exports_nothing(partner_client: PersonaClient) -> None:
    for client in (PersonaClient(), partner_client):
        assert client.post(f"{LIST}export/").status_code in (302, 403)
    assert not AuditEvent.objects.filter(action="user.log_exported").exists()
