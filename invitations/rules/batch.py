"""What a row of a file of requests has to be: the rules of single requests, a code for each refusal. Pure.

Judged when the file is checked, and again when the row is sent.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from invitations.asking import Terms
from invitations.rules.request import check_recipient
from partnercenter.canonical.emails import check_email, domain_of, email_key
from partnercenter.canonical.linkish import check_no_links
from partnercenter.canonical.names import clean_line
from partnercenter.clouds.models import CloudRegion
from partnercenter.domains.queries import with_above
from partnercenter.links.words import LINK_PLACE
from partnercenter.sheets.reading import folded

# The keys are fields of `Terms`.
COLUMNS = {
    "recipient_email": pgettext_lazy("column of a file", "E-mail"),
    "customer_name": pgettext_lazy("column of a file", "Company"),
    "recipient_name": pgettext_lazy("column of a file", "Person"),
    "customer_country": pgettext_lazy("column of a file", "Country"),
    "language": pgettext_lazy("column of a file", "Language"),
    "reference": pgettext_lazy("column of a file", "Internal reference"),
}
REASON = pgettext_lazy("column of a file", "Reason")  # of the file to correct; it means nothing when it comes back
# What else people call them, in either language; folded.
ALSO = {
    "recipient_email": (
        *("email", "mail", "e-mail address", "email address", "mail address"),
        *("メール", "メールアドレス", "メール アドレス", "eメール", "宛先", "宛先メールアドレス"),
    ),
    "customer_name": ("company name", "customer", "organisation", "organization", "会社", "企業名", "顧客名", "法人名"),
    "recipient_name": (
        *("name", "contact", "contact name", "recipient", "full name"),
        *("名前", "担当者", "担当者名", "ご担当者", "ご担当者名", "氏名"),
    ),
    "customer_country": ("country code", "country or region", "国", "国/地域", "国コード"),
    "language": ("lang", "locale", "言語"),
    "reference": ("reference", "ref", "our reference", "社内参照", "管理番号", "参照番号"),
}
REQUIRED = "recipient_email"
PROBLEMS = {
    "no_address": _("The row has no e-mail address."),
    "bad_address": _("“%(about)s” is no e-mail address that mail can be sent to."),
    "full_width": _("“%(about)s” holds full-width characters. Write it in half-width ones."),
    "reserved_local_part": _("Nobody answers requests at this address. Enter the address of a person."),
    "portal_domain": _("This address belongs to Partner Center itself."),
    "own_domain": _("This address belongs to your own company."),
    "partner_domain": _("This address belongs to another partner, and a partner cannot resell to a partner."),
    "bad_company": _("The company’s name cannot be used: it is too long, or holds a link or an invisible sign."),
    "bad_person": _("The person’s name cannot be used: it is too long, or holds a link or an invisible sign."),
    "bad_reference": _("The internal reference is longer than 60 characters, or holds an invisible sign."),
    "unknown_country": _("There is no country “%(about)s”. Write its code, such as JP, or its name."),
    "cloud_country": _("Your cloud does not serve organisations registered in %(about)s."),
    "market_no_group": _("Nobody can sell in %(about)s: it lies in no sales region."),
    "market_other_group": _("You cannot sell in %(about)s: it lies in another sales region than yours."),
    "partner_no_group": _("Your company, or the partner you ask with, lies in no sales region at present."),
    "unknown_language": _("“%(about)s” is no language of this portal. Write en or ja."),
    "twice": _("This address stands in an earlier row already: line %(about)s."),
    "open_already": _("An open request to this address waits for an answer already."),
    "asked_before": _(
        "An earlier file asked this address already: request %(about)s. To ask anew, say so under “What you ask for”."
    ),
    "customer_already": _("The organisation of this address is a customer of yours already."),
    "suppressed": _("E-mails cannot be delivered to this address; an earlier one came back."),
    "address_busy": _("This address got as many e-mails as it may in 24 hours."),
    "name_taken": _("The name of the rights for this row is taken: %(about)s."),
}


@dataclass(frozen=True)
class Problem:
    """Why a row is not sent: a code of `PROBLEMS`, and what it is about."""

    code: str
    about: str = ""


class Refused(Exception):
    """The row asks nobody."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.problem = Problem(code, about[:500])


@dataclass
class Standing:
    """What rows are judged against, as it is now, as far as these rows name it.

    `owners` are partners by domain; `regions` the refusal of each country (code; empty where none is); `asked` numbers
    of requests by key; the rest are keys of addresses and, of `customers`, domains. `seen` grows with the rows before:
    line by key.
    """

    terms: Terms
    cloud: CloudRegion
    partner_id: Any
    countries: Mapping[str, str]
    languages: Mapping[str, str]
    own_domains: Collection[str] = ()
    owners: Mapping[str, Any] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    customers: Collection[str] = ()
    open: Collection[str] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    suppressed: Collection[str] = ()
    busy: Collection[str] = ()
    names: Collection[str] = ()
    seen: dict[str, int] = field(default_factory=dict)


