"""What a kind of event in the log says, under which heading, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What the activity pages can be narrowed to."""

    REQUESTS = "requests", _("Requests")
    RELATIONSHIPS = "relationships", _("Relationships")
    RIGHTS = "rights", _("Admin rights")
    USE = "use", _("Use of admin rights")
    AGREEMENTS = "agreements", _("Agreements")
    SUBSCRIPTIONS = "subscriptions", _("Subscriptions")
    USERS = "users", _("Users and licences")
    SERVICE_REQUESTS = "service_requests", _("Service requests")
    PARTNERSHIPS = "partnerships", _("Partnerships")
    ORGANISATION = "organisation", _("Organisation and people")


class Reader(StrEnum):
    """Whose log an event is shown in; operators read all of it in the administration."""

    PARTNER = "partner"
    CUSTOMER = "customer"


WISHES = ("partner", "operator")  # whose deed may fulfil a wish of the customer
NOBODY: tuple[Reader, ...] = ()
PARTNER, CUSTOMER, BOTH = (Reader.PARTNER,), (Reader.CUSTOMER,), tuple(Reader)


@dataclass(frozen=True)
class Kind:
    """One kind of event.

    Its sentence has places for names, which the page fills with names and links: {who} acted, {what} it is about,
    {other} the other side of the reader (where that side acted, the reader's own), {partner}, {customer},
    {member} a person of the reader's organisation, {need} what a right served for; and of the event's own
    facts {before}, {after}, {version}, {domain}, {queued}, {refused}, {left}.
    `by_side` has another sentence for some sides that can act; `wished` for what the customer had asked for.
    `advice` says what to do now, where one of the counts `advised_by` is not zero.
    """

    topic: Topic
    sentence: Promise
    readers: tuple[Reader, ...]
    by_side: Mapping[str, Promise] = field(default_factory=dict)
    wished: Promise | None = None
    advice: Promise | None = None
    advised_by: tuple[str, ...] = ()

    def sentence_for(self, side: str, *, is_wished: bool) -> str:
        """The words for who acted."""
        other = self.wished if is_wished and side in WISHES else None
        return str(other or self.by_side.get(side, self.sentence))

    def advice_for(self, details: Mapping[str, Any]) -> str:
        """What to do now; empty where there is nothing to do."""
        return str(self.advice) if self.advice and any(details.get(name) for name in self.advised_by) else ""
