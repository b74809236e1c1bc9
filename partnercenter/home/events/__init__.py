"""The one table of events: what each says and who reads it. Events that are not in it are the operators' alone."""

from collections.abc import Mapping

from partnercenter.home.events.asking import ORGANISATION, PARTNERSHIPS, REQUESTS, WEBHOOKS
from partnercenter.home.events.domains import DOMAINS
from partnercenter.home.events.kinds import Kind, Reader, Topic
from partnercenter.home.events.serving import AGREEMENTS, RELATIONSHIPS, RIGHTS, SERVICES

KINDS: Mapping[str, Kind] = {
    **REQUESTS,
    **RELATIONSHIPS,
    **RIGHTS,
    **AGREEMENTS,
    **SERVICES,
    **PARTNERSHIPS,
    **ORGANISATION,
    **DOMAINS,
    **WEBHOOKS,
}

__all__ = ["KINDS", "Kind", "Reader", "Topic", "actions_for", "topics_for"]


def actions_for(reader: Reader, topic: str = "") -> list[str]:
    """The kinds of event that the reader's log shows; with a topic those of it alone."""
    return [
        action for action, kind in KINDS.items() if reader in kind.readers and (not topic or kind.topic.value == topic)
    ]


def topics_for(reader: Reader) -> list[Topic]:
    """The topics that the reader's log can have anything of."""
    return [topic for topic in Topic if actions_for(reader, topic)]
