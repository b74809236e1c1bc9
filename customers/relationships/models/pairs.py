"""A partner's own view of a customer: one row for each pair, for lists."""

import uuid
from datetime import datetime
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.relationships.models.labels import KEEP_LABELS, TAG_LENGTH
from customers.relationships.models.orders import ends_order
from customers.relationships.models.relationships import ResellerRelationship
from customers.relationships.models.renegotiations import Renegotiation
from partnercenter.canonical.names import search_query, search_words
from partnercenter.clouds.models import TenantDomain
from partnercenter.pages.times import INSTANT, find_zone
from partnercenter.partners.models import Partner, PartnerMembership

ENDING_SOON = 30  # days
NOTE_LENGTH = 4000
# What a row of the list shows, closed or open, and what the list is sorted by.
SHOWN = (
    *("sort_key", "since", "ends_order", "state", "ended_at", "rights", "rights_until", "tags", "partner", "owner"),
    *("customer__public_id", "customer__name", "customer__primary_domain", "customer__time_zone"),
    *("customer__is_self_registered", "customer__tenant_id", "customer__country"),
    *("customer__contact_name", "customer__contact_email", "owner__user__display_name", "owner__user__email"),
)


class Contains(Func):
    """`search @@ query`: whether the row's index terms hold all terms of a tsquery literal."""

    template, arg_joiner = "(%(expressions)s::tsquery)", " @@ "
    output_field = BooleanField()


def renegotiated() -> "models.QuerySet[Renegotiation]":
    """The marks that end the duty of a pair, for a subquery: none of its relationships began later (§6)."""
    pair = {"partner": OuterRef("partner"), "customer": OuterRef("customer")}
    later = ResellerRelationship.objects.filter(**pair, status="active", started_at__gt=OuterRef("marked_at"))
    return Renegotiation.objects.filter(**pair, withdrawn_at=None).exclude(Exists(later))


def list_indexes(name: str, filtered: list[str], condition: Q | None = None) -> list[models.Index]:
    """One index for each order of the list, behind the columns of a filter."""
    orders = {"by_name": "sort_key", "by_since": "since", "by_end": "ends_order"}
    return [
        models.Index(fields=["partner", *filtered, column, "id"], condition=condition, name=f"pair{name}_{order}")
        for order, column in orders.items()
    ]


class PartnerCustomerQuerySet(models.QuerySet["PartnerCustomer"]):
    """The questions that a partner's pages ask."""

    def of(self, partner: Partner) -> Self:
        """The partner's own rows; everything else builds on these."""
        return self.filter(partner=partner)

    def matching(self, partner: Partner, typed: str) -> Self:
        """Rows of `partner` with every typed word somewhere in name, domain or identifier (§8), in any script.

        The index of letter pairs finds candidates among this partner's rows, LIKE settles them. Text without
        two neighbouring letters, or of signs alone, narrows nothing: ask `is_searchable` first.
        """
        if not (pairs := search_query(typed)):
            return self.of(partner)
        found = self.of(partner).filter(Contains(F("search"), Value(f"'@{partner.pk}' & {pairs}")))
        for word in search_words(typed):
            found = found.filter(search_text__contains=word)
        return found

    def recorded(self) -> Self:
        """With all that a record shows of the row itself, in one query."""
        confirmed = TenantDomain.objects.filter(owner_id=OuterRef("customer__public_id"), confirmed_at__isnull=False)
        return (
            self.select_related("customer", "owner__user")
            .defer("search", "search_text")
            .annotate(has_confirmed_domain=Exists(confirmed), is_renegotiated=Exists(renegotiated()))
        )

    def listed(self) -> Self:
        """With what a row of the list shows, in one query, and nothing else: all columns of fifty rows cost more."""
        return self.recorded().only(*SHOWN)


class PartnerCustomer(models.Model):
    """One row for each pair, for display and lists only: rights are decided on relationships, grants and requests."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        ADMIN_ONLY = "admin_only", _("admin rights only")
        ENDED = "ended", _("ended")

    class Rights(models.TextChoices):
        NONE = "none", _("None")
        FULL = "full", _("Full rights")
        GRANULAR = "granular", _("Granular rights")
        ENDED = "ended", _("ended")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="partner_customers")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="partner_customers")
    sort_key = models.CharField(max_length=200)
    search_text = models.TextField(blank=True)
    search = SearchVectorField(null=True)
    owner = models.ForeignKey(PartnerMembership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tags = ArrayField(models.CharField(max_length=TAG_LENGTH), default=list, blank=True)
    note = models.TextField(blank=True)
    beside = ArrayField(models.BigIntegerField(), default=list, blank=True)  # keys of its providers, or its resellers
    is_agreed = models.BooleanField(default=False)  # the customer has accepted some version of the agreement
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    rights = models.CharField(max_length=10, choices=Rights.choices, default=Rights.NONE)
    rights_until = models.DateTimeField(null=True, blank=True)
    ends_order = ends_order()
    nears_end = models.BooleanField(default=False)  # set a little before rights count as expiring soon, for the filter

    has_confirmed_domain: bool  # of rows of `listed()`, as the next one
    is_renegotiated: bool  # the operator's mark stands: rights that ended leave no duty of support

    objects = PartnerCustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer of a partner")
        verbose_name_plural = _("customers of partners")
        ordering = ["sort_key", "id"]
        indexes = [
            *list_indexes("", []),
            # For each filter in each order, so that a rare state is found as fast as a common one.
            *list_indexes("_state", ["state"]),
            *list_indexes("_rights", ["rights"]),
            *list_indexes("_agreed", ["is_agreed"]),
            *list_indexes("_nearing", [], condition=Q(nears_end=True)),
            models.Index(fields=["partner", "state", "rights", "sort_key", "id"], name="partnercustomer_by_both"),
            # What `mark_nearing` has to look at.
            models.Index(
                fields=["rights_until"],
                condition=Q(rights="granular", nears_end=False),
                name="partnercustomer_not_yet_near",
            ),
            models.Index(fields=["customer"], name="partnercustomer_customer"),
            GinIndex(fields=["search"], name="partnercustomer_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["partner", "customer"], name="partnercustomer_one_a_pair"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_labels",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("tags", "beside", "sort_key", "since", "rights", "rights_until"),
                func=KEEP_LABELS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.customer}"

    @property
    def rights_last_moment(self) -> datetime | None:
        """The last moment of rights that have an end (`rights_until` is exclusive): its date is the last day."""
        return self.rights_until - INSTANT if self.rights_until else None

    @property
    def rights_days_left(self) -> int | None:
        """Days until granular rights end, by the customer's calendar; 0 on the last day, None without an end ahead."""
        if self.rights != self.Rights.GRANULAR or self.rights_last_moment is None:
            return None
        zone = find_zone(self.customer.time_zone)
        return (self.rights_last_moment.astimezone(zone).date() - timezone.now().astimezone(zone).date()).days

    @property
    def is_ending_soon(self) -> bool:
        """Whether granular rights end within `ENDING_SOON` days."""
        days = self.rights_days_left
        return days is not None and days <= ENDING_SOON

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the customer registered itself and its domain is not confirmed yet; of rows of `listed()`."""
        return self.customer.is_self_registered and not self.has_confirmed_domain
