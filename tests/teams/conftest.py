"""Each test of teams runs for a partner's and for a customer's."""

import pytest

from tests.accounts.conftest import _fresh_limits, mailed, mailed_code  # noqa: F401 - fixtures
from tests.teams.desks import Team, team_of_customer, team_of_partner


@pytest.fixture(params=[team_of_partner, team_of_customer], ids=["partner", "customer"])
def team(request: pytest.FixtureRequest, db: None) -> Team:
    return request.param()
