"""A partner's tags: what is one, and which are in use, found by leaping from one to the next in their index."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from customers.relationships.models.labels import MOST_TAGS, TAG, TAG_LENGTH
from partnercenter.canonical.names import search_key
from partnercenter.partners.models import Partner

MOST_OFFERED = 300  # of one partner, in the filter
BEHIND = TAG[:-1] + chr(ord(TAG[-1]) + 1)  # the first text behind every tag's label
LEAPS = """
    WITH RECURSIVE used (label) AS (
        SELECT min(label) FROM relationships_customerlabel WHERE partner_id = %(partner)s AND label >= %(first)s
            AND label < %(behind)s
        UNION ALL
        SELECT (SELECT min(label) FROM relationships_customerlabel WHERE partner_id = %(partner)s
            AND label > used.label AND label < %(behind)s) FROM used WHERE used.label IS NOT NULL
    )
    SELECT label FROM used WHERE label IS NOT NULL LIMIT %(most)s
"""


def tags_of(partner: Partner) -> list[str]:
    """The tags in use, sorted. One query, whose cost follows the tags and not the customers."""
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"partner": partner.pk, "first": TAG, "behind": BEHIND, "most": MOST_OFFERED}
        cursor.execute(LEAPS, given)
        return [label.removeprefix(TAG) for (label,) in cursor.fetchall()]


def spelled_as_before(tags: list[str], used: list[str]) -> list[str]:
    """Each tag once, in the spelling that is in use: width, case and kana make no other tag."""
    known = {search_key(tag) or tag: tag for tag in reversed(used)}
    return list(dict.fromkeys(known.setdefault(search_key(tag) or tag, tag) for tag in tags))


def check_tags(tags: Sequence[str]) -> None:
    """At most 150 of one customer, of at most 50 characters each (R-123). Codes `too_many_tags`, `tag_too_long`."""
    if len(tags) > MOST_TAGS:
        raise ValidationError(
            _("Enter at most %(limit)d tags; these are %(number)d."),
            code="too_many_tags",
            params={"limit": MOST_TAGS, "number": len(tags)},
        )
    for tag in tags:
        if len(tag) > TAG_LENGTH:
            raise ValidationError(
                _("Shorten the tag “%(tag)s” to %(limit)d characters."),
                code="tag_too_long",
                params={"tag": f"{tag[:TAG_LENGTH]}…", "limit": TAG_LENGTH},
            )
