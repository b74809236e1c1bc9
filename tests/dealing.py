"""How tests are dealt out to the processes of `pytest -n`: one by one, and all journeys to the same process.

xdist's own way to say so, `--dist loadgroup`, has no effect with pytest 9.2: it renames tests through an attribute that
is no longer read.
"""

from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"


class JourneysTogether(LoadScopeScheduling):
    """Every test is a piece of work of its own; the journeys are one, and as the largest the first."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid
