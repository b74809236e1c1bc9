"""A log as a file: one line for each event, in the words of the page, with the codes that other programs read."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnercenter.home.events import Reader
from partnercenter.home.queries.happenings import Happening, in_words, plain
from partnercenter.sheets.writing import csv_file


def as_csv(told: Iterable[Happening], reader: Reader, *, zone: tzinfo) -> StreamingHttpResponse:
    """The events in their order; moments in `zone`, with its offset."""
    return csv_file("activity", header(reader), lines(told, zone))


def header(reader: Reader) -> list[str]:
    return [
        *(_("When"), pgettext("log", "What"), _("Topic"), pgettext("log", "Who")),
        _("Customer") if reader is Reader.PARTNER else _("Partner"),
        *(_("By which rights"), _("Role"), _("IP address"), _("Code of the event"), _("Number of the event")),
    ]


def lines(told: Iterable[Happening], zone: tzinfo) -> Iterator[list[object]]:
    for each in told:
        yield [
            each.event.happened_at.astimezone(zone).isoformat(timespec="seconds"),
            *(in_words(each), each.topic.label, plain(each.who), each.other.text),
            *(each.right.text, each.role, each.ip_address, each.event.action, each.event.public_id),
        ]
