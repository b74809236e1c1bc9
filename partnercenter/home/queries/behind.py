"""What stands behind the ids of some events of a log: read once for all of them, in a handful of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant, DirectoryRole
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.home.events import Reader
from partnercenter.home.queries.subjects import Part, find_subjects, page
from partnercenter.home.queries.viewers import Viewer
from partnercenter.partners.models import Partner, PartnerMembership

Ids = dict[UUID, Any]


@dataclass(frozen=True)
class Behind:
    """Names by public id: of people, of the two sides' organisations, of objects, of rights and of roles."""

    traces: dict[UUID, AuditTrace]
    staff: set[UUID]  # of the actors: those of the viewer's own organisation
    employers: set[tuple[UUID, UUID]]  # person and partner
    people: dict[UUID, str]
    partners: dict[UUID, Part]
    customers: dict[UUID, Part]
    subjects: dict[UUID, Part]
    roles: dict[str, str]


def look_behind(viewer: Viewer, events: Sequence[AuditEvent]) -> Behind:
    """Everything that the words of these events need."""
    actors = ids(events, "actor_id")
    staff = set(viewer.staff.filter(user__public_id__in=actors).values_list("user__public_id", flat=True))
    return Behind(
        traces=AuditTrace.objects.in_bulk(ids(events, "trace_id")),
        staff=staff,
        employers=employers_of(viewer, actors),
        people=people_of(viewer, events),
        partners=partners_of(viewer, events),
        customers=customers_of(viewer, events),
        subjects=find_subjects(viewer, objects_of(events)),
        roles=roles_of(events),
    )


def ids(events: Iterable[AuditEvent], name: str) -> set[UUID]:
    """The distinct ids in one column."""
    return {value for event in events if (value := getattr(event, name))}


def said(event: AuditEvent, name: str) -> str:
    """A fact of the event as text; empty where it has none."""
    value = event.details.get(name)
    return "" if value is None else str(value)


def id_said(event: AuditEvent, name: str) -> UUID | None:
    """A fact of the event that is an id."""
    try:
        return UUID(said(event, name))
    except ValueError:
        return None


def employers_of(viewer: Viewer, actors: set[UUID]) -> set[tuple[UUID, UUID]]:
    """For a customer: who of these people works or worked for which partner."""
    if viewer.reader is Reader.PARTNER:
        return set()
    members = PartnerMembership.objects.filter(user__public_id__in=actors)
    return set(members.values_list("user__public_id", "partner__public_id"))


def people_of(viewer: Viewer, events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """The viewer's own people whom events are about, by their own id and by that of their membership."""
    wanted = {found for event in events if (found := id_said(event, "user"))}
    users = User.objects.filter(public_id__in=wanted, pk__in=viewer.staff.values("user"))
    named = {user.public_id: str(user) for user in users}
    about = {event.object_id for event in events if event.object_type.endswith("membership")}
    members = viewer.staff.filter(public_id__in=about).select_related("user") if about else ()
    return named | {member.public_id: str(member.user) for member in members}


def partners_of(viewer: Viewer, events: Iterable[AuditEvent]) -> dict[UUID, Part]:
    """Partners by name; those that have a page of the customer's with a link to it."""
    if viewer.reader is Reader.PARTNER:  # its log names no other
        return {viewer.organisation.public_id: Part(viewer.organisation.legal_name, is_company=True)}
    rows = Partner.objects.in_bulk(ids(events, "partner_id"), field_name="public_id").values()
    tied = [model.objects.filter(customer=viewer.organisation) for model in (ResellerRelationship, DelegatedAdminGrant)]
    known = {pk for found in tied for pk in found.filter(partner__in=rows).values_list("partner", flat=True)}
    return {
        row.public_id: Part(
            row.legal_name,
            page(viewer, "partner_rights", row.public_id) if row.pk in known else "",
            is_company=True,
        )
        for row in rows
    }


def customers_of(viewer: Viewer, events: Iterable[AuditEvent]) -> dict[UUID, Part]:
    """Customers by name; those that have a record with the partner with a link to it."""
    if viewer.reader is Reader.CUSTOMER:
        return {viewer.organisation.public_id: Part(viewer.organisation.name, is_company=True)}
    rows = Customer.objects.in_bulk(ids(events, "customer_id"), field_name="public_id").values()
    own = PartnerCustomer.objects.filter(partner=viewer.organisation, customer__in=rows)
    known = set(own.values_list("customer", flat=True))
    return {
        row.public_id: Part(
            row.name, page(viewer, "customer", row.public_id) if row.pk in known else "", is_company=True
        )
        for row in rows
    }


def objects_of(events: Iterable[AuditEvent]) -> dict[str, set[UUID]]:
    """The ids of what events are about, by type; and the rights that they name."""
    found: dict[str, set[UUID]] = {}
    for event in events:
        found.setdefault(event.object_type, set()).add(event.object_id)
        if grant := id_said(event, "grant"):
            found.setdefault("delegatedadmingrant", set()).add(grant)
    return found


def roles_of(events: Iterable[AuditEvent]) -> dict[str, str]:
    """The names of the directory roles that were used."""
    wanted = {role for event in events if (role := said(event, "role"))}
    return {role.code: role.name for role in DirectoryRole.objects.filter(code__in=wanted)} if wanted else {}
