"""Mails about what was sold, to both sides: the customer's admins, and the partners who sold it and sell it on."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from customers.directory.models import CustomerMembership, CustomerRole
from customers.grants.mails.answering import answering_for_partner
from customers.relationships.models import PartnerCustomer
from customers.services.models import Subscription
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.pages.times import say_moment
from partnercenter.partners.models import Partner, PartnerMembership

# Each has the name of the event in the log.
ORDERED, SEATS_CHANGED = "subscription.ordered", "subscription.seats_changed"
SUSPENDED, RESUMED = "subscription.suspended", "subscription.resumed"
CANCELLED, ENDING, KEPT = "subscription.cancelled", "subscription.ending", "subscription.kept"
ENDED = "subscription.ended"
CONTACT_CHANGED, CONTACT_LEFT = "subscription.contact_changed", "subscription.contact_left"
SUBJECTS = {
    ORDERED: gettext_lazy("%(partner)s ordered %(name)s for you"),
    SEATS_CHANGED: gettext_lazy("%(partner)s changed the seats of %(name)s"),
    SUSPENDED: gettext_lazy("%(partner)s suspended %(name)s"),
    RESUMED: gettext_lazy("%(partner)s resumed %(name)s"),
    CANCELLED: gettext_lazy("%(partner)s cancelled %(name)s"),
    ENDING: gettext_lazy("%(partner)s cancelled %(name)s at the end of its term"),
    KEPT: gettext_lazy("%(partner)s took back the cancellation of %(name)s"),
    ENDED: gettext_lazy("%(name)s has ended"),
    CONTACT_CHANGED: gettext_lazy("The support contact of %(name)s is %(contact)s"),
    CONTACT_LEFT: gettext_lazy("The support contact of %(name)s is %(contact)s again"),
}
# Of what the customer bought itself: a person of its own did it.
OWN_SUBJECTS = SUBJECTS | {
    ORDERED: gettext_lazy("%(partner)s ordered %(name)s"),
}
FOR_PARTNER = gettext_lazy("%(customer)s: %(subject)s")
ORDERED_FOR_PARTNER = gettext_lazy("%(partner)s ordered %(name)s")
TOLD = [CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN]
PARTNER, CUSTOMER = "partner", "customer"


def tell(
    kind: str,
    subscription: Subscription,
    *,
    by: PartnerMembership | CustomerMembership | None,
    also: Partner | None = None,
    **facts: Any,
) -> None:
    """Queue the mails about a change; `also` is a partner that has no part in it any more. `facts` are plain JSON that
    the words need beside the row as it is then."""
    key = timezone.now().isoformat()  # a subscription can be suspended twice; each time is told once
    if isinstance(by, CustomerMembership):
        facts["person"] = str(by.user.public_id)
    facts["ends_at"] = subscription.ends_at.isoformat() if subscription.ends_at else None
    told = {user.pk: notice(kind, subscription, user, key, side=CUSTOMER, **facts) for user in admins_of(subscription)}
    former = answering_for_partner(also) if also and also != subscription.sold_by else []
    for user in (*sellers_of(subscription, by if isinstance(by, PartnerMembership) else None), *former):
        told.setdefault(user.pk, notice(kind, subscription, user, key, side=PARTNER, **facts))
    queue_rows(list(told.values()))


def admins_of(subscription: Subscription) -> Iterable[User]:
    """The customer's global and billing admins."""
    admins = CustomerMembership.objects.filter(customer=subscription.customer, left_at=None, role__in=TOLD)
    return [membership.user for membership in admins.select_related("user").order_by("pk")]


def sellers_of(subscription: Subscription, by: PartnerMembership | None) -> Iterator[User]:
    """Who did it, the seller's owner of the customer (nobody: who answers for it), and who answers for partners that
    sell it on or support it."""
    seller = subscription.sold_by
    owners = [owner for owner in (by.user if by else None, owner_of(seller, subscription)) if owner]
    yield from owners or (answering_for_partner(seller) if seller else ())
    others = {each.pk: each for each in (subscription.reseller, subscription.support_contact) if each}
    for other in others.values():
        if other != seller:
            yield from answering_for_partner(other)


def owner_of(seller: Partner | None, subscription: Subscription) -> User | None:
    """The colleague whose customer it is, while on the seller's staff."""
    pairs = PartnerCustomer.objects.filter(partner=seller, customer=subscription.customer, owner__left_at=None)
    pair = pairs.select_related("owner__user").defer("search", "search_text").first()
    return pair.owner.user if pair and pair.owner else None


