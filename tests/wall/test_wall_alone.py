"""What the wall hides by itself: every look-up without its scope, so that querysets hide nothing. With `make walk`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.policy.entries import patterns
from tests.policy.figures import FIGURES
from tests.policy.killing import Lookups, Site
from tests.policy.scenes import ACCEPTANCE, MAIN
from tests.policy.trials import Trials, scopes_of
from tests.policy.walking import Call, is_hidden

ENOUGH = 4  # calls for each look-up
LISTED = "the list of customers is not behind the wall (decision 28); what hangs on a customer is"
DOMAINS = "whose a domain is decides who may be asked, also where a partner's page asks it of another partner's domain"
MEMBERS = "who belongs where is asked before it is known for whom a page is read, and every page's head asks it again"
OWN_ROW = "the row is the reader's own; only the other id of the address is not"
NOT_HELD = {
    "customers.services.views.finding.find_pair": LISTED,
    "partnercenter.home.views.activity.find_pair": LISTED,
    "customers.relationships.views.customers.customer": LISTED,
    "customers.relationships.views.describing.describe": LISTED,
    "customers.relationships.views.held.customer_grants": LISTED,
    "customers.relationships.views.attesting.customer_agreement": LISTED,
    "partnercenter.domains.views.show_domain": DOMAINS,
    "partnercenter.teams.views.managing.remove": MEMBERS,
    "partnercenter.teams.views.managing.show_member": MEMBERS,
    "customers.relationships.views.asking.find_relationship": OWN_ROW,
    "customers.relationships.views.granted.find_grant": OWN_ROW,
}


@pytest.fixture
def trials(db: None) -> Iterator[Trials]:
    with transaction.atomic():
        yield Trials()
        transaction.set_rollback(True)


def strangers_calls(calls: list[Call]) -> list[Call]:
    """Those by whoever may open the page, on what belongs to others."""
    theirs = [call for call in calls if call.wants == "hidden" and call.whose.startswith(("stranger", "abroad"))]
    return theirs[:: max(1, len(theirs) // ENOUGH)]


def shown_without(trials: Trials, lookups: Lookups, site: Site, calls: list[Call]) -> Iterator[str]:
    with lookups.without_scope(site):
        for call in calls:
            answer = trials.register.call(call.client, call.method, call.path, call.body)
            if not is_hidden(call, answer):
                yield f"{site[0]}.{site[1]}: {call}, got {answer.status}"


@pytest.mark.long
@pytest.mark.django_db
def test_the_wall_alone_hides_others_rows_from_every_look_up(trials: Any) -> None:
    lookups, shown, count, tried = Lookups(), [], 0, set()
    with lookups.watching():
        for urls in (MAIN, ACCEPTANCE):
            for _route, pattern in patterns(urls):
                entry = (urls, str(pattern.name))
                calls = strangers_calls(trials.calls.get(entry, []))
                sites = [guard.taken.args[0] for guard in scopes_of(trials, lookups, entry)] if calls else []  # type: ignore[attr-defined]
                for site in sites:
                    count += len(calls)
                    tried.add(site)
                    shown += list(shown_without(trials, lookups, site, calls))
    places = {each.partition(":")[0] for each in shown}
    FIGURES.add("the wall alone", look_ups=len(tried), hold=len(tried) - len(places), calls=count)
    if wrong := sorted(places ^ set(NOT_HELD)):
        pytest.fail("\n".join(wrong), pytrace=False)
