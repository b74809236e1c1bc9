"""What partners did with the rights that a customer granted: the customer's log of use, read off the audit log."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.grants.needs import Need
from customers.grants.queries.roles import roles_of
from customers.services.administering import service_key
from customers.services.models import DirectoryUser, ServiceRequest
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner

USED, SIZE, NEWEST = "grant.used", 50, ("-id",)
DEEDS = {  # what was done, where the log says it; else what it was needed for
    "directoryuser.invited": _("Invited a user"),
    "directoryuser.blocked": _("Blocked a user"),
    "directoryuser.unblocked": _("Unblocked a user"),
    "directoryuser.password_reset": _("Reset a password"),
    "userimport.begun": _("Imported users from a file"),
    "licence.assigned": _("Assigned a licence"),
    "licence.taken": _("Took a licence"),
}
PURPOSES = {
    Need.READ_DETAILS: _("Read details of the organisation"),
    Need.READ_USERS: _("Read users"),
    Need.RESET_PASSWORDS: _("Reset a password"),
    Need.BLOCK_USERS: _("Blocked or unblocked a user"),
    Need.MANAGE_USERS: _("Managed a user"),
    Need.ASSIGN_LICENCES: _("Assigned licences"),
    Need.SEE_SERVICES: _("Read services"),
    Need.MANAGE_SERVICES: _("Managed a service"),
    Need.RAISE_SERVICE_REQUESTS: _("Raised a service request"),
}


@dataclass(frozen=True)
class Use:
    """One use: when, who of which partner, what was done to whom, by which grant, role and group."""

    event: AuditEvent
    person: str
    partner: Partner | None
    grant: DelegatedAdminGrant | None
    what: str | Promise
    about: str
    role: str


def uses_at(customer: Customer, *, partner: str = "") -> QuerySet[AuditEvent]:
    """Every use of a right at the customer; with `partner` (public id as text) of that one, junk narrows nothing."""
    rows = AuditEvent.objects.filter(customer_id=customer.public_id, action=USED)
    wanted = as_id(partner)
    return rows.filter(partner_id=wanted) if wanted else rows


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def page_of_uses(customer: Customer, *, partner: str, cursor: str) -> tuple[KeysetPage[AuditEvent], list[Use]]:
    """One page, the newest first. Nine queries, whatever stands on it."""
    page = paginate(uses_at(customer, partner=partner), order=NEWEST, size=SIZE, cursor=cursor)
    return page, read_uses(customer, page.rows)


def read_uses(customer: Customer, events: list[AuditEvent]) -> list[Use]:
    """The names behind the ids of the log; a person's whose trace was erased stays empty."""
    people = people_of(events)
    partners = Partner.objects.in_bulk(ids(events, "partner_id"), field_name="public_id")
    grants = DelegatedAdminGrant.objects.select_related("partner").in_bulk(
        ids(events, "object_id"), field_name="public_id"
    )
    roles = {role.code: role.name for role in roles_of({said(event, "role") for event in events})}
    named, deeds = names_of(customer, events), deeds_of(events)
    return [
        Use(
            event,
            person=people.get(event.trace_id, ""),
            partner=partners.get(event.partner_id),
            grant=grants.get(event.object_id),
            what=deeds.get((said(event, "about"), event.trace_id)) or purpose_of(event),
            about=named.get(said(event, "about"), ""),
            role=roles.get(said(event, "role"), ""),
        )
        for event in events
    ]


def people_of(events: Iterable[AuditEvent]) -> dict[Any, str]:
    """The names in the traces that still stand."""
    traces = AuditTrace.objects.filter(pk__in=ids(events, "trace_id"))
    return dict(traces.values_list("pk", "actor_name"))


def purpose_of(event: AuditEvent) -> str | Promise:
    """What the right was needed for."""
    need = said(event, "need")
    return PURPOSES[Need(need)] if need in list(Need) else ""


def names_of(customer: Customer, events: Iterable[AuditEvent]) -> dict[str, str]:
    """Who or what was acted on: people of the directory, service requests, services."""
    wanted = {found for event in events if (found := as_id(said(event, "about")))}
    people = DirectoryUser.objects.filter(public_id__in=wanted).values_list("public_id", "display_name")
    requests = ServiceRequest.objects.filter(public_id__in=wanted).values_list("public_id", "number")
    bought = customer.subscriptions.order_by().values_list("service", flat=True).distinct()
    services = [(service_key(customer, service), service) for service in bought]
    return {str(key): name for key, name in [*people, *requests, *services]}


def deeds_of(events: Iterable[AuditEvent]) -> dict[tuple[str, Any], str | Promise]:
    """What was done with each right: the event of the same deed, which shares its trace, about the person."""
    wanted = {found for event in events if (found := as_id(said(event, "about")))}
    done = AuditEvent.objects.filter(object_id__in=wanted, action__in=list(DEEDS), trace_id__in=ids(events, "trace_id"))
    rows = done.values_list("object_id", "trace_id", "action")
    return {(str(about), trace): DEEDS[action] for about, trace, action in rows}


def said(event: AuditEvent, name: str) -> str:
    """A detail of the event as text."""
    return str(event.details.get(name) or "")


def ids(events: Iterable[AuditEvent], name: str) -> set[UUID]:
    return {found for event in events if (found := getattr(event, name))}


def partners_who_used(customer: Customer) -> QuerySet[Partner]:
    """The partners that hold or held rights at the customer: what the log can be narrowed to."""
    held = DelegatedAdminGrant.objects.filter(customer=customer).values("partner")
    return Partner.objects.filter(pk__in=held).order_by("sort_key")
