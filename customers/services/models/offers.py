"""The catalogue: what can be ordered in a cloud, kept by its operator (decisions §8)."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.models import CloudRegion, MarketGroup, in_language


class Kind(models.TextChoices):
    """What an offer or subscription is; it decides what has to end before a relationship can (R-80)."""

    LICENCE = "licence", _("licences")
    AZURE = "azure", _("Azure")
    SOFTWARE = "software", _("software")
    RESERVATION = "reservation", _("reservation")


class Offer(models.Model):
    """One line of a cloud's catalogue, for all its markets or for one sales region.

    What was ordered keeps its own name and kind: a change here changes no subscription.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="offers")
    market_group = models.ForeignKey(
        MarketGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("market group"),
        help_text=_("Only for customers registered there. Empty: for every market of the cloud."),
    )
    service = models.CharField(
        _("service"),
        max_length=100,
        help_text=_("Offers of one service have the same text here; in some clouds one partner may sell each service."),
    )
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.LICENCE)
    min_seats = models.PositiveIntegerField(_("fewest seats"), default=1)
    max_seats = models.PositiveIntegerField(_("most seats"), default=300)
    term_months = models.PositiveSmallIntegerField(
        _("term in months"),
        null=True,
        blank=True,
        help_text=_("Licences are sold for a term that renews itself. Empty: no term, it can be cancelled on any day."),
    )
    cancel_days = models.PositiveSmallIntegerField(
        _("days to cancel"),
        default=7,
        help_text=_("Within so many days of the order a cancellation ends it at once; later at the end of its term."),
    )
    is_available = models.BooleanField(_("can be ordered"), default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["cloud", "service", "name_en", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cloud", "market_group", "service", "name_en"], nulls_distinct=False, name="offer_once_a_market"
            ),
            models.CheckConstraint(
                name="offer_seats_in_order",
                condition=models.Q(min_seats__gte=1) & models.Q(max_seats__gte=models.F("min_seats")),
            ),
            models.CheckConstraint(
                name="offer_term_is_of_licences",
                condition=models.Q(term_months=None)
                | models.Q(kind=Kind.LICENCE, term_months__gte=1, term_months__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)

    def is_sold_in(self, groups: frozenset[int]) -> bool:
        """Whether it is sold in one of these market groups (keys); without a group of its own, everywhere."""
        return self.market_group_id is None or self.market_group_id in groups
