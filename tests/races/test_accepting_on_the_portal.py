"""Many people, or one person many times, before the running web server (F21, F33, F34, F38)."""

from collections import Counter

import pytest
from django.db import connection, connections, transaction

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from invitations.models import Acceptance, Invitation
from invitations.terms import decision_facts
from partnercenter.canonical.facts import fingerprint
from tests import factories
from tests.invitations.acceptance_steps import decision_for
from tests.races.browsers import Answer, Browser, at_once, browser_of

pytestmark = [pytest.mark.race, pytest.mark.django_db]
PEOPLE = 200
DECIDE = "/invitation/decide/"


def ask_openly() -> Invitation:
    return factories.InvitationFactory(sent=True, unaddressed=True)


def yes(invitation: Invitation, user) -> dict[str, str]:
    """Everything ticked on the deed that this person sees."""
    shown = fingerprint(decision_facts(decision_for(invitation, user)))
    return {"shown": shown, "agrees": "on", "allows_full_rights": "on", "answer": "accept"}


BUSY = 503


def press(browser: Browser, form: dict[str, str]):
    return lambda: browser.ask("POST", DECIDE, form)


def keep_pressing(browser: Browser, form: dict[str, str], times: int = 20):
    """Does what the page of a busy moment (503) says: tries again."""

    def press_again() -> Answer:
        answer = browser.ask("POST", DECIDE, form)
        for _ in range(times):
            if answer.status != BUSY:
                break
            answer = browser.ask("POST", DECIDE, form)
        return answer

    return press_again


def counted() -> tuple[int, int, int]:
    return Acceptance.objects.count(), ResellerRelationship.objects.count(), DelegatedAdminGrant.objects.count()


def p95(answers: list[Answer]) -> float:
    return sorted(answer.seconds for answer in answers)[int(len(answers) * 0.95) - 1]


def test_two_hundred_people_accept_one_single_use_link_and_one_does(portal, record_property):
    invitation = ask_openly()
    people = [factories.CustomerMembershipFactory().user for _ in range(PEOPLE)]
    jobs = [press(browser_of(portal, user, invitation), yes(invitation, user)) for user in people]
    answers = at_once(jobs)
    by_status = Counter(answer.status for answer in answers)
    record_property("p95 in seconds", p95(answers))
    assert counted() == (1, 1, 1)
    assert by_status == {303: 1, 410: PEOPLE - 1}
    winner = next(answer for answer in answers if answer.status == 303)
    assert winner.location == f"/invitation/done/{Acceptance.objects.get().public_id}/"
    assert all("This link has been used" in answer.body for answer in answers if answer.status == 410)


def test_the_same_person_two_hundred_times_gets_one_result(portal, record_property):
    invitation, membership = ask_openly(), factories.CustomerMembershipFactory()
    browser = browser_of(portal, membership.user, invitation)
    answers = at_once([press(browser, yes(invitation, membership.user))] * PEOPLE)
    record_property("p95 in seconds", p95(answers))
    done = f"/invitation/done/{Acceptance.objects.get().public_id}/"
    assert counted() == (1, 1, 1)
    assert {(answer.status, answer.location) for answer in answers} == {(303, done)}


def test_forty_people_accept_one_reusable_link_and_as_many_as_its_limit_do(portal):
    invitation = factories.InvitationFactory(sent=True, reusable=True, use_limit=10)
    people = [factories.CustomerMembershipFactory().user for _ in range(40)]
    answers = at_once([keep_pressing(browser_of(portal, user, invitation), yes(invitation, user)) for user in people])
    assert Counter(answer.status for answer in answers) == {303: 10, 410: 30}
    assert counted() == (10, 10, 10)


def test_a_lock_held_by_somebody_else_gives_a_page_that_says_try_again(portal):
    invitation, membership = ask_openly(), factories.CustomerMembershipFactory()
    browser, form = browser_of(portal, membership.user, invitation), yes(invitation, membership.user)
    with transaction.atomic():
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        answer = browser.ask("POST", DECIDE, form)
    assert answer.status == 503
    assert 2.5 < answer.seconds < 4.5
    assert "<h1>" in answer.body
    assert counted() == (0, 0, 0)
    assert browser.ask("POST", DECIDE, form).status == 303


def test_a_hundred_visits_without_a_session_change_no_row(portal):
    invitation = ask_openly()
    path = f"/i/{factories.token_of(factories.live_link(invitation))}/"
    visitor, carried = Browser(portal), browser_of(portal, factories.UserFactory(), invitation).cookies["link"]
    reader = Browser(portal, {"link": carried})
    before = every_row()
    answers = at_once([lambda method=method: visitor.ask(method, path) for method in ("GET", "HEAD") * 50])
    pages = at_once([lambda method=method: reader.ask(method, "/invitation/") for method in ("GET", "HEAD") * 50])
    assert {answer.status for answer in answers} == {303}
    assert {answer.status for answer in pages} == {200}
    assert every_row() == before


def every_row() -> dict[str, list[str]]:
    """Every row of every table, with its version in the database: an update that changes nothing shows too."""
    connections.close_all()
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT xmin::text, t::text FROM "{table}" t ORDER BY 2')
            found[table] = cursor.fetchall()
    return found
