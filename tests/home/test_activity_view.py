"""A partner's log, its part at one customer, and a customer's: whose rows, in which words, narrowed, and as a file."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from customers.directory.models import Customer, CustomerRole
from customers.relationships.index import refresh_pair
from partnercenter.audit.log import Origin, origin, record
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db
PARTNERS, CUSTOMERS = "/partner/activity/", "/customer/activity/"


def log(action: str, about: Any, by: Any, **facts: Any) -> Any:
    """An event done from a place."""
    token = origin.set(Origin("203.0.113.7", "Browser"))
    try:
        return record(action, about=about, by=by, **facts)
    finally:
        origin.reset(token)


def words(client: PersonaClient, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    main = response.content.decode().partition('id="main"')[2]
    return " ".join(strip_tags(main).split())


def lines(client: PersonaClient, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.fixture
def pair(partner: Partner, customer: Customer) -> dict[str, Any]:
    """The ids of events between the two, which are related."""
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return {"cloud_code": "public", "partner_id": partner.public_id, "customer_id": customer.public_id}


def test_both_sides_read_the_deed_of_a_partners_person_but_not_from_where_to_the_other(
    partner_client: PersonaClient, customer_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    grant = factories.DelegatedAdminGrantFactory(partner_id=partner_client.membership.partner_id, customer=customer)
    log("grant.used", grant, partner_client.user, side="partner", details={"need": "block_users"}, **pair)

    own, theirs = words(partner_client, PARTNERS), words(customer_client, CUSTOMERS)

    assert "Misaki Tanaka used admin rights: Blocked or unblocked a user" in own
    assert "Misaki Tanaka (Kitakaze Systems K.K.) used admin rights" in theirs
    assert "Full rights" in own
    assert "203.0.113.7" in own
    assert "203.0.113.7" not in theirs


def test_a_partner_reads_the_customers_name_and_neither_its_person_nor_its_address(
    partner_client: PersonaClient, customer_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    grant = factories.DelegatedAdminGrantFactory(partner_id=partner_client.membership.partner_id, customer=customer)
    log("grant.ended", grant, customer_client.user, side="customer", **pair)

    theirs, own = words(partner_client, PARTNERS), words(customer_client, CUSTOMERS)

    assert "株式会社みなと精機 ended the admin rights Full rights" in theirs
    assert "佐藤 健一" not in theirs
    assert "203.0.113.7" not in theirs
    assert "佐藤 健一 ended the admin rights" in own
    assert "203.0.113.7" in own


def test_the_staff_of_another_partner_stays_unnamed(
    partner_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    stranger = factories.PartnerMembershipFactory(user__display_name="Kenta Somewhere")
    relationship = factories.ResellerRelationshipFactory(
        partner=partner_client.membership.partner, customer=customer, ended=True
    )
    log("subscription.cancelled", relationship, stranger.user, side="partner", **pair)

    page = words(partner_client, PARTNERS)

    assert "The other partner cancelled" in page
    assert "Kenta" not in page
    assert "203.0.113.7" not in page


def test_events_of_the_operators_alone_and_unknown_ones_are_nobodys(
    partner_client: PersonaClient, customer_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    for action in ("invitation.reported", "grant.end_asked", "some.thing"):
        log(action, customer, None, side="operator", **pair)

    assert "Nothing has happened yet" in words(partner_client, PARTNERS)
    assert "Nothing has happened yet" in words(customer_client, CUSTOMERS)


def test_another_partner_and_another_customer_read_nothing_of_it(
    other_partner_client: PersonaClient, customer: Customer, pair: dict[str, Any], staff_client: Any
) -> None:
    log("relationship.started", customer, None, **pair)
    elsewhere = factories.CustomerMembershipFactory(role=CustomerRole.GLOBAL_ADMIN)
    for client, path in (
        (other_partner_client, PARTNERS),
        (client_of(elsewhere), CUSTOMERS),
    ):
        assert "Nothing has happened yet" in words(client, path)
        assert customer.name not in lines(client, f"{path}export.csv")
    record_page = f"/partner/customers/{customer.public_id}/activity/"
    assert other_partner_client.get(record_page).status_code == 404
    assert other_partner_client.get(f"{record_page}export.csv").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [(role, 200 if role in (PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN) else 403) for role in PartnerRole],
)
def test_the_log_is_open_to_the_roles_of_the_table(
    colleague_client: Any, customer: Customer, pair: dict[str, Any], role: PartnerRole, status: int
) -> None:
    client = colleague_client(role)
    record_page = f"/partner/customers/{customer.public_id}/"
    for path in (PARTNERS, f"{PARTNERS}export.csv", f"{record_page}activity/", f"{record_page}activity/export.csv"):
        assert client.get(path).status_code == status
    assert ("/activity/" in client.get(record_page).content.decode()) is (status == 200)


def test_the_customers_log_is_its_administrators(staff_client: Any) -> None:
    for role, status in (
        (CustomerRole.GLOBAL_ADMIN, 200),
        (CustomerRole.BILLING_ADMIN, 200),
        (CustomerRole.USER, 403),
    ):
        client = staff_client(role)
        assert client.get(CUSTOMERS).status_code == status
        assert client.get(f"{CUSTOMERS}export.csv").status_code == status
        assert (CUSTOMERS in client.get("/").content.decode()) is (status == 200)


def test_each_filter_leaves_what_it_names(
    partner_client: PersonaClient, partner_membership: PartnerMembership, customer: Customer, pair: dict[str, Any]
) -> None:
    other = factories.CustomerFactory(name="Sakura Foods")
    factories.ResellerRelationshipFactory(partner=partner_membership.partner, customer=other)
    refresh_pair(partner_membership.partner, other)
    log("subscription.suspended", customer, partner_membership.user, side="partner", **pair)
    log("relationship.ended", other, None, **pair | {"customer_id": other.public_id})
    today = factories.ago(days=0).date().isoformat()
    first, second = "Misaki Tanaka suspended", "The relationship with Sakura Foods ended"
    cases: list[tuple[dict[str, str], bool, bool]] = [
        ({}, True, True),
        ({"what": "subscriptions"}, True, False),
        ({"who": str(partner_membership.user.public_id)}, True, False),
        ({"who": "system"}, False, True),
        ({"customer": "sakura"}, False, True),
        ({"customer": "nobody at all"}, False, False),
        ({"until": "2020-01-01"}, False, False),
        ({"since": "2020-01-01"}, True, True),
        ({"what": "junk", "who": "junk", "since": "junk", "until": "9999-12-31", "cursor": "junk"}, True, True),
    ]
    for query, has_first, has_second in cases:
        page, file = words(partner_client, PARTNERS, **query), lines(partner_client, f"{PARTNERS}export.csv", **query)
        assert ((first in page), (second in page)) == (has_first, has_second), (query, today)
        assert ((first in file), (second in file)) == (has_first, has_second), query


def test_the_records_tab_shows_this_customer_alone(
    partner_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    other = factories.CustomerFactory(name="Sakura Foods")
    log("relationship.started", customer, None, **pair)
    log("relationship.started", other, None, **pair | {"customer_id": other.public_id})
    path = f"/partner/customers/{customer.public_id}/activity/"

    assert "The relationship with 株式会社みなと精機 began" in words(partner_client, path)
    assert "Sakura" not in words(partner_client, path)
    assert "Sakura" not in lines(partner_client, f"{path}export.csv")


def test_the_customers_filter_leaves_one_partner(
    customer_client: PersonaClient, partner: Partner, customer: Customer, pair: dict[str, Any]
) -> None:
    other = factories.PartnerFactory(legal_name="Seto Cloud")
    factories.ResellerRelationshipFactory(partner=other, customer=customer)
    log("relationship.started", customer, None, **pair)
    log("relationship.started", customer, None, **pair | {"partner_id": other.public_id})

    page = words(customer_client, CUSTOMERS, partner=str(other.public_id))

    assert "The relationship with Seto Cloud began" in page
    assert "The relationship with Kitakaze" not in page


def test_a_file_cannot_run_in_a_spreadsheet(
    partner_client: PersonaClient, partner_membership: PartnerMembership, customer: Customer, pair: dict[str, Any]
) -> None:
    Customer.objects.filter(pk=customer.pk).update(name="=HYPERLINK(1)")
    user = partner_membership.user
    user.display_name = "@SUM(1)"
    log("subscription.suspended", customer, user, side="partner", **pair)

    file = lines(partner_client, f"{PARTNERS}export.csv")

    assert ",'=HYPERLINK(1)" in file
    assert ",'@SUM(1)" in file
    assert ",'@SUM(1) suspended" in file


def test_pages_follow_one_another_and_cost_the_same(
    partner_client: PersonaClient, customer: Customer, pair: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for _number in range(53):
        log("relationship.started", customer, partner_client.user, side="partner", **pair)
    first = partner_client.get(PARTNERS)
    cursor = first.context["page"].next_cursor

    with django_assert_max_num_queries(22):
        second = partner_client.get(PARTNERS, {"cursor": cursor})

    assert (len(first.context["told"]), len(second.context["told"])) == (50, 3)
    assert lines(partner_client, f"{PARTNERS}export.csv").count("\n") == 54


def test_the_use_of_a_right_is_told_with_its_deed_and_stands_apart_in_the_file(
    partner_client: PersonaClient, partner: Partner, customer: Customer, pair: dict[str, Any]
) -> None:
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    user = factories.DirectoryUserFactory(customer=customer, display_name="Hana Fujita")
    use = {"need": "block_users", "about": str(user.public_id)}
    log("grant.used", grant, partner_client.user, side="partner", details=use, **pair)
    deed = {"grant": str(grant.public_id)}
    log("directoryuser.blocked", user, partner_client.user, side="partner", details=deed, **pair)

    page, file = words(partner_client, PARTNERS), lines(partner_client, f"{PARTNERS}export.csv")

    assert "Misaki Tanaka blocked the user Hana Fujita" in page
    assert "By the rights Full rights." in page
    assert "used admin rights" not in page
    assert "used admin rights: Blocked or unblocked a user" in file


def test_a_user_of_a_directory_is_unnamed_once_the_rights_there_have_ended(
    partner_client: PersonaClient, customer_client: PersonaClient, customer: Customer, pair: dict[str, Any]
) -> None:
    user = factories.DirectoryUserFactory(customer=customer, display_name="Hana Fujita")
    log("directoryuser.blocked", user, partner_client.user, side="partner", **pair)

    assert "Hana Fujita" not in words(partner_client, PARTNERS)
    assert "Hana Fujita" not in lines(partner_client, f"{PARTNERS}export.csv")
    assert "Hana Fujita" in words(customer_client, CUSTOMERS)


@pytest.mark.parametrize(
    ("side", "facts", "said"),
    [
        ("partner", {}, "ended the relationship with"),
        ("partner", {"wished": True}, "as the customer had asked"),
        ("operator", {}, "The operator ended the relationship with"),
        ("operator", {"wished": True}, "as the customer had asked"),
        ("system", {}, "its end was asked for, and nobody answered"),
    ],
)
def test_the_end_of_a_relationship_says_by_whom(
    partner_client: PersonaClient,
    customer_client: PersonaClient,
    pair: dict[str, Any],
    side: str,
    facts: dict[str, Any],
    said: str,
) -> None:
    by = None if side == "system" else partner_client.user
    log("relationship.ended", factories.ResellerRelationshipFactory(), by, side=side, details=facts, **pair)
    for client, path in ((partner_client, PARTNERS), (customer_client, CUSTOMERS)):
        assert said in words(client, path)
