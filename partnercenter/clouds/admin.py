"""Clouds and markets: the reference data that operators edit (decisions §2, §3)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin, operated
from partnercenter.clouds.actions import change_list
from partnercenter.clouds.forms import CloudForm, GroupForm, MarketForm
from partnercenter.clouds.history import changes_of
from partnercenter.clouds.markets import today
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup
from partnercenter.clouds.serving import is_served
from partnercenter.pages.times import say_day

NAMES = ("code", ("name_en", "name_ja"), ("operator_en", "operator_ja"), ("portal_name_en", "portal_name_ja"))
LINKS = ("host_label", "link_prefix", "accent")
RIGHTS = ("allows_no_rights", "allows_full_rights", "allows_granular_rights")
PARTNERS = ("indirect_model", "allows_multi_partner", "allows_multi_channel", "allows_partner_to_partner")
LIST_WORDS = _(
    "Tick the countries of this group and say from which day on. Every country that enters or leaves becomes a row of "
    "that day. What exists stays as it is: relationships, rights and subscriptions go on; requests are checked again "
    "when they are accepted. A partner moves with its country into another sales region, unless an operator gave it "
    "another region than its country's."
)
ROW_WORDS = _(
    "A change is a new row: from its day on it counts instead of the earlier rows of the same country. A row that is "
    "in force is history and cannot be changed; one that is still to come can be changed or deleted."
)
MARKET = ("iso2", ("name_en", "name_ja"), "kind", "group", "leaves", "valid_from", "currency", "source")
AGREEMENT = ("online_agreement", "allows_attestation", "accepts_new_customers", "country_list", "source")


@admin.register(CloudRegion)
class CloudRegionAdmin(OperatedAdmin):
    form = CloudForm
    cloud_lookup = "code"
    list_display = ("name_en", "code", "host_label", "indirect_model", "accepts_new_customers", "served_here")
    list_filter = ("accepts_new_customers", "indirect_model")
    search_fields = ("code", "name_en", "name_ja")
    fieldsets = (
        (None, {"fields": NAMES}),
        (_("Address and look"), {"fields": LINKS}),
        (_("What a request may ask for"), {"fields": RIGHTS}),
        (_("Partners"), {"fields": (*PARTNERS, "one_transacting_partner")}),
        (_("Agreement and customers"), {"fields": AGREEMENT}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[CloudRegion]:
        """The table is one for all deployments: operators of all clouds see it whole."""
        rows, codes = CloudRegion.objects.select_related("country_list"), operated(request)
        return rows.filter(code__in=codes) if codes else rows

    @admin.display(description=_("served here"), boolean=True)
    def served_here(self, cloud: CloudRegion) -> bool:
        return is_served(cloud)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new cloud is nobody's yet: for operators of all clouds alone."""
        return super().has_add_permission(request) and not operated(request)

    def get_readonly_fields(self, request: HttpRequest, obj: CloudRegion | None = None) -> tuple[str, ...]:
        """Code, host and prefix stand in links that were handed out, so they never change."""
        return ("code", "host_label", "link_prefix") if obj else ()


@admin.register(MarketGroup)
class MarketGroupAdmin(OperatedAdmin):
    form = GroupForm
    cloud_lookup, is_reference = "", True
    list_display = ("code", "name_en", "name_ja", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name_en", "name_ja")

    def own_fieldsets(self, request: HttpRequest, obj: MarketGroup | None = None) -> Any:
        """Names; the countries with the day from which they count; what has happened to them."""
        fields: list[Any] = [(None, {"fields": ("code", "kind", ("name_en", "name_ja"))})]
        if self.may_write(request):
            fields.append((_("Countries"), {"description": LIST_WORDS, "fields": ("starts_on", "countries")}))
        return [*fields, (_("History"), {"fields": ("history",)})] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: MarketGroup | None = None) -> tuple[str, ...]:
        """Rows are of the group's kind, so it never changes."""
        return ("code", "kind", "history") if obj else ()

    @admin.display(description=_("countries from each day on"))
    def history(self, group: MarketGroup) -> str:
        """Every change of the list, the newest first."""
        told = ((say_day(day), " ".join(change.sentences())) for day, change in changes_of(group).items())
        return format_html_join("", "<p><strong>{}</strong> {}</p>", told)

    def save_related(self, request: HttpRequest, form: GroupForm, formsets: Any, change: bool) -> None:
        """The countries, once the group has its key."""
        super().save_related(request, form, formsets, change)
        if "countries" in form.fields:
            change_list(group=form.instance, change=form.list_change(), by=request.user)  # type: ignore[arg-type]


@admin.register(Market)
class MarketAdmin(OperatedAdmin):
    form = MarketForm
    cloud_lookup, is_reference = "", True
    list_display = ("iso2", "name_en", "name_ja", "kind", "group", "leaves", "currency", "valid_from")
    list_filter = ("kind", "group")
    list_select_related = ("group",)
    autocomplete_fields = ("group",)
    search_fields = ("=iso2", "name_en", "name_ja")
    date_hierarchy = "valid_from"
    fieldsets = (
        (
            None,
            {
                "description": ROW_WORDS,
                "fields": (
                    "iso2",
                    ("name_en", "name_ja"),
                    "kind",
                    "group",
                    "leaves",
                    "valid_from",
                    "currency",
                    "source",
                ),
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Market | None = None) -> bool:
        """What is in force, or was, is history."""
        return is_planned(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Market | None = None) -> bool:
        """A planned change may be dropped."""
        return is_planned(obj) and super().has_delete_permission(request, obj)


def is_planned(row: Market | None) -> bool:
    """Whether a row is still to come; a page without a row (the list) is no obstacle."""
    return row is None or row.valid_from > today()
