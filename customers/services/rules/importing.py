"""What a row of a file of people has to be: judged when the file is checked, and again when the row is written."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.canonical.emails import check_email, domain_of, email_key
from partnercenter.canonical.names import clean_line
from partnercenter.sheets.reading import folded, in_every_language

COLUMNS = {
    "display_name": pgettext_lazy("column of a file", "Name"),
    "user_name": pgettext_lazy("column of a file", "User name"),
    "country": pgettext_lazy("column of a file", "Usage location"),
    "language": pgettext_lazy("column of a file", "Language"),
    "licences": pgettext_lazy("column of a file", "Licences"),
}
REQUIRED = ("display_name", "user_name")
PROBLEMS = {
    "bad_name": _("The name is missing, or cannot be stored."),
    "bad_user_name": _("The user name is no address that a person can sign in with."),
    "foreign_domain": _("%(subject)s is no confirmed domain of the customer."),
    "unknown_country": _("There is no country “%(subject)s”. Write its code, such as JP, or its name."),
    "unknown_language": _("“%(subject)s” is no language of this portal. Write en or ja."),
    "twice": _("This user name stands in an earlier row already."),
    "unknown_licence": _("The customer has no active licence subscription “%(subject)s” that you may assign."),
    "no_seat": _("%(subject)s has no free seat for this row."),
    "already_there": _("The person is in the directory already, and has all these licences."),
}
BETWEEN = re.compile(r"[;；、\n]")
NAME_LENGTH = 150


@dataclass(frozen=True)
class Seats:
    """A subscription, what it is called in each language, and how many of its seats are free."""

    key: int
    names: tuple[str, ...]
    free: int


@dataclass(frozen=True)
class Newcomer:
    """Somebody out of a row, with the cells as they are stored; `person` is the key of one who is there already."""

    display_name: str
    user_name: str
    country: str
    language: str
    licences: tuple[int, ...]
    person: int | None = None

    @property
    def key(self) -> str:
        return email_key(self.user_name)


@dataclass(frozen=True)
class Problem:
    """Why a row is not imported: a code of `PROBLEMS`, and what it is about."""

    code: str
    subject: str = ""


@dataclass
class Directory:
    """What rows are judged against, and what the rows before have taken of it.

    `people` by user name key; `seats` by subscription's key; `held` are pairs of person and subscription.
    """

    domains: Collection[str]
    countries: Mapping[str, str]
    languages: Mapping[str, str]
    country: str
    language: str
    people: Mapping[str, int] = field(default_factory=dict)
    seats: dict[int, Seats] = field(default_factory=dict)
    held: Collection[tuple[int, int]] = ()
    seen: set[str] = field(default_factory=set)

    def take(self, newcomer: Newcomer) -> None:
        """The row is good: its user name and its seats are gone for the rows behind it."""
        self.seen.add(newcomer.key)
        for key in newcomer.licences:
            free = self.seats[key]
            self.seats[key] = Seats(free.key, free.names, free.free - 1)


def titles() -> dict[str, list[str]]:
    """The titles that mean each column."""
    return in_every_language(COLUMNS)


def judge(cells: Mapping[str, str], directory: Directory) -> Newcomer | Problem:
    """Who the row brings, or why it brings nobody. Takes nothing yet."""
    try:
        return read(cells, directory)
    except Refused as refused:
        return refused.problem


class Refused(Exception):
    """The row brings nobody."""

    def __init__(self, code: str, subject: str = "") -> None:
        super().__init__(code)
        self.problem = Problem(code, subject[:500])


def read(cells: Mapping[str, str], directory: Directory) -> Newcomer:
    name = stored(clean_name, cells["display_name"], "bad_name")
    user_name = stored(check_email, cells["user_name"], "bad_user_name")
    if (domain := domain_of(user_name)) not in directory.domains:
        raise Refused("foreign_domain", domain)
    key = email_key(user_name)
    if key in directory.seen:
        raise Refused("twice")
    person = directory.people.get(key)
    licences = licences_of(cells["licences"], person, directory)
    if person is not None and not licences:
        raise Refused("already_there")
    country, language = country_of(cells["country"], directory), language_of(cells["language"], directory)
    return Newcomer(name, user_name, country, language, licences, person)


def clean_name(text: str) -> str:
    return clean_line(text, NAME_LENGTH)


def stored(clean: Callable[[str], str], text: str, code: str) -> str:
    """The canonical form of a cell, or the problem `code`."""
    try:
        found = clean(text)
    except ValidationError:
        raise Refused(code) from None
    if not found:
        raise Refused(code)
    return found


def country_of(text: str, directory: Directory) -> str:
    """A code or a name in either language; nothing is the customer's own country."""
    if not text:
        return directory.country
    if (code := directory.countries.get(folded(text))) is None:
        raise Refused("unknown_country", text)
    return code


def language_of(text: str, directory: Directory) -> str:
    """A code or a name in either language; nothing is the customer's own language."""
    if not text:
        return directory.language
    if (code := directory.languages.get(folded(text))) is None:
        raise Refused("unknown_language", text)
    return code


def licences_of(text: str, person: int | None, directory: Directory) -> tuple[int, ...]:
    """The subscriptions that a cell names and the person has not yet; each with a free seat."""
    chosen: list[int] = []
    for name in filter(None, (part.strip() for part in BETWEEN.split(text))):
        found = [each for each in directory.seats.values() if folded(name) in map(folded, each.names)]
        if not found:
            raise Refused("unknown_licence", name)
        if any((person, each.key) in directory.held or each.key in chosen for each in found):
            continue
        chosen.append(roomiest(found, name))
    return tuple(chosen)


def roomiest(found: Iterable[Seats], name: str) -> int:
    """Of several subscriptions with one name, the one with most free seats."""
    best = max(found, key=lambda each: each.free)
    if best.free < 1:
        raise Refused("no_seat", name)
    return best.key
