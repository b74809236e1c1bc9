"""One call of the walk: what was answered, and whether any row changed. Whatever it wrote is taken back."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import transaction

from tests.conftest import PersonaClient
from tests.headers import lacking
from tests.inputs.rows import State, changed, state_of_rows, touched
from tests.tenancy.strangers import stable

SIGN_IN = "/accounts/login/?next="
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    place: str
    words: str
    has_written: bool

    @property
    def leads_to_sign_in(self) -> bool:
        return self.place.startswith(SIGN_IN)


class Register:
    """The rows as they stand between calls."""

    def __init__(self) -> None:
        self.rows: State = state_of_rows()
        self.calls = 0

    def call(self, client: PersonaClient, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """A page, or a form as a browser sends it."""
        about = {"data": urlencode(body or {}, doseq=True), "content_type": FORM} if method == "POST" else {}
        return self.send(client, method, path, **about)

    def send(self, client: PersonaClient, method: str, path: str, **about: Any) -> Answer:
        """Send it, look at the rows, and take everything back."""
        self.calls += 1
        cache.clear()
        client.raise_request_exception = False  # what fails is an answer, too
        cookies, before = deepcopy(client.cookies), touched()
        with transaction.atomic():
            response = client.generic(method, path, **about)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            has_written = touched() != before and changed(self.rows) != []
            transaction.set_rollback(True)
        client.cookies = cookies
        assert lacking(response) == [], (method, path)
        words = stable(content.decode(errors="replace"))
        return Answer(response.status_code, response.headers.get("Location", ""), words, has_written)
