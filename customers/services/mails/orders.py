"""Mails to a customer's admins: a partner ordered a subscription for it, or cancelled one."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from customers.directory.models import CustomerMembership, CustomerRole
from customers.services.models import Subscription
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.pages.times import say_moment

ORDERED, CANCELLED = "subscription.ordered", "subscription.cancelled"
SUBJECTS = {
    ORDERED: gettext_lazy("%(partner)s ordered %(name)s for you"),
    CANCELLED: gettext_lazy("%(partner)s cancelled %(name)s"),
}
TOLD = [CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN]


def tell_ordered(subscription: Subscription) -> None:
    """Queue the mails about an order; a second call queues none."""
    queue_rows([notice(ORDERED, subscription, user) for user in admins_of(subscription)])


def tell_cancelled(subscription: Subscription) -> None:
    """Queue the mails about a cancellation; a second call queues none."""
    queue_rows([notice(CANCELLED, subscription, user) for user in admins_of(subscription)])


def admins_of(subscription: Subscription) -> Iterable[User]:
    """The customer's global and billing admins."""
    admins = CustomerMembership.objects.filter(customer=subscription.customer, left_at=None, role__in=TOLD)
    return [membership.user for membership in admins.select_related("user")]


def notice(kind: str, subscription: Subscription, user: User) -> OutboundEmail:
    """One mail to one person, in that person's language."""
    customer, seller = subscription.customer, subscription.sold_by
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=subscription,
        dedupe_key=f"{kind}:{subscription.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, seller.public_id if seller else None, customer.public_id),
    )


@renders(ORDERED)
@renders(CANCELLED)
def write_letter(email: OutboundEmail) -> Letter:
    """What was ordered or cancelled, by whom, and the way to the customer's *Subscriptions* page."""
    related = ("customer__cloud", "sold_by", "reseller", "terms")
    subscription = Subscription.objects.select_related(*related).get(public_id=str(email.about_id))
    with override(email.language):
        names = {"partner": str(subscription.sold_by), "name": subscription.name}
        subject = str(SUBJECTS[email.kind] % names)
        facts = names | {"subject": subject, "rows": rows_of(subscription), "is_order": email.kind == ORDERED}
    facts["address"] = acceptance_address(subscription.customer.cloud, "subscriptions")
    return letter_of("mail/services/subscription", facts, email.language)


def rows_of(subscription: Subscription) -> list[tuple[str, Any]]:
    """The rows of the mail's table, in the active language."""
    zone = subscription.customer.time_zone
    rows: list[tuple[str, Any]] = [
        (_("Subscription"), subscription.name),
        (_("Service"), subscription.service),
        (_("Seats"), f"{subscription.seats:,}"),
        (_("Sold by"), str(subscription.sold_by)),
    ]
    if subscription.reseller:
        rows.append((_("Reseller"), subscription.reseller.legal_name))
    if subscription.terms:
        rows.append((_("Customer agreement"), _("Version %(version)s") % {"version": subscription.terms.version}))
    rows.append((_("Ordered on"), say_moment(subscription.ordered_at, zone)))
    if subscription.cancelled_at:
        rows.append((_("Cancelled on"), say_moment(subscription.cancelled_at, zone)))
    return rows
