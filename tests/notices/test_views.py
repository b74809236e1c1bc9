"""The list, the mark of what is unread, and what a person chooses."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from customers.directory.models import CustomerMembership
from partnercenter.notices.models import Notice, Preference
from partnercenter.partners.models import PartnerMembership, PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.notices.told import happen

pytestmark = pytest.mark.django_db
UNREAD = "has-unread"


def words(client: PersonaClient, path: str = "/notices/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


@pytest.fixture
def told(partner_membership: PartnerMembership, customer_membership: CustomerMembership) -> list[Notice]:
    """A grant ended and a request expired; the newest first."""
    partner, customer = partner_membership.partner, customer_membership.customer
    grant = factories.DelegatedAdminGrantFactory(granular=True, partner=partner, customer=customer, name="MINATO-1")
    asked = factories.InvitationFactory(partner=partner, owner=partner_membership)
    happen("grant.ended", partner, customer, about=grant)
    happen("invitation.expired", partner, about=asked)
    return list(Notice.objects.filter(user=partner_membership.user))


def test_the_list_says_what_happened_for_whom_and_leads_there(partner_client: PersonaClient, told: list[Notice]):
    page = partner_client.get("/notices/").content.decode()

    assert "MINATO-1" in page
    assert "株式会社みなと精機" in words(partner_client)
    assert f'form="read-{told[1].public_id}" name="open" value="what">MINATO-1' in page


def test_opening_what_is_told_marks_it_read_and_goes_there(partner_client: PersonaClient, told: list[Notice]):
    for _each in range(2):
        answer = partner_client.post(f"/notices/{told[1].public_id}/read/", {"open": "what"})
        assert answer["Location"] == f"/partner/grants/{told[1].event.object_id}/"
    assert [Notice.objects.get(pk=each.pk).read_at is None for each in told] == [True, False]
    assert f'href="/partner/grants/{told[1].event.object_id}/"' in partner_client.get("/notices/").content.decode()
    assert partner_client.post(f"/notices/{told[0].public_id}/read/", {"open": "who"})["Location"] == "/notices/"


def test_the_customer_has_a_list_of_its_own(customer_client: PersonaClient, told: list[Notice]):
    seen = words(customer_client)

    assert "MINATO-1" in seen
    assert "expired unanswered" not in seen


def test_the_mark_in_the_head_costs_no_query(partner_client: PersonaClient, partner_membership: PartnerMembership):
    partner_client.get("/help/")
    with CaptureQueriesContext(connection) as before:
        assert UNREAD not in partner_client.get("/help/").content.decode()

    happen("invitation.expired", partner_membership.partner)

    with CaptureQueriesContext(connection) as after:
        assert UNREAD in partner_client.get("/help/").content.decode()
    assert len(after) == len(before)


def test_one_is_marked_as_read_and_then_all(partner_client: PersonaClient, told: list[Notice]):
    assert partner_client.post(f"/notices/{told[0].public_id}/read/").status_code == 302
    assert list(Notice.objects.filter(pk__in=[t.pk for t in told], read_at=None)) == [told[1]]
    assert UNREAD in partner_client.get("/notices/").content.decode()

    partner_client.post("/notices/read/", {"until": str(told[0].public_id)})

    assert UNREAD not in partner_client.get("/notices/").content.decode()


def test_what_came_after_the_page_was_shown_stays_unread(
    partner_client: PersonaClient, partner_membership: PartnerMembership, told: list[Notice]
):
    happen("invitation.declined", partner_membership.partner)

    partner_client.post("/notices/read/", {"until": str(told[0].public_id)})

    assert Notice.objects.get(user=partner_membership.user, read_at=None).kind == "request_declined"


@pytest.mark.parametrize("until", ["", "zz", str(uuid.UUID(int=0))])
def test_junk_marks_nothing(partner_client: PersonaClient, told: list[Notice], until: str):
    assert partner_client.post("/notices/read/", {"until": until}).status_code == 302
    assert Notice.objects.filter(user=partner_client.user, read_at=None).count() == 2


def test_the_list_is_narrowed_by_kind_and_by_what_is_unread(partner_client: PersonaClient, told: list[Notice]):
    partner_client.post(f"/notices/{told[0].public_id}/read/")

    assert "MINATO-1" not in words(partner_client, "/notices/?kind=request_expired")
    assert "expired unanswered" not in words(partner_client, "/notices/?unread=on")
    assert "Nothing matches" in words(partner_client, "/notices/?kind=request_expired&unread=on")
    assert "MINATO-1" in words(partner_client, "/notices/?kind=junk")


def test_a_long_list_has_pages(partner_client: PersonaClient, partner_membership: PartnerMembership):
    for _ in range(26):
        happen("invitation.expired", partner_membership.partner)

    first = partner_client.get("/notices/")
    assert len(first.context["lines"]) == 25
    assert len(partner_client.get("/notices/", {"cursor": first.context["page"].next_cursor}).context["lines"]) == 1


def test_nobody_reads_or_marks_what_was_told_to_another(
    told: list[Notice], other_partner_client: PersonaClient, colleague_client
):
    colleague = colleague_client(PartnerRole.ADMIN_AGENT)
    for client in (other_partner_client, colleague):
        assert "MINATO-1" not in words(client)
        assert client.post(f"/notices/{told[0].public_id}/read/").status_code == 404
    assert not Notice.objects.exclude(read_at=None).exists()


def test_somebody_who_left_and_came_back_sees_nothing_of_before(
    partner_client: PersonaClient, partner_membership: PartnerMembership, told: list[Notice]
):
    partner_membership.left_at = "2026-01-01T00:00Z"
    partner_membership.save()
    assert partner_client.get("/notices/").status_code == 404

    back = factories.PartnerMembershipFactory(partner=partner_membership.partner, user=partner_membership.user)
    PartnerMembership.objects.filter(pk=back.pk).update(joined_at="2100-01-01T00:00Z")

    client = client_of(back)
    assert "Nothing to tell yet" in words(client)
    assert UNREAD not in client.get("/notices/").content.decode()


def test_a_role_that_was_taken_away_takes_its_notices_along(
    partner_client: PersonaClient, partner_membership: PartnerMembership, told: list[Notice]
):
    PartnerMembership.objects.filter(pk=partner_membership.pk).update(roles=[PartnerRole.HELPDESK_AGENT])

    assert "expired unanswered" not in words(partner_client)


def test_what_is_chosen_is_kept_and_shown_again(partner_client: PersonaClient, partner_membership: PartnerMembership):
    form = partner_client.get("/notices/preferences/").context["form"]
    chosen = {field.html_name: "on" for field in form if field.name.endswith("_list")}
    chosen |= {field.html_name: "off" for field in form if field.name.endswith("_mail")}
    del chosen["rights_ended_list"]

    response = partner_client.post("/notices/preferences/", chosen | {"rights_ended_mail": "daily"})

    assert response.status_code == 302
    kept = {each.kind: each for each in Preference.objects.filter(user=partner_membership.user)}
    assert (kept["rights_ended"].is_listed, kept["rights_ended"].mail) == (False, "daily")
    shown = partner_client.get("/notices/preferences/").context["form"]
    assert shown["rights_ended_mail"].initial == "daily"
    assert shown["rights_ended_list"].initial is False
    partner_client.post("/notices/preferences/", chosen)  # chosen again, the row is the same
    assert Preference.objects.filter(user=partner_membership.user).count() == len(kept)


def test_a_choice_that_is_not_offered_is_refused_on_its_line(partner_client: PersonaClient):
    response = partner_client.post("/notices/preferences/", {"request_expired_mail": "at_once"})

    assert response.status_code == 422
    assert not Preference.objects.exists()


def test_only_the_kinds_of_ones_roles_are_offered(colleague_client, customer_client: PersonaClient):
    assert "A webhook is switched off" not in words(colleague_client(PartnerRole.SALES_AGENT), "/notices/preferences/")
    assert "A webhook is switched off" in words(colleague_client(PartnerRole.GLOBAL_ADMIN), "/notices/preferences/")
    assert "Somebody asks to join" in words(customer_client, "/notices/preferences/")
