"""Browsers without a window: a session, an opened link and a form's token as cookies, on plain HTTP connections."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse

from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.links.carrier import set_carrier
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import live_link
from tests.invitations.acceptance_steps import confirm_identity
from tests.races.conftest import Portal

TOKEN = "a" * 32
ANSWERS_WITHIN = 120  # seconds


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    location: str
    body: str
    seconds: float


@dataclass(frozen=True)
class Browser:
    """One person's browser on the public cloud's acceptance host."""

    portal: Portal
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """One request on a connection of its own."""
        headers = {
            "Host": f"public.localhost:{self.portal.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            form = form | {"csrfmiddlewaretoken": TOKEN}
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=ANSWERS_WITHIN)
        connection.request(method, path, urlencode(form) if form else None, headers)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return Answer(response.status, response.getheader("Location", ""), body, time.monotonic() - start)


def browser_of(portal: Portal, user: User, invitation: Invitation) -> Browser:
    """A signed-in person who has just confirmed who they are, with the link opened."""
    client: PersonaClient = sign_in(user, host=PUBLIC_HOST)
    confirm_identity(client)
    carrier = HttpResponse()
    link = live_link(invitation)
    set_carrier(carrier, purpose="invitation", subject=invitation.public_id, generation=link.generation)
    return Browser(
        portal,
        {
            settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
            settings.CSRF_COOKIE_NAME: TOKEN,
            "link": carrier.cookies["link"].value,
        },
    )


def at_once(jobs: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Start every job behind one barrier; their answers in the order of the jobs."""
    barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        barrier.wait()
        answers[place] = jobs[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=ANSWERS_WITHIN)
    return answers
