"""The table of what may stand still, for operators: what, why and what to do now, and which rows show it.

Each question goes along an index of such rows alone, so that it costs the same however many others there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.services.models import UserImport
from invitations.batching import room_today
from invitations.models import Invitation, InvitationBatch
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import SENDER, OutboundEmail
from partnercenter.partners.models import PartnershipRequest
from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint

Rows = Any  # a queryset of the watch's model
LATE = timedelta(minutes=2)  # what is due is taken within half a minute
LONG = timedelta(hours=1)
MAILS, FILES, HOOKS, LOG, JOBS = (
    gettext_lazy("Mails"),
    gettext_lazy("Files of requests"),
    gettext_lazy("Webhooks"),
    gettext_lazy("The log"),
    gettext_lazy("Periodic jobs"),
)
MAIL, DELIVERY = OutboundEmail.State, WebhookDelivery.State
TURN = (SENDER, "next_at", "id")  # the order of the index of waiting mails
WORKER = gettext_lazy("The worker or the scheduler stands still, or fails at each run.")
RESTART = gettext_lazy(
    "See that worker and scheduler run, and read the worker’s log. What waits is then done by itself."
)


@dataclass(frozen=True)
class Watch:
    """One thing that may stand still: `rows` among those that the operator sees, at a moment; `since` names a column.

    `query` narrows the model's list to them; `action` is one of that list's that helps; `label` describes a row.
    """

    group: str | Promise
    model: type[Model]
    rows: Callable[[Rows, datetime], Rows]
    since: str
    order: tuple[Any, ...]
    what: str | Promise
    why: str | Promise
    todo: str | Promise
    query: str = ""
    action: str = ""
    label: Callable[[Any], str] | None = None


def of_mail(mail: OutboundEmail) -> str:
    answer = " ".join(str(part) for part in (mail.last_code, mail.last_answer) if part)
    return f"{mail.kind}, {mail.recipient}: {answer or '–'}"


def of_batch(batch: InvitationBatch) -> str:
    facts = {"partner": batch.partner, "done": batch.done, "good": batch.good, "room": room_today(batch.partner)}
    return _("%(partner)s: %(done)d of %(good)d rows; today files may still send %(room)d e-mails") % facts


def of_import(batch: UserImport) -> str:
    return _("%(customer)s: %(done)d of %(good)d rows") % {
        "customer": batch.customer,
        "done": batch.done,
        "good": batch.good,
    }


def of_endpoint(endpoint: WebhookEndpoint) -> str:
    return f"{endpoint.partner}: {endpoint.url}"


def of_delivery(delivery: WebhookDelivery) -> str:
    return f"{delivery.endpoint.partner}: {delivery.endpoint.url} ({delivery.last_status or '–'})"


WATCHES: tuple[Watch, ...] = (
    Watch(
        group=MAILS,
        model=OutboundEmail,
        # A fault of our set-up costs a mail no attempt, every other deferral does (`outbox.settling.counted`).
        rows=lambda rows, now: rows.filter(state=MAIL.DEFERRED, attempts=0),
        since="created_at",
        order=TURN,
        what=gettext_lazy("The queue is paused."),
        why=gettext_lazy("The mail server refuses our sign-in, our encryption or our sender."),
        todo=gettext_lazy(
            "Mend the settings of mail and restart the worker. The mails then leave by themselves; none is lost."
        ),
        query="state__exact=deferred",
        label=of_mail,
    ),
    Watch(
        group=MAILS,
        model=OutboundEmail,
        rows=lambda rows, now: rows.waiting().filter(next_at__lt=now - LATE),
        since="next_at",
        order=TURN,
        what=gettext_lazy("Mails are due and nobody sends them."),
        why=gettext_lazy("The worker or the scheduler stands still, or the mail server is away."),
        todo=RESTART,
        query="state__exact=queued",
    ),
    Watch(
        group=MAILS,
        model=OutboundEmail,
        rows=lambda rows, now: rows.filter(state=MAIL.DEFERRED, attempts__gt=0, created_at__lt=now - LONG),
        since="created_at",
        order=TURN,
        what=gettext_lazy("Mails have waited for more than an hour."),
        why=gettext_lazy("The mail server did not take them yet, or was away."),
        todo=gettext_lazy(
            "Nothing where its answers name single mailboxes: they are tried again. Otherwise ask who runs it."
        ),
        query="state__exact=deferred",
        label=of_mail,
    ),
    Watch(
        group=MAILS,
        model=OutboundEmail,
        rows=lambda rows, now: rows.filter(state=MAIL.DEAD),
        since="settled_at",
        order=("id",),
        what=gettext_lazy("Mails were set aside."),
        why=gettext_lazy("They could not be written, or the worker died over them, five times."),
        todo=gettext_lazy("Mend what the worker’s log says, then try them again."),
        query="state__exact=dead",
        action="try_again",
        label=of_mail,
    ),
    Watch(
        group=MAILS,
        model=OutboundEmail,
        rows=lambda rows, now: rows.filter(state=MAIL.UNKNOWN),
        since="settled_at",
        order=("id",),
        what=gettext_lazy("Mails went out twice without an answer."),
        why=gettext_lazy("The connection broke after the content. They may have arrived."),
        todo=gettext_lazy("Ask the recipient. Try again only what did not arrive."),
        query="state__exact=unknown",
        action="try_again",
        label=of_mail,
    ),
    Watch(
        group=FILES,
        model=InvitationBatch,
        rows=lambda rows, now: rows.filter(status="confirmed", confirmed_at__lt=now - LONG),
        since="confirmed_at",
        order=("id",),
        what=gettext_lazy("Files of requests are not through after an hour."),
        why=gettext_lazy("The partner’s e-mails of the day are used up, or the job fails at each step."),
        todo=gettext_lazy(
            "Where none may be sent today, nothing: they go on by themselves. Otherwise read the worker’s log."
        ),
        query="status__exact=confirmed",
        label=of_batch,
    ),
    Watch(
        group=HOOKS,
        model=WebhookEndpoint,
        rows=lambda rows, now: rows.filter(status=WebhookEndpoint.Status.STOPPED),
        since="stopped_at",
        order=("stopped_at",),
        what=gettext_lazy("Webhooks were stopped."),
        why=gettext_lazy("They answered nothing well for three days, or said that they are gone for good."),
        todo=gettext_lazy(
            "Their admins have been told. A global admin of the partner mends the receiver and switches it on again."
        ),
        query="status__exact=stopped",
        label=of_endpoint,
    ),
    Watch(
        group=HOOKS,
        model=WebhookDelivery,
        rows=lambda rows, now: rows.filter(state=DELIVERY.FAILED),
        since="settled_at",
        order=("id",),
        what=gettext_lazy("Deliveries were given up."),
        why=gettext_lazy("The receiver took them in none of the tries of three days."),
        todo=gettext_lazy(
            "A global admin of the partner reads the answers in the webhook’s log and sends again from there."
        ),
        query="state__exact=failed",
        label=of_delivery,
    ),
    Watch(
        group=HOOKS,
        model=WebhookDelivery,
        rows=lambda rows, now: rows.filter(
            state__in=WebhookDelivery.WAITING, next_at__lt=now - LATE, endpoint__status="active"
        ),
        since="next_at",
        order=("endpoint_id", "next_at", "id"),
        what=gettext_lazy("Deliveries are due and nobody sends them."),
        why=WORKER,
        todo=RESTART,
        query="state__exact=queued",
    ),
    Watch(
        group=LOG,
        model=AuditEvent,
        rows=lambda rows, now: rows.filter(hash=None, happened_at__lt=now - LATE),
        since="happened_at",
        order=("id",),
        what=gettext_lazy("Events are not sealed."),
        why=WORKER,
        todo=RESTART,
    ),
    Watch(
        group=JOBS,
        model=Invitation,
        rows=lambda rows, now: rows.filter(status__in=Invitation.OPEN, expires_at__lt=now - LATE),
        since="expires_at",
        order=("expires_at",),
        what=gettext_lazy("Requests past their time have not expired."),
        why=WORKER,
        todo=RESTART,
        action="expire",
        label=str,
    ),
    Watch(
        group=JOBS,
        model=PartnershipRequest,
        rows=lambda rows, now: rows.filter(status__in=PartnershipRequest.OPEN, expires_at__lt=now - LATE),
        since="expires_at",
        order=("expires_at",),
        what=gettext_lazy("Partnership requests past their time have not expired."),
        why=WORKER,
        todo=RESTART,
    ),
    Watch(
        group=JOBS,
        model=UserImport,
        rows=lambda rows, now: rows.filter(status="confirmed", confirmed_at__lt=now - LONG),
        since="confirmed_at",
        order=("id",),
        what=gettext_lazy("Files of people are not through after an hour."),
        why=WORKER,
        todo=RESTART,
        query="status__exact=confirmed",
        label=of_import,
    ),
)
