"""No guard is there for nothing: each one taken away makes a test of its route fail. With `make walk`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.policy.figures import FIGURES
from tests.policy.killing import Lookups
from tests.policy.trials import Trials, all_guards
from tests.wall.taking_down import without_wall

# What stands behind another guard on purpose: by itself it cannot be missed.
ACTION, OWN_FILE, STANDING, ELSEWHERE, NO_RIGHT = (
    "the action refuses a suspended partner and the role, too",
    "the file is looked for among the person's own of this customer",
    "what is looked for next is the partner's own at this customer, or reached by its rights",
    "no line of the table: its tests lie with its room (tests/home, teams, directory, embedded and so on)",
    "it refuses no role and no owner: an address of nothing, another host, a cloud's rule",
)
ROOMS = {
    "partnercenter.home.views.home.switch_membership": ELSEWHERE,
    "partnercenter.teams.views.joining.find_invitation": ELSEWHERE,
    "partnercenter.authorities.views.signing.find_authority": ELSEWHERE,
    "partnercenter.partners.views.wording.known_letter": ELSEWHERE,
    "partnercenter.partners.views.wording.chosen_template": ELSEWHERE,
    "invitations.views.batch_previews.preview_batch_html": ELSEWHERE,
    "invitations.views.batch_previews.find_previews": ELSEWHERE,
    "partnercenter.embedded.views._mail_or_404": ELSEWHERE,
    "customers.directory.views.joining.ask_to_join": ELSEWHERE,
    "customers.directory.views.joining.holder_of_own": ELSEWHERE,
    "customers.directory.views.joining.dispute_domain": ELSEWHERE,
    "invitations.views.controlling.correct_recipient": ACTION,
    "customers.services.views.customer.service_request": ACTION,
    "partnercenter.pages.views.nowhere": NO_RIGHT,
    "partnercenter.sheets.writing.kind_of": NO_RIGHT,
    "invitations.views.accepting.open_request": NO_RIGHT,
    "customers.agreements.views.accept_agreement": NO_RIGHT,
    "customers.agreements.views.accept_now": NO_RIGHT,
}
NO_PROVIDER = "a partner of another kind has no such request"
BEHIND_ANOTHER: dict[str, str] = {
    "urls partnership_request without page_of": NO_PROVIDER,
    "urls review_partnership without page_of": NO_PROVIDER,
    "urls show_partnership_link without page_of": NO_PROVIDER,
    "urls resend_partnership without page_of": NO_PROVIDER,
    "urls switch_partnership_reminders without page_of": NO_PROVIDER,
    "urls new_partnership_link without page_of": NO_PROVIDER,
    "urls renew_partnership without page_of": NO_PROVIDER,
    "urls correct_partnership_recipient without page_of": NO_PROVIDER,
    "urls cancel_partnership_request without page_of": NO_PROVIDER,
    "urls create_template without unless": ACTION,
    "urls change_template without unless": ACTION,
    "urls remove_assignment without unless": ACTION,
    "user_import without scope of find_pair": OWN_FILE,
    "confirm_import without scope of find_pair": OWN_FILE,
    "discard_import without scope of find_pair": OWN_FILE,
    "import_result without scope of find_pair": OWN_FILE,
    "administer_service without scope of find_pair": STANDING,
    "assign_licence without scope of find_pair": STANDING,
    "take_licence without scope of find_pair": STANDING,
    "take_licences without scope of find_pair": STANDING,
} | {f"{place} refusal 1": reason for place, reason in ROOMS.items()}


@pytest.fixture
def trials(db: None) -> Iterator[Trials]:
    with transaction.atomic():
        yield Trials()
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.django_db
def test_every_guard_that_is_taken_away_is_missed(trials: Any) -> None:
    lookups, survivors, count = Lookups(), [], 0
    with lookups.watching(), without_wall():  # it would hide what a look-up without its scope finds
        for guard in all_guards(trials, lookups):
            count += 1
            if not guard.is_killed():
                survivors.append(guard.name)
    FIGURES.add("guards", taken=count, missed=count - len(survivors))
    FIGURES.words += [f"survives: {name}: {BEHIND_ANOTHER.get(name, 'no test misses it')}" for name in survivors]
    assert sorted(set(survivors) - set(BEHIND_ANOTHER)) == []
