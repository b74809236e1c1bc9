"""Events of a log in words: a sentence and the names that stand in it, for pages and for files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from customers.grants.needs import Need
from customers.services.uses import PURPOSES
from partnercenter.audit.models import AuditEvent
from partnercenter.home.events import KINDS, Reader, Topic
from partnercenter.home.queries.behind import Behind, id_said, look_behind, said
from partnercenter.home.queries.subjects import NOTHING, Part
from partnercenter.home.queries.viewers import Viewer, other_side
from partnercenter.pages.sentences import in_brackets

Side = AuditEvent.Side
FACTS = ("before", "after", "version", "domain", "queued", "refused", "left")
USED, AT_ONCE = "grant.used", timedelta(seconds=2)


@dataclass(frozen=True)
class Happening:
    """One event as its reader is told it.

    `parts` are the names for the places of the sentence. `right` and `role` say by which rights it was done,
    `ip_address` from where: of the reader's own people alone, the other side's stay with the operator.
    """

    event: AuditEvent
    sentence: str
    parts: Mapping[str, Part] = field(repr=False)
    other: Part = NOTHING
    right: Part = NOTHING
    role: str = ""
    ip_address: str = ""

    @property
    def who(self) -> Part:
        return self.parts["who"]

    @property
    def topic(self) -> Topic:
        return KINDS[self.event.action].topic

    @property
    def advice(self) -> str:
        """What the reader can do now, if anything."""
        return KINDS[self.event.action].advice_for(self.event.details)


def tell_all(viewer: Viewer, events: Sequence[AuditEvent]) -> list[Happening]:
    """The events in words; as many queries for fifty as for one."""
    behind = look_behind(viewer, events)
    return [tell(viewer, event, behind) for event in events]


def tell(viewer: Viewer, event: AuditEvent, behind: Behind) -> Happening:
    """One event in words."""
    partner = behind.partners.get(event.partner_id, NOTHING) if event.partner_id else NOTHING
    customer = behind.customers.get(event.customer_id, NOTHING) if event.customer_id else NOTHING
    other = customer if other_side(viewer.reader) == Side.CUSTOMER else partner
    sentence = KINDS[event.action].sentence_for(event.side, is_wished=bool(event.details.get("wished")))
    names = {"who": who(viewer, event, behind), "partner": partner, "customer": customer, "other": other}
    if "{who}" in sentence and event.side == other_side(viewer.reader):  # nobody does anything with itself
        names["other"] = partner if other is customer else customer
    return Happening(
        event,
        sentence,
        parts=names | facts_of(event, behind),
        other=other,
        right=right_of(event, behind),
        role=behind.roles.get(said(event, "role"), ""),
        ip_address=address_of(viewer, event, behind),
    )


def who(viewer: Viewer, event: AuditEvent, behind: Behind) -> Part:
    """Who did it, as far as this reader is told: its own people by name, of a partner's the customer too."""
    if event.side == Side.SYSTEM:
        return Part(_("Partner Center"))
    if event.side == Side.OPERATOR:
        return Part(_("The operator"))
    if event.side == viewer.reader.value:
        return colleague(event, behind)
    return other_person(viewer, event, behind)


def colleague(event: AuditEvent, behind: Behind) -> Part:
    """Somebody of the reader's own side. Another partner's staff, in a matter of both, stay a partner to it."""
    if event.side == Side.PARTNER and event.actor_id not in behind.staff:
        return Part(_("The other partner"))
    trace = behind.traces.get(event.trace_id) if event.trace_id else None
    name = (trace.actor_name or trace.actor_email) if trace else ""
    return Part(name or _("Somebody"))


def other_person(viewer: Viewer, event: AuditEvent, behind: Behind) -> Part:
    """The other side: to a partner the customer as a whole, to a customer the partner's person and company."""
    if viewer.reader is Reader.PARTNER:
        known = behind.customers.get(event.customer_id) if event.customer_id else None
        return known or Part(_("The recipient"))
    trace = behind.traces.get(event.trace_id) if event.trace_id else None
    name = trace.actor_name if trace else ""
    works_there = (event.actor_id, event.partner_id) in behind.employers
    company = behind.partners.get(event.partner_id) if event.partner_id and works_there else None
    if not name:
        return company or Part(_("Somebody"))
    return Part(name, beside=company)


def facts_of(event: AuditEvent, behind: Behind) -> dict[str, Part]:
    """What the event itself says: the object, the person it is about, numbers, the purpose of a right."""
    member = behind.people.get(id_said(event, "user") or event.object_id, _("Somebody"))
    need = said(event, "need")
    purpose = str(PURPOSES[Need(need)]) if need in list(Need) else need
    plain = {name: Part(said(event, name)) for name in FACTS}
    gone = _("no longer shown")
    what = behind.subjects.get(event.object_id) or Part(f"{gone} {str(event.object_id)[:8]}")
    return {"what": what, "member": Part(member), "need": Part(purpose), **plain}


def right_of(event: AuditEvent, behind: Behind) -> Part:
    """The rights by which it was done; none where it needed none."""
    grant = event.object_id if event.action == USED else id_said(event, "grant")
    return behind.subjects.get(grant, NOTHING) if grant else NOTHING


def address_of(viewer: Viewer, event: AuditEvent, behind: Behind) -> str:
    """From where the reader's own people did it; of nobody else (reliability §7, ASVS 8.2.3)."""
    is_own = event.side == viewer.reader.value and event.actor_id in behind.staff
    trace = behind.traces.get(event.trace_id) if is_own and event.trace_id else None
    return (trace.ip_address or "") if trace else ""


def fold(told: Sequence[Happening]) -> list[Happening]:
    """Without the uses of rights whose deed is told beside them: that one says by which rights it was done."""
    deeds = {(each.event.object_id, each.event.actor_id): each.event for each in told if each.event.action != USED}
    return [each for each in told if not is_told_beside(each.event, deeds)]


def is_told_beside(event: AuditEvent, deeds: Mapping[Any, AuditEvent]) -> bool:
    """Whether the event is the use of a right for a deed of the same moment that names the rights itself."""
    deed = deeds.get((id_said(event, "about"), event.actor_id)) if event.action == USED else None
    return bool(deed and said(deed, "grant") and abs(deed.happened_at - event.happened_at) < AT_ONCE)


def plain(part: Part) -> str:
    """A name as text alone."""
    return part.text + in_brackets(part.beside.text) if part.beside else part.text


def in_words(happening: Happening) -> str:
    """The whole sentence as text, for a file."""
    return happening.sentence.format(**{place: plain(part) for place, part in happening.parts.items()})
