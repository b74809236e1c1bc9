"""How tests are dealt out to the processes of `pytest -n`: one by one, and what shares a stage to the same process.

xdist's own way to say so, `--dist loadgroup`, has no effect with pytest 9.2: it renames tests through an attribute that
is no longer read.
"""

from xdist.scheduler import LoadScopeScheduling

# What shares a stage that is dear to set: one portal for all journeys, one world for all crawls.
STAGES = ("tests/journeys/", "tests/tenancy/test_nobody_sees_another.py", "tests/tenancy/test_four_guarantees.py")
# Long ones, dealt out before the many short ones, so that no process waits for them at the end.
LONG = ("tests/policy/test_policy.py", "tests/embedded/test_run_command.py", "tests/faults/test_mail_survives.py")
TOGETHER = STAGES + LONG


class JourneysTogether(LoadScopeScheduling):
    """Every test is a piece of work of its own; what shares a stage is one, and the largest go first."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)
