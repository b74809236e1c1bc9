"""Reference data that an operator edits: clouds, market groups, dated country lists, domains (decisions §2, §3)."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(english: str, japanese: str) -> str:
    """The text in the reader's language; English where there is no Japanese one."""
    return japanese if japanese and (get_language() or "").startswith("ja") else english


class IndirectModel(models.TextChoices):
    """Who may make a request where a provider stands between partner and customer (R-54)."""

    NONE = "none", _("not available")
    EITHER = "either", _("provider or reseller")
    PROVIDER_INVITES = "provider_invites", _("only the provider invites")


class MarketGroup(models.Model):
    """A list of countries: a partner's sales region, or the countries that a cloud limits itself to."""

    class Kind(models.TextChoices):
        SALES_REGION = "sales_region", _("sales region")
        CLOUD_LIST = "cloud_list", _("list of a cloud")

    code = models.SlugField(max_length=32, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.SALES_REGION)
    name_en = models.CharField(max_length=100)
    name_ja = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("market group")
        verbose_name_plural = _("market groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)


class Market(models.Model):
    """A country's place from a date on; the next row for it supersedes (R-40).

    Of a sales region: the region it lies in, or none (not served). Of a cloud's list: that it enters it, or leaves.
    """

    iso2 = models.CharField(_("country code"), max_length=2)
    name_en = models.CharField(max_length=100)
    name_ja = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=16, choices=MarketGroup.Kind.choices, default=MarketGroup.Kind.SALES_REGION)
    group = models.ForeignKey(MarketGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="markets")
    currency = models.CharField(max_length=3, blank=True)
    leaves = models.BooleanField(_("leaves the list"), default=False)
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        ordering = ["name_en", "iso2", "valid_from"]
        constraints = [
            # BQ stands three times, so the country's name is part of the key. A country may stand in several
            # lists of clouds, but in one sales region.
            models.UniqueConstraint(
                fields=["iso2", "name_en", "valid_from"],
                condition=models.Q(kind="sales_region"),
                name="market_once_a_date",
            ),
            models.UniqueConstraint(
                fields=["iso2", "name_en", "valid_from", "group"],
                condition=models.Q(kind="cloud_list"),
                name="market_once_a_list_and_date",
            ),
            # No region means "not served"; a list is always named, as a country may be in several.
            models.CheckConstraint(
                name="market_leaves_a_list_that_is_named",
                condition=models.Q(kind="sales_region", leaves=False)
                | models.Q(kind="cloud_list", group__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.iso2} {self.name}"

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)


class CloudRegion(models.Model):
    """One national cloud and its rules, all of them data (decisions §2). A fifth cloud is a row."""

    class Accent(models.TextChoices):
        """The palette, `static/css/accents.css`: a free colour could neither pass the CSP nor promise contrast."""

        TEAL = "teal", _("teal")
        PLUM = "plum", _("plum")
        INDIGO = "indigo", _("indigo")
        OCHRE = "ochre", _("ochre")
        MOSS = "moss", _("moss green")
        COPPER = "copper", _("copper")
        VIOLET = "violet", _("violet")
        SLATE = "slate", _("slate")

    code = models.SlugField(max_length=32, unique=True)
    name_en = models.CharField(max_length=100)
    name_ja = models.CharField(max_length=100, blank=True)
    operator_en = models.CharField(_("operating company"), max_length=100)
    operator_ja = models.CharField(max_length=100, blank=True)
    portal_name_en = models.CharField(_("acceptance portal"), max_length=150)
    portal_name_ja = models.CharField(max_length=150, blank=True)
    host_label = models.SlugField(_("first label of the acceptance host"), max_length=32, unique=True)
    link_prefix = models.CharField(max_length=12, unique=True)
    accent = models.CharField(max_length=16, choices=Accent.choices, default=Accent.TEAL)
    allows_no_rights = models.BooleanField(_("requests without admin rights"), default=True)
    allows_full_rights = models.BooleanField(_("full rights"), default=True)
    allows_granular_rights = models.BooleanField(_("granular rights"), default=True)
    allows_multi_partner = models.BooleanField(_("several partners for a customer"), default=True)
    allows_multi_channel = models.BooleanField(_("subscriptions bought elsewhere"), default=True)
    allows_partner_to_partner = models.BooleanField(_("a partner may resell to a partner"), default=False)
    indirect_model = models.CharField(max_length=20, choices=IndirectModel.choices, default=IndirectModel.EITHER)
    one_transacting_partner = models.BooleanField(_("one transacting partner per service"), default=False)
    online_agreement = models.BooleanField(_("customer accepts the agreement online"), default=True)
    allows_attestation = models.BooleanField(_("partner may attest the agreement"), default=False)
    accepts_new_customers = models.BooleanField(_("accepts new customers"), default=True)
    country_list = models.ForeignKey(
        MarketGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"kind": "cloud_list"},
        help_text=_("Countries that this cloud limits itself to. Empty: the partner's sales region alone decides."),
    )
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("cloud")
        verbose_name_plural = _("clouds")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="cloudregion_something_can_be_asked",
                condition=models.Q(allows_no_rights=True)
                | models.Q(allows_full_rights=True)
                | models.Q(allows_granular_rights=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)

    @property
    def operator_name(self) -> str:
        return in_language(self.operator_en, self.operator_ja)

    @property
    def portal_name(self) -> str:
        return in_language(self.portal_name_en, self.portal_name_ja)


class TenantDomain(models.Model):
    """A mail domain of a partner or customer, once per cloud across both (decisions §5). Owners by label and id."""

    class Owner(models.TextChoices):
        PARTNER = "partner", _("partner")
        CUSTOMER = "customer", _("customer")

    DNS_RECORD = "DNS record"  # `confirmed_by` where no person confirmed

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="domains")
    domain = models.CharField(max_length=253)
    owner_kind = models.CharField(max_length=10, choices=Owner.choices)
    owner_id = models.UUIDField()
    is_primary = models.BooleanField(default=True)
    registered_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # the operator's last word on it
    challenge = models.UUIDField(default=uuid.uuid4, editable=False)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)  # when DNS was last asked for its record

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        indexes = [models.Index(fields=["owner_id"], name="tenantdomain_owner")]
        constraints = [
            models.UniqueConstraint(fields=["cloud", "domain"], name="tenantdomain_once_a_cloud"),
            models.UniqueConstraint(
                fields=["owner_id"], condition=models.Q(is_primary=True), name="tenantdomain_one_primary"
            ),
            models.CheckConstraint(
                name="tenantdomain_confirmed_by_somebody",
                condition=models.Q(confirmed_at=None, confirmed_by="")
                | (models.Q(confirmed_at__isnull=False) & ~models.Q(confirmed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.domain

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_proved(self) -> bool:
        """Whether a DNS record confirmed it; otherwise an operator did."""
        return self.confirmed_by == self.DNS_RECORD