def judge(cells: Mapping[str, str], line: int, standing: Standing) -> Terms | Problem:
    """What the row asks, or why it asks nobody. A good row takes its address from the rows behind it."""
    try:
        asked = read(cells, line, standing)
    except Refused as refused:
        return refused.problem
    standing.seen[email_key(asked.recipient_email)] = line
    return asked


def read(cells: Mapping[str, str], line: int, standing: Standing) -> Terms:
    email = address_of(cells["recipient_email"], standing)
    check_free(email, standing)
    asked = replace(
        standing.terms,
        recipient_email=email,
        customer_name=name_of(cells["customer_name"], 200, "bad_company"),
        recipient_name=name_of(cells["recipient_name"], 100, "bad_person"),
        customer_country=country_of(cells["customer_country"], standing),
        language=language_of(cells["language"], standing),
        reference=line_of(cells["reference"], 60, "bad_reference"),
        grant_name=name_for(standing.terms.grant_name, line),
    )
    if asked.grant_name and asked.grant_name in standing.names:
        raise Refused("name_taken", asked.grant_name)
    return asked


def address_of(text: str, standing: Standing) -> str:
    """The address to store, of somebody who may be asked at all (case 30)."""
    if not text.strip():
        raise Refused("no_address")
    try:
        email = check_email(text)
    except ValidationError as refusal:
        raise Refused("full_width" if refusal.code == "full_width" else "bad_address", text) from None
    owner = owner_of(domain_of(email), standing.owners)
    own = [domain_of(email)] if owner == standing.partner_id else standing.own_domains
    try:
        check_recipient(email, own_domains=own, is_partners=owner is not None, cloud=standing.cloud)
    except ValidationError as refusal:
        raise Refused(refusal.code or "bad_address") from None
    return email


def owner_of(domain: str, owners: Mapping[str, Any]) -> Any:
    """The partner that the domain, or the nearest one above it, belongs to; None for nobody's."""
    return next((owners[each] for each in with_above(domain) if each in owners), None)


def check_free(email: str, standing: Standing) -> None:
    """Nobody is asked twice, nor who is a customer already, nor whom no mail reaches."""
    key = email_key(email)
    if key in standing.seen:
        raise Refused("twice", str(standing.seen[key]))
    if key in standing.open:
        raise Refused("open_already")
    if standing.terms.with_relationship and any(each in standing.customers for each in with_above(domain_of(email))):
        raise Refused("customer_already")
    if key in standing.asked:
        raise Refused("asked_before", standing.asked[key])
    if key in standing.suppressed:
        raise Refused("suppressed")
    if key in standing.busy:
        raise Refused("address_busy")


def name_of(text: str, most: int, code: str) -> str:
    """A name that goes into the mail: one line without links."""
    name = line_of(text, most, code)
    if LINK_PLACE in name:
        raise Refused(code)
    return cleaned(lambda: checked_links(name), code)


def checked_links(name: str) -> str:
    check_no_links(name)
    return name


def line_of(text: str, most: int, code: str) -> str:
    return cleaned(lambda: clean_line(text, most), code)


def cleaned(clean: Callable[[], str], code: str) -> str:
    """What `clean` makes of a cell, or the problem `code`."""
    try:
        return clean()
    except ValidationError:
        raise Refused(code) from None


def country_of(text: str, standing: Standing) -> str:
    """A code or a name in either language, which everybody who asks may sell in; nothing is not known yet (§3)."""
    if not text:
        return ""
    if (code := standing.countries.get(folded(text))) is None:
        raise Refused("unknown_country", text)
    if refusal := standing.regions.get(code):
        raise Refused(refusal, text)
    return code


def language_of(text: str, standing: Standing) -> str:
    """A code or a name in either language; nothing is the batch's own."""
    if not text:
        return standing.terms.language
    if (code := standing.languages.get(folded(text))) is None:
        raise Refused("unknown_language", text)
    return code


def name_for(base: str, line: int) -> str:
    """The name of granular rights for one row: they are unique in the company (R-100), so the line is in it."""
    return f"{base} {line}" if base else ""


def recognise(titles: Collection[str], known: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Which column holds what, by its title; `known` are the titles shown in each language."""
    meant = {folded(title): key for key, names in known.items() for title in (*ALSO[key], *names)}
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        key = meant.get(folded(title))
        if key:
            found.setdefault(key, place)
    return found


def are_all_known(titles: Collection[str], columns: Mapping[str, int], reasons: Collection[str] = ()) -> bool:
    """Whether nobody has to say what a column means; `reasons` are the titles of `REASON`, which is passed over."""
    passed = {folded(each) for each in reasons}
    return REQUIRED in columns and len(columns) == sum(folded(title) not in passed for title in titles)


def cells_by_column(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    """A row's cells by the keys of `COLUMNS`; a column or cell that is not there is empty."""
    by_place = dict(enumerate(cells))
    return {key: by_place.get(columns.get(key, -1), "") for key in COLUMNS}
