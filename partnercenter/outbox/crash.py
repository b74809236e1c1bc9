"""Points at which a fault test lets the worker die, as if killed (reliability F3, F4).

`MAIL_CRASH_POINT` names one; it works in the embedded default only and is no setting of the portal.
`after_claim`: the lease is committed, nobody was called. `before_content`: the recipient is taken.
`after_250`: the server has the mail, the row does not say so yet.
"""

import os
import signal

from django.conf import settings


def crash_at(point: str) -> None:
    """Die by SIGKILL if the environment asks for it."""
    if settings.EMBEDDED and os.environ.get("MAIL_CRASH_POINT") == point:
        os.kill(os.getpid(), signal.SIGKILL)
