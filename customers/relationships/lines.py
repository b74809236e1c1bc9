"""The lines of the Customers list, drawn in Python: fifty of them with a dozen cells each are most of what the page
costs, and the template is left with where the cells go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from customers.relationships.faces import Faces
from customers.relationships.models import PartnerCustomer
from customers.relationships.templatetags.customers import days_left
from partnercenter.pages.templatetags.portal import company_name, date_day

Words = str | SafeString | Promise
TAGS_SHOWN = 4
NOBODYS = UUID(int=0)
Rights, State = PartnerCustomer.Rights, PartnerCustomer.State


@dataclass(frozen=True)
class Line:
    """One customer as the list shows it: a cell for each column, and what stands under the name."""

    pair: PartnerCustomer
    id: str
    url: str
    name: SafeString
    domain: str
    notes: list[Words]
    tags: list[str]
    relationship: Words
    rights: Words
    until: Words
    owner: Words
    details: str  # what the control that opens the line is called


def draw_lines(pairs: Iterable[PartnerCustomer], faces: Faces, capacities: dict[int, list[str]]) -> Iterator[Line]:
    """The lines of a page of `listed()` rows; `capacities` are the words of `name_capacities`."""
    # One look-up of the address for all: the id of nobody marks the place of theirs.
    address, details = reverse("customer", args=[NOBODYS]), _("Details: {name}")
    for pair in pairs:
        customer = pair.customer
        key = str(customer.public_id)
        notes = [*capacities.get(pair.pk, []), *([faces["unconfirmed"]] if pair.is_unconfirmed else [])]
        yield Line(
            pair=pair,
            id=key,
            url=address.replace(str(NOBODYS), key),
            name=company_name(customer.name),
            domain=customer.primary_domain,
            notes=notes,
            tags=shown_tags(pair.tags),
            relationship=draw_relationship(pair, faces),
            rights=draw_rights(pair, faces),
            until=draw_until(pair, faces),
            owner=str(pair.owner.user) if pair.owner else nothing(faces["no_owner"]),
            details=details.format(name=customer.name),
        )


def shown_tags(tags: list[str]) -> list[str]:
    """The first four tags, and how many stand behind them: `+3`."""
    more = len(tags) - TAGS_SHOWN
    return [*tags[:TAGS_SHOWN], f"+{more}"] if more > 0 else tags


def draw_relationship(pair: PartnerCustomer, faces: Faces) -> Words:
    """The state, since when, or when it ended."""
    if pair.ended_at:
        return above(faces["ended"], date_day(pair.ended_at, pair.customer.time_zone, short=True))
    state = faces["active"] if pair.state == State.ACTIVE else faces["admin_only"]
    return above(state, format_html(_("since {day}"), day=date_day(pair.since, short=True)), "nowrap")


def draw_rights(pair: PartnerCustomer, faces: Faces) -> Words:
    """The rights held, and what remains of those that ended while the relationship goes on."""
    if pair.rights == Rights.GRANULAR:
        return above(faces["rights_ending"], faces["granular"]) if pair.is_ending_soon else faces["rights_granular"]
    if pair.rights == Rights.ENDED and pair.state == State.ACTIVE:
        return above(faces["rights_ended_by_customer"], faces["renegotiated" if pair.is_renegotiated else "duty"])
    return faces[f"rights_{pair.rights}"]


def draw_until(pair: PartnerCustomer, faces: Faces) -> Words:
    """When rights end, with the days left; when they ended; that there is no end, or nothing to end."""
    if pair.rights == Rights.NONE:
        return nothing(faces["no_rights"])
    if pair.rights == Rights.FULL:
        return faces["no_end"]
    zone = pair.customer.time_zone
    if pair.rights == Rights.ENDED:
        return above(date_day(pair.rights_until, zone, short=True), faces["end"])
    css = "strong bad" if pair.is_ending_soon else ""
    return above(date_day(pair.rights_last_moment, zone, short=True), days_left(pair.rights_days_left or 0), css)


def above(shown: Words, words: Words, css: str = "") -> SafeString:
    """Something with smaller words under it."""
    return format_html('{}<span class="{}">{}</span>', shown, f"sub {css}".strip(), words)


def nothing(words: Words) -> SafeString:
    """A dash for eyes, words for ears."""
    return format_html('<span class="muted" aria-hidden="true">–</span><span class="vh">{}</span>', words)