def notice(kind: str, subscription: Subscription, user: User, key: str, **payload: Any) -> OutboundEmail:
    """One mail to one person, in that person's language."""
    customer, seller = subscription.customer, subscription.sold_by
    return email_row(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=subscription,
        dedupe_key=f"{kind}:{subscription.public_id}:{key}:{user.public_id}",
        payload=payload,
        concerns=Concerns(customer.cloud.code, seller.public_id if seller else None, customer.public_id),
    )


def write_letter(email: OutboundEmail) -> Letter:
    """What happened to it, by whom, and the way to the page where the reader sees it."""
    related = ("customer__cloud", "sold_by", "reseller", "terms", "support_contact")
    subscription = Subscription.objects.select_related(*related).get(public_id=str(email.about_id))
    is_partner = email.payload.get("side") == PARTNER
    with override(email.language):
        facts = names_of(subscription, email) | {"rows": rows_of(subscription), "kind": email.kind}
        facts |= {"subject": subject_of(email.kind, facts, is_partner=is_partner), "is_partner": is_partner}
    facts["address"] = address_of(subscription, is_partner=is_partner)
    return letter_of("mail/services/subscription", facts, email.language)


for told_of in SUBJECTS:
    renders(told_of)(write_letter)


def names_of(subscription: Subscription, email: OutboundEmail) -> dict[str, Any]:
    """The words' facts: who, what, and what the change brought along."""
    zone, ends_at = subscription.customer.time_zone, email.payload.get("ends_at")
    contact = subscription.support_contact or subscription.sold_by
    return {
        "partner": who_acted(subscription, email),
        "is_sold": subscription.sold_by is not None,
        "customer": subscription.customer.name,
        "name": subscription.name,
        "contact": str(contact),
        "before": email.payload.get("before"),
        "after": email.payload.get("after"),
        "former": email.payload.get("former", ""),
        "ends_on": say_moment(datetime.fromisoformat(ends_at), zone) if ends_at else "",
    }


def who_acted(subscription: Subscription, email: OutboundEmail) -> str:
    """The partner that sold it; of what the customer bought itself, the person who acted, by the name of today."""
    if subscription.sold_by:
        return subscription.sold_by.legal_name
    person = User.objects.filter(public_id=email.payload.get("person")).first()
    return person.public_name if person else subscription.customer.name


def subject_of(kind: str, facts: dict[str, Any], *, is_partner: bool) -> str:
    """The subject, in the active language; partners read first whose it is."""
    if not is_partner:
        return str((SUBJECTS if facts["is_sold"] else OWN_SUBJECTS)[kind] % facts)
    words = ORDERED_FOR_PARTNER if kind == ORDERED else SUBJECTS[kind]
    return str(FOR_PARTNER % {"customer": facts["customer"], "subject": words % facts})


def address_of(subscription: Subscription, *, is_partner: bool) -> str:
    """The record's page on the main host, or the customer's own on its cloud's."""
    if is_partner:
        return main_address("customer_subscriptions", public_id=subscription.customer.public_id)
    return acceptance_address(subscription.customer.cloud, "subscriptions")


def rows_of(subscription: Subscription) -> list[tuple[str, Any]]:
    """The rows of the mail's table, in the active language."""
    zone = subscription.customer.time_zone
    rows: list[tuple[str, Any]] = [
        (_("Subscription"), subscription.name),
        (_("Service"), subscription.service),
        (_("Customer"), subscription.customer.name),
        *([(_("Seats"), f"{subscription.seats:,}")] if subscription.names_seats else []),
        (_("Sold by"), str(subscription.sold_by))
        if subscription.sold_by
        else (_("Channel"), subscription.get_channel_display()),
    ]
    if subscription.reseller:
        rows.append((_("Reseller"), subscription.reseller.legal_name))
    if subscription.terms:
        rows.append((_("Customer agreement"), _("Version %(version)s") % {"version": subscription.terms.version}))
    rows.append((_("Ordered on"), say_moment(subscription.ordered_at, zone)))
    if subscription.cancelled_at:
        return [*rows, (_("Cancelled on"), say_moment(subscription.cancelled_at, zone))]
    if subscription.ends_at:
        rows.append((_("Ends on"), say_moment(subscription.ends_at, zone)))
    return rows
