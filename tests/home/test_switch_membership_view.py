"""Acting as another of one's own memberships, and as nobody else's."""

import re

import pytest

from partnercenter.accounts.models import User
from partnercenter.partners.models import PartnerMembership
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return factories.UserFactory()


@pytest.fixture
def two(user: User) -> list[PartnerMembership]:
    """The person works for two partners."""
    return [factories.PartnerMembershipFactory(user=user) for _ in range(2)]


def acting_as(client: PersonaClient) -> object:
    """The membership that the pages act for."""
    return client.get("/").wsgi_request.membership


def test_the_first_membership_is_the_one_at_first(user: User, two: list[PartnerMembership]) -> None:
    assert acting_as(sign_in(user)) == two[0]


def test_a_switch_is_kept_in_the_session(user: User, two: list[PartnerMembership]) -> None:
    client = sign_in(user)

    response = client.post("/switch/", {"membership": str(two[1].public_id)})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert acting_as(client) == two[1]


def test_a_get_switches_nothing(user: User, two: list[PartnerMembership]) -> None:
    client = sign_in(user)

    assert client.get("/switch/", {"membership": str(two[1].public_id)}).status_code == 405
    assert acting_as(client) == two[0]


@pytest.mark.parametrize(
    "junk", ["", "zz", "\ud800".encode("utf-8", "surrogatepass"), "00000000-0000-4000-8000-000000000000"]
)
def test_junk_is_not_found_and_switches_nothing(user: User, two: list[PartnerMembership], junk: object) -> None:
    client = sign_in(user)

    assert client.post("/switch/", {"membership": junk}).status_code == 404
    assert acting_as(client) == two[0]


def test_somebody_elses_membership_is_not_found(user: User, two: list[PartnerMembership]) -> None:
    theirs = factories.PartnerMembershipFactory()

    assert sign_in(user).post("/switch/", {"membership": str(theirs.public_id)}).status_code == 404


def test_a_membership_of_another_host_is_not_found(user: User, two: list[PartnerMembership]) -> None:
    customers = factories.CustomerMembershipFactory(user=user)

    assert sign_in(user).post("/switch/", {"membership": str(customers.public_id)}).status_code == 404
    on_portal = sign_in(user, host=PUBLIC_HOST)
    assert on_portal.post("/switch/", {"membership": str(two[1].public_id)}).status_code == 404


def test_who_has_left_acts_for_the_other_at_the_next_click(user: User, two: list[PartnerMembership]) -> None:
    client = sign_in(user)
    client.post("/switch/", {"membership": str(two[1].public_id)})

    PartnerMembership.objects.filter(pk=two[1].pk).update(left_at=factories.ago(minutes=1))

    assert acting_as(client) == two[0]


def test_a_visitor_is_sent_to_sign_in(client: PersonaClient) -> None:
    assert client.post("/switch/", {"membership": "x"}).status_code == 302


def test_a_form_of_another_tab_does_nothing_in_the_name_of_the_other_partner(
    user: User, two: list[PartnerMembership]
) -> None:
    client = PersonaClient(enforce_csrf_checks=True)
    client.force_login(user)
    first_tab, second_tab = (token_of(client) for _ in range(2))
    sent = {"membership": str(two[1].public_id), "csrfmiddlewaretoken": second_tab}
    assert client.post("/switch/", sent).status_code == 302
    late = client.post("/appearance/", {"theme": "dark", "csrfmiddlewaretoken": first_tab})
    assert late.status_code == 403
    assert "Your session has changed since the page was opened" in late.content.decode()
    assert client.post("/appearance/", {"theme": "dark", "csrfmiddlewaretoken": token_of(client)}).status_code == 302


def token_of(client: PersonaClient) -> str:
    """What a form of a page that is opened now sends along."""
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/").content.decode())
    assert found
    return found[1]
