"""Mails about service requests, each to the side whose turn it is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from customers.directory.models import CustomerMembership
from customers.services.models import ServiceRequest, ServiceRequestMessage
from partnercenter.accounts.models import User
from partnercenter.accounts.operators import operators_of
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.pages.times import say_moment
from partnercenter.partners.access import ACCESS, Capability
from partnercenter.partners.models import Partner, PartnerMembership

RECEIVED, MESSAGE, CLOSED = "service_request.received", "service_request.message", "service_request.closed"
REOPENED = "service_request.reopened"
SUBJECTS = {
    RECEIVED: gettext_lazy("Service request %(number)s, severity %(severity)s: %(subject)s"),
    MESSAGE: gettext_lazy("New message in service request %(number)s: %(subject)s"),
    CLOSED: gettext_lazy("Service request %(number)s is closed: %(subject)s"),
    REOPENED: gettext_lazy("Service request %(number)s is open again: %(subject)s"),
}
Side = ServiceRequestMessage.Side
ANSWERING = [role.value for role in ACCESS[Capability.SERVICE_REQUESTS]]


def tell_received(request: ServiceRequest, message: ServiceRequestMessage) -> None:
    """Tell the desk that a request lies with it now."""
    tell(RECEIVED, request, [request.desk], key=request.desk, message=message)


def tell_message(request: ServiceRequest, message: ServiceRequestMessage) -> None:
    """An answer goes to who raised it and to the customer's people who wrote; every other message to the desk, and a
    customer's to who raised it too."""
    is_answer = message.side in (Side.PROVIDER, Side.OPERATOR)
    to = {Side.CUSTOMER: [request.desk, Side.PARTNER]}.get(Side(message.side), [request.desk, Side.CUSTOMER])
    tell(
        MESSAGE,
        request,
        [Side.PARTNER, Side.CUSTOMER] if is_answer else to,
        key=f"{message.public_id}",
        message=message,
    )


def tell_closed(request: ServiceRequest, *, by: str) -> None:
    """Tell the desk where the partner closed it, else who raised it; and the customer's people who wrote."""
    to = request.desk if by == Side.PARTNER else Side.PARTNER
    tell(CLOSED, request, [to, Side.CUSTOMER], key=f"{to}:{request.closed_at:%Y%m%d%H%M%S}")


def tell_reopened(request: ServiceRequest, message: ServiceRequestMessage) -> None:
    """Tell the desk, and who raised it where the customer opened it again."""
    to = [request.desk, *([Side.PARTNER] if message.side == Side.CUSTOMER else [Side.CUSTOMER])]
    tell(REOPENED, request, to, key=f"{message.public_id}", message=message)


def tell(
    kind: str, request: ServiceRequest, sides: Iterable[str], *, key: str, message: ServiceRequestMessage | None = None
) -> None:
    """One mail to each person of those sides, but for who wrote the message."""
    writer = message.written_by_id if message else None
    rows = [
        notice(kind, request, user, side=side, key=key, message=message)
        for side in sides
        for user in people_at(request, side)
        if user.pk != writer
    ]
    queue_rows(list({row.recipient_key: row for row in rows}.values()))


def people_at(request: ServiceRequest, side: str) -> Iterable[User]:
    """Who answers for a side: the person who raised it, the provider's agents, the cloud's operators, the customer's
    people who wrote in it."""
    if side == Side.OPERATOR:
        return operators_of(request.customer.cloud.code)
    if side == Side.PROVIDER and request.provider:
        return agents_of(request.provider)
    if side == Side.CUSTOMER:
        return writers_of(request)
    raised_by = PartnerMembership.objects.filter(partner=request.partner, user=request.raised_by, left_at=None)
    return [request.raised_by] if raised_by.exists() else agents_of(request.partner)


def writers_of(request: ServiceRequest) -> Iterable[User]:
    """The customer's people who wrote in the thread and still belong to it."""
    wrote = ServiceRequestMessage.objects.filter(service_request=request, side=Side.CUSTOMER).values("written_by")
    people = CustomerMembership.objects.filter(customer=request.customer, user__in=wrote, left_at=None)
    return [membership.user for membership in people.select_related("user").order_by("pk")]


def agents_of(partner: Partner) -> Iterable[User]:
    """The partner's people who may write in service requests (decisions §9)."""
    staff = PartnerMembership.objects.filter(partner=partner, left_at=None, roles__overlap=ANSWERING)
    return [membership.user for membership in staff.select_related("user").order_by("pk")]


def notice(
    kind: str, request: ServiceRequest, user: User, *, side: str, key: str, message: ServiceRequestMessage | None
) -> OutboundEmail:
    """One mail to one person, in that person's language; `key` tells one occasion from the next."""
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or request.customer.language),
        about=request,
        dedupe_key=f"{kind}:{request.public_id}:{key}:{user.public_id}",
        payload={"side": side} | ({"message": str(message.public_id)} if message else {}),
        concerns=Concerns(request.customer.cloud.code, request.partner.public_id, request.customer.public_id),
    )


@renders(RECEIVED)
@renders(MESSAGE)
@renders(CLOSED)
@renders(REOPENED)
def write_letter(email: OutboundEmail) -> Letter:
    """The facts, the message where the mail is about one, and the way to the thread."""
    related = ("customer__cloud", "partner", "provider")
    request = ServiceRequest.objects.select_related(*related).get(public_id=str(email.about_id))
    message = request.messages.filter(public_id=email.payload.get("message")).first()
    with override(email.language):
        names = {"number": request.number, "severity": request.severity, "subject": request.subject}
        subject = str(SUBJECTS[email.kind] % names)
        facts: dict[str, Any] = {
            "subject": subject,
            "rows": rows_of(request, message),
            "message": message,
            "kind": email.kind,
        }
    facts["address"] = address_of(request, str(email.payload.get("side")))
    return letter_of("mail/services/service_request", facts, email.language)


def address_of(request: ServiceRequest, side: str) -> str:
    """The thread: an operator's in the administration, a customer's on its cloud's host, others' on the main one."""
    if side == Side.OPERATOR:
        return main_address("admin:services_servicerequest_change", object_id=request.pk)
    if side == Side.CUSTOMER:
        return acceptance_address(request.customer.cloud, "service_request", public_id=request.public_id)
    return main_address("service_request", public_id=request.public_id)


def rows_of(request: ServiceRequest, message: ServiceRequestMessage | None) -> list[tuple[str, Any]]:
    """The rows of the mail's table, in the active language."""
    rows: list[tuple[str, Any]] = [
        (_("Number"), request.number),
        (_("Customer"), request.customer.name),
        (_("Raised by"), request.partner.legal_name),
        (_("Severity"), request.get_severity_display()),
        (_("First response by"), say_moment(request.respond_by, request.customer.time_zone)),
    ]
    if message and (files := message.attachments.count()):
        rows.append((_("Files"), ngettext("%(count)d file", "%(count)d files", files) % {"count": files}))
    if request.without_rights:
        rows.append((_("Mark"), _("Without admin rights")))
    return rows
