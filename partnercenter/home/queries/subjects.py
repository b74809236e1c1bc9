"""What events are about, by name and with a link: one query for each type of object, in the viewer's own rows alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from customers.grants.models import DelegatedAdminGrant, RoleTemplate, SecurityGroup
from customers.grants.queries.grants import in_force
from customers.services.models import DirectoryUser, ServiceRequest, Subscription
from invitations.models import Invitation, InvitationBatch
from partnercenter.home.events import Reader
from partnercenter.home.queries.viewers import Viewer
from partnercenter.partners.models import Partnership, PartnershipRequest
from partnercenter.webhooks.models import WebhookEndpoint


@dataclass(frozen=True)
class Part:
    """A name in a sentence: its text, where it leads, whether it is a company's, and what follows in brackets."""

    text: str
    url: str = ""
    is_company: bool = False
    beside: "Part | None" = None


NOTHING = Part("")
Found = Iterable[tuple[UUID, Part]]


def find_subjects(viewer: Viewer, wanted: Mapping[str, set[UUID]]) -> dict[UUID, Part]:
    """The names of objects by public id; `wanted` holds ids by type. What is not the viewer's own stays unnamed."""
    found: dict[UUID, Part] = {}
    for kind, ids in wanted.items():
        if finder := FINDERS.get(kind):
            found.update(finder(viewer, ids))
    return found


def own(viewer: Viewer, model: Any, ids: set[UUID], *, partner: str = "partner") -> QuerySet[Any]:
    """Rows of the viewer; `partner` is the field of a model that names its partner otherwise."""
    field = partner if viewer.reader is Reader.PARTNER else "customer"
    return model.objects.filter(**{field: viewer.organisation, "public_id__in": ids})


def invitations(viewer: Viewer, ids: set[UUID]) -> Found:
    """By number; for the partner with a link and the company that it is for."""
    if viewer.reader is Reader.CUSTOMER:
        answered = Invitation.objects.filter(acceptances__customer=viewer.organisation, public_id__in=ids)
        yield from ((row.public_id, Part(row.number)) for row in answered.distinct())
        return
    for row in own(viewer, Invitation, ids).select_related("customer"):
        name = row.customer.name if row.customer else row.customer_name
        beside = Part(name, is_company=True) if name else None
        yield row.public_id, Part(row.number, reverse("request", args=[row.public_id]), beside=beside)


def files_of_requests(viewer: Viewer, ids: set[UUID]) -> Found:
    """With a link to their results; they have no name."""
    if viewer.reader is Reader.PARTNER:
        for row in own(viewer, InvitationBatch, ids):
            yield row.public_id, Part(_("file of requests"), reverse("batch", args=[row.public_id]))


def subscriptions(viewer: Viewer, ids: set[UUID]) -> Found:
    """By name. A partner leads to the page of the customer's record, the customer to its own."""
    for row in own(viewer, Subscription, ids, partner="sold_by").select_related("customer"):
        args = [row.customer.public_id] if viewer.reader is Reader.PARTNER else []
        route = "customer_subscriptions" if args else "subscriptions"
        yield row.public_id, Part(row.name, page(viewer, route, *args))


def service_requests(viewer: Viewer, ids: set[UUID]) -> Found:
    for row in own(viewer, ServiceRequest, ids):
        yield row.public_id, Part(row.number, page(viewer, "service_request", row.public_id))


def directory_users(viewer: Viewer, ids: set[UUID]) -> Found:
    """By name; to a partner only while it holds rights there: a name is read as it is today."""
    people = DirectoryUser.objects.filter(public_id__in=ids).select_related("customer")
    if viewer.reader is Reader.PARTNER:
        open_now = in_force().filter(partner=viewer.organisation).values("customer")
        people = people.filter(customer__in=open_now)
    else:
        people = people.filter(customer=viewer.organisation)
    yield from ((row.public_id, Part(row.display_name)) for row in people)


def grants(viewer: Viewer, ids: set[UUID]) -> Found:
    """By name, or *Full rights*, with a link to their page."""
    for row in own(viewer, DelegatedAdminGrant, ids).select_related("partner"):
        args = [row.public_id] if viewer.reader is Reader.PARTNER else [row.partner.public_id, row.public_id]
        route = "grant" if viewer.reader is Reader.PARTNER else "partner_grant"
        yield row.public_id, Part(_("Full rights") if row.is_full else row.name, page(viewer, route, *args))


def named(model: Any) -> Callable[[Viewer, set[UUID]], Found]:
    """Rows of a partner that have a name and no page to lead to."""

    def find(viewer: Viewer, ids: set[UUID]) -> Found:
        if viewer.reader is Reader.PARTNER:
            yield from ((row.public_id, Part(row.name)) for row in own(viewer, model, ids))

    return find


def partnership_requests(viewer: Viewer, ids: set[UUID]) -> Found:
    """By number, to both partners."""
    if viewer.reader is Reader.PARTNER:
        sides = Q(provider=viewer.organisation) | Q(reseller=viewer.organisation)
        rows = PartnershipRequest.objects.filter(sides, public_id__in=ids)
        yield from ((row.public_id, Part(row.number)) for row in rows)


def partnerships(viewer: Viewer, ids: set[UUID]) -> Found:
    """By the other partner's name."""
    if viewer.reader is Reader.PARTNER:
        sides = Q(provider=viewer.organisation) | Q(reseller=viewer.organisation)
        for row in Partnership.objects.filter(sides, public_id__in=ids).select_related("provider", "reseller"):
            other = row.reseller if row.provider_id == viewer.organisation.pk else row.provider
            yield row.public_id, Part(other.legal_name, is_company=True)


def webhooks(viewer: Viewer, ids: set[UUID]) -> Found:
    """By the name of the server, with a link while it is there."""
    if viewer.reader is Reader.PARTNER:
        for row in own(viewer, WebhookEndpoint, ids):
            is_there = row.status != WebhookEndpoint.Status.REMOVED
            yield (
                row.public_id,
                Part(urlsplit(row.url).netloc, page(viewer, "webhook", row.public_id) if is_there else ""),
            )


def page(viewer: Viewer, route: str, *args: object) -> str:
    """The address of a page on the viewer's own host."""
    on = settings.ROOT_URLCONF if viewer.reader is Reader.PARTNER else settings.ACCEPTANCE_URLCONF
    return reverse(route, urlconf=on, args=args)


FINDERS: Mapping[str, Callable[[Viewer, set[UUID]], Found]] = {
    "invitation": invitations,
    "invitationbatch": files_of_requests,
    "subscription": subscriptions,
    "servicerequest": service_requests,
    "directoryuser": directory_users,
    "delegatedadmingrant": grants,
    "securitygroup": named(SecurityGroup),
    "roletemplate": named(RoleTemplate),
    "partnershiprequest": partnership_requests,
    "partnership": partnerships,
    "webhookendpoint": webhooks,
}
