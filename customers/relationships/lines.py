"""The lines of the Customers list, drawn in Python: fifty of them with a dozen cells each would be most of what the
page costs as a template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from customers.relationships.faces import Faces, column_heads, draw_faces
from customers.relationships.models import PartnerCustomer
from customers.relationships.templatetags.customers import days_left
from partnercenter.pages.markup import fill
from partnercenter.pages.templatetags.portal import company_name, date_day

NOTHING, NOWRAP, BAD = mark_safe(""), mark_safe(" nowrap"), mark_safe(" strong bad")
TAGS_SHOWN = 4
NOBODYS = UUID(int=0)
Rights, State = PartnerCustomer.Rights, PartnerCustomer.State
ROW = """<tr id="c-{id}"{css}>
  <th scope="row"><a class="name" href="{url}">{name}</a><span class="sub brk">{domain}</span>{notes}{tags}</th>
  <td data-l="{relationship_head}"><span>{relationship}</span></td>
  <td data-l="{rights_head}"><span>{rights}</span></td>
  <td data-l="{until_head}"><span>{until}</span></td>
  <td class="opt" data-l="{owner_head}">{owner}</td>
  <td><a class="toggle" href="{query}#c-{id}" aria-expanded="{expanded}" aria-label="{details}">{arrow}</a></td>
</tr>"""
OPEN = {"css": mark_safe(' class="is-open"'), "expanded": mark_safe("true")}
CLOSED = {"css": NOTHING, "expanded": mark_safe("false")}


@dataclass(frozen=True)
class Opening:
    """Which pair's record stands open under its line, and the queries that open one (its id follows) and close it."""

    pair: PartnerCustomer | None
    open_query: str
    close_query: str


@dataclass(frozen=True)
class Line:
    """One customer as the list shows it: its row of the table, and whether its record stands open under it."""

    row: SafeString
    is_open: bool


def draw_lines(pairs: Iterable[PartnerCustomer], capacities: dict[int, list[str]], opening: Opening) -> Iterator[Line]:
    """The lines of a page of `listed()` rows; `capacities` are the words of `name_capacities`."""
    # One look-up of the address for all: the id of nobody marks the place of theirs.
    address, details = reverse("customer", args=[NOBODYS]), _("Details: {name}")
    faces, heads = draw_faces(), column_heads()
    for pair in pairs:
        key, is_open = str(pair.customer.public_id), pair == opening.pair
        row = fill(
            ROW,
            id=mark_safe(key),
            url=mark_safe(address.replace(str(NOBODYS), key)),
            query=opening.close_query if is_open else opening.open_query + key,
            arrow=faces["up" if is_open else "down"],
            details=details.format(name=pair.customer.name),
            **(OPEN if is_open else CLOSED),
            **heads,
            **draw_cells(pair, faces, capacities.get(pair.pk, [])),
        )
        yield Line(row, is_open)


def draw_cells(pair: PartnerCustomer, faces: Faces, capacities: list[str]) -> dict[str, str]:
    """What differs from row to row, by its place in `ROW`. Escaping costs most of it, so that what is the same in every
    row comes escaped."""
    notes = [*capacities, *([faces["unconfirmed"]] if pair.is_unconfirmed else [])]
    return {
        "name": company_name(pair.customer.name),
        "domain": pair.customer.primary_domain,
        "notes": mark_safe("".join(fill('<span class="sub">{}</span>', words) for words in notes)),
        "tags": draw_tags(pair.tags) if pair.tags else NOTHING,
        "relationship": draw_relationship(pair, faces),
        "rights": draw_rights(pair, faces),
        "until": draw_until(pair, faces),
        "owner": str(pair.owner.user) if pair.owner else nothing(faces["no_owner"]),
    }


def draw_tags(tags: list[str]) -> SafeString:
    """The first four tags, and how many stand behind them: `+3`."""
    more = len(tags) - TAGS_SHOWN
    shown = [*tags[:TAGS_SHOWN], f"+{more}"] if more > 0 else tags
    drawn = mark_safe("".join(fill('<span class="tag">{}</span>', tag) for tag in shown))
    return fill('<span class="sub-tags">{}</span>', drawn)


def draw_relationship(pair: PartnerCustomer, faces: Faces) -> SafeString:
    """The state, since when, or when it ended."""
    if pair.ended_at:
        return above(faces["ended"], date_day(pair.ended_at, pair.customer.time_zone, short=True))
    state = faces["active"] if pair.state == State.ACTIVE else faces["admin_only"]
    return above(state, fill(faces["since"], day=date_day(pair.since, short=True)), NOWRAP)


def draw_rights(pair: PartnerCustomer, faces: Faces) -> SafeString:
    """The rights held, and what remains of those that ended while the relationship goes on."""
    if pair.rights == Rights.GRANULAR:
        return above(faces["rights_ending"], faces["granular"]) if pair.is_ending_soon else faces["rights_granular"]
    if pair.rights == Rights.ENDED and pair.state == State.ACTIVE:
        return above(faces["rights_ended_by_customer"], faces["renegotiated" if pair.is_renegotiated else "duty"])
    return faces[f"rights_{pair.rights}"]


def draw_until(pair: PartnerCustomer, faces: Faces) -> SafeString:
    """When rights end, with the days left; when they ended; that there is no end, or nothing to end."""
    if pair.rights == Rights.NONE:
        return nothing(faces["no_rights"])
    if pair.rights == Rights.FULL:
        return faces["no_end"]
    zone = pair.customer.time_zone
    if pair.rights == Rights.ENDED:
        return above(date_day(pair.rights_until, zone, short=True), faces["end"])
    css = BAD if pair.is_ending_soon else NOTHING
    return above(date_day(pair.rights_last_moment, zone, short=True), days_left(pair.rights_days_left or 0), css)


def above(shown: SafeString, words: str, css: SafeString = NOTHING) -> SafeString:
    """Something with smaller words under it."""
    return fill('{}<span class="sub{}">{}</span>', shown, css, words)


def nothing(words: SafeString) -> SafeString:
    """A dash for eyes, words for ears."""
    return fill('<span class="muted" aria-hidden="true">–</span><span class="vh">{}</span>', words)
