"""The rules of clouds and markets as a document: tables out of the rows of the database and the rules themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from invitations.asking import Terms
from invitations.models import Invitation
from invitations.rules.request import check_reuse, gather_refusals
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.markets import countries_in, country_rows, regions_of, today
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup
from partnercenter.partners.models import Capacity, Partner

Rights = Invitation.Rights
HEAD = """\
# Clouds and markets

Printed from the rows and the rules by `manage.py print_rules`; a test fails where this page is stale. These are the
rows as they are first loaded. An operator changes them in the administration, so your deployment may differ.
"""
WHO = """\
Beside these, whoever asks needs a partnership in force with the other partner, a partner agreement on record, no
suspension, and a role that may ask. Codes: `rights_not_in_cloud` the cloud does not know these rights; `capacity` the
partner cannot ask so in this cloud; `on_behalf` the reseller asks itself there, or not at all.
"""
WHERE = """\
A partner may ask, and be accepted by, customers whose registered country lies in its own sales region: that of its own
registered country on the day, unless an operator gave it another one. Checked when a request names a country, and
always when it is accepted; for a reseller also against its provider's region. Each row counts from a day on.
"""
LISTS = """\
A cloud with a list serves organisations registered there alone, beside the sales region.
"""
FACTS = ("operator_en", "portal_name_en", "host_label", "accent")
FLAGS = (
    *("allows_no_rights", "allows_full_rights", "allows_granular_rights", "indirect_model", "allows_multi_partner"),
    *("allows_multi_channel", "allows_partner_to_partner", "one_transacting_partner", "online_agreement"),
    *("allows_attestation", "accepts_new_customers", "country_list"),
)
NOBODY = "–"


@dataclass(frozen=True)
class Asker:
    """A kind of partner, the capacity in which it asks, and which other partner is part of it."""

    words: str
    kind: str
    capacity: str
    through: bool = False
    on_behalf: bool = False


ASKERS = (
    Asker("direct bill partner", "is_direct", Capacity.DIRECT),
    Asker("indirect provider, for itself", "is_provider", Capacity.PROVIDER),
    Asker("indirect provider, on behalf of a reseller", "is_provider", Capacity.PROVIDER, on_behalf=True),
    Asker("indirect reseller, through its provider", "is_reseller", Capacity.RESELLER, through=True),
)
Asked = dict[str, Any]
ASKED: tuple[tuple[str, Asked], ...] = (
    ("relationship, no rights", {"rights": Rights.NONE}),
    ("relationship, full rights", {"rights": Rights.FULL}),
    ("relationship, granular rights", {"rights": Rights.GRANULAR}),
    ("granular rights alone", {"rights": Rights.GRANULAR, "with_relationship": False}),
)
LINKS: tuple[tuple[str, Asked], ...] = (
    ("addressed, one answer", {"recipient_email": "somebody@customer.example"}),
    ("open, one answer", {}),
    ("open, reusable", {"is_reusable": True}),
)


def rulebook(on: date | None = None) -> str:
    """The whole document, as of a day."""
    day = on or today()
    parts = (HEAD, *what_clouds_allow(), *who_may_ask(), *which_links(), *who_sells_where(day))
    return "\n".join(parts)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    first = list(head)
    lines = [first, ["---"] * len(first), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def what_clouds_allow() -> Iterator[str]:
    """Every rule of every cloud, by its name in the administration."""
    clouds = list(CloudRegion.objects.select_related("country_list"))
    fields = [CloudRegion._meta.get_field(name) for name in (*FACTS, *FLAGS)]
    yield "## What a cloud allows"
    rows = [[str(field.verbose_name), *(said(cloud, field.name) for cloud in clouds)] for field in fields]  # type: ignore[union-attr]
    yield table(["", *(cloud.name for cloud in clouds)], rows)


def said(cloud: CloudRegion, name: str) -> str:
    """A rule's value in words."""
    value = getattr(cloud, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    shown = getattr(cloud, f"get_{name}_display", lambda: value)()
    return str(shown or NOBODY)


def who_may_ask() -> Iterator[str]:
    """For every cloud, who may ask for what: the answers of the rules, with the code of each refusal."""
    yield "## Who may ask for what"
    yield WHO
    for cloud in CloudRegion.objects.all():
        yield f"### {cloud.name}"
        rows = [[asker.words, *(answer(cloud, asker, asked) for _words, asked in ASKED)] for asker in ASKERS]
        yield table(["", *(words for words, _asked in ASKED)], rows)


def answer(cloud: CloudRegion, asker: Asker, asked: Asked) -> str:
    """ "yes", or the codes of the refusals."""
    partner = Partner(pk=-1, legal_name="A", cloud=cloud, **{asker.kind: True})
    provider, reseller = Partner(pk=-2, is_provider=True), Partner(pk=-3, is_reseller=True)
    terms = Terms(
        capacity=asker.capacity,
        provider=provider if asker.through else None,
        on_behalf_of=reseller if asker.on_behalf else None,
        **asked,
    )
    refused = Refusals()
    gather_refusals(refused, partner, terms, providers=[provider], resellers=[reseller])
    return codes(refused)


def codes(refused: Refusals) -> str:
    found = {error.code: None for errors in refused.by_field.values() for error in errors}
    return ", ".join(f"`{code}`" for code in found) or "yes"


def which_links() -> Iterator[str]:
    """Which kind of link may ask for what."""
    yield "## Which link may ask for what"
    kinds: list[tuple[Any, Asked]] = [(kind.label, {"rights": kind.value}) for kind in Rights]
    yield table(
        ["", *(str(label) for label, _rights in kinds)],
        [[words, *(link_answer(link | rights) for _label, rights in kinds)] for words, link in LINKS],
    )


def link_answer(asked: Asked) -> str:
    refused = Refusals()
    refused.gather("", check_reuse, Terms(**asked))
    return codes(refused)


def who_sells_where(day: date) -> Iterator[str]:
    """The groups with their countries on a day."""
    yield "## Sales regions"
    yield WHERE
    yield groups_of(MarketGroup.Kind.SALES_REGION, day)
    yield f"In no sales region: {', '.join(not_served(day))}.\n"
    yield "## Countries of clouds"
    yield LISTS
    yield groups_of(MarketGroup.Kind.CLOUD_LIST, day)


def groups_of(kind: str, day: date) -> str:
    rows = []
    for group in MarketGroup.objects.filter(kind=kind):
        countries = named(countries_in(group, day))
        rows.append([f"`{group.code}`", group.name, str(len(countries)), ", ".join(countries)])
    return table(["code", "name", "locations", "countries and regions"], rows)


def named(countries: Iterable[str]) -> list[str]:
    """Every name that the countries stand under, with their codes."""
    return sorted(f"{row.name} ({row.iso2})" for country in countries for row in country_rows(country))


def not_served(day: date) -> list[str]:
    """The countries that are known and lie in no region."""
    rows = Market.objects.filter(kind=MarketGroup.Kind.SALES_REGION, valid_from__lte=day)
    regions = regions_of(rows.values_list("iso2", flat=True), day)
    return named(country for country, region in regions.now.items() if region is None)
