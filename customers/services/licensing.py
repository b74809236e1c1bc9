"""What pages and actions read about licences: the subscriptions that have them, and who has a seat."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet

from customers.directory.models import Customer
from customers.services.holdings import tie_of
from customers.services.models import DirectoryUser, Kind, License, Subscription
from customers.services.queries import Standing, directory_of
from customers.services.rules.channels import REASONS, Act, why_not
from customers.services.rules.licences import check_gives_licences, check_seats_free

BY_NAME = ("service", "name_en", "id")


@dataclass(frozen=True)
class Licensed:
    """A subscription with seats, as somebody with rights sees it. Never its seller, price or order (decisions §7)."""

    subscription: Subscription
    closed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a licence of it can be assigned now."""
        return not self.why_not_assign

    @property
    def why_not_assign(self) -> str:
        """Why no licence of it can be assigned, whoever asks; empty where one can."""
        try:
            check_gives_licences(self.subscription)
            check_seats_free(self.subscription, 1)
        except ValidationError as refusal:
            return self.closed or " ".join(refusal.messages)
        return self.closed


def licence_subscriptions(customer: Customer) -> QuerySet[Subscription]:
    """The customer's living subscriptions to licences, whoever sold them, by service and name."""
    living = Subscription.objects.filter(customer=customer, kind=Kind.LICENCE, status__in=Subscription.LIVE)
    return living.select_related("customer").order_by(*BY_NAME)


def licensed(standing: Standing) -> list[Licensed]:
    """Those that the partner may see, by the multi-channel table: what it may not manage has the reason."""
    rows = [Licensed(each, closed_to(standing, each)) for each in licence_subscriptions(standing.customer)]
    return [row for row in rows if not row.closed or is_ours(standing, row.subscription)]


def closed_to(standing: Standing, subscription: Subscription) -> str:
    """Why the partner may not assign its licences; empty where it may."""
    why = why_not(tie_of(standing, subscription), Act.ASSIGN)
    return str(REASONS[why]) if why else ""


def is_ours(standing: Standing, subscription: Subscription) -> bool:
    """Whether the partner sold it, or its provider with it as reseller."""
    tie = tie_of(standing, subscription)
    return tie.sold_by_us or tie.resold_by_us


def holders_of(subscription: Subscription) -> QuerySet[License]:
    """Who has a seat, by name."""
    return License.objects.filter(subscription=subscription).select_related("user")


def people_without(subscription: Subscription, typed: str = "") -> QuerySet[DirectoryUser]:
    """The people of the directory who have no seat in it; with `typed`, those whose names match."""
    return directory_of(subscription.customer, typed).exclude(licences__subscription=subscription)


def with_licences(people: QuerySet[DirectoryUser], among: Iterable[Subscription]) -> QuerySet[DirectoryUser]:
    """With what each has of these subscriptions, in one query for all; of others nothing is read."""
    rows = License.objects.filter(subscription__in=[each.pk for each in among]).select_related("subscription")
    return people.prefetch_related(Prefetch("licences", rows.order_by("subscription__name_en", "id")))
