"""The log in the administration: narrowed by what it is about, by side and by day; never written."""

import pytest

from partnercenter.audit.admin import TopicFilter
from partnercenter.audit.log import record
from partnercenter.home.events import KINDS
from tests import factories
from tests.conftest import PersonaClient

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
