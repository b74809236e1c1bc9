"""The words of a mail with places for names, and how they are filled: the portal's own and partners' templates alike.

A place is a name in braces. `{link}` stays as it is: the link itself is put in when the mail is written.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.canonical.linkish import check_no_links
from partnercenter.links.words import LINK_PLACE, LONGEST_SUBJECT, check_body, check_subject
from partnercenter.outbox.renderers import Letter
from partnercenter.partners.models import LetterKind, Partner, PartnerMembership

PLACE = re.compile(r"\{([a-z_]+)\}")
LIKE_A_PLACE = re.compile(r"[{｛]([^{}｛｝\n]{0,40})[}｝]")  # also what somebody meant as one: {Customer}, ｛link｝
LINK = "link"
# What fills a place when the words around it are judged: nothing, a word, and the end of a domain. What the names make
# of a text is judged again when it is written (`is_sendable`).
STAND_INS = (" ", "x", "com")
EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Words:
    """Subject and body, with places or filled."""

    subject: str
    body: str


@dataclass(frozen=True)
class Place:
    """A place that a template may hold, and what it stands for."""

    name: str
    meaning: str | Promise

    def __str__(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True)
class LetterForm:
    """What the pages of templates need to know of a kind of mail."""

    places: tuple[Place, ...]
    own_words: Callable[[str], Words]  # the portal's own letter in a language, with its places
    # The mail as it would be sent, written by the code that sends: by a colleague, in a language, with these words.
    sample: Callable[[PartnerMembership, str, Words], Letter]


_forms: dict[LetterKind, LetterForm] = {}


def register(kind: LetterKind, form: LetterForm) -> None:
    """Make a kind of mail known; called by the app that sends it."""
    _forms[kind] = form


def form_of(kind: str) -> LetterForm:
    """What is known of a kind. KeyError where nobody registered it."""
    return _forms[LetterKind(kind)]


PLACES = {
    place.name: place
    for place in (
        Place("greeting", gettext_lazy("the salutation, with company and person as the language has it")),
        Place("opening", gettext_lazy("the sentence that a Japanese letter begins with; empty in English")),
        Place("customer", gettext_lazy("the customer’s company, or “your organisation” where it is not known")),
        Place("recipient", gettext_lazy("the person who is asked; empty where the name is not known")),
        Place("asks", gettext_lazy("what you ask for, in whole sentences")),
        Place("rights", gettext_lazy("the sentence on administrator rights")),
        Place("cloud", gettext_lazy("the name of your cloud")),
        Place("subject", gettext_lazy("the subject of the e-mail that it reminds of")),
        Place("asked_on", gettext_lazy("the day on which that e-mail was sent")),
        Place("answer_by", gettext_lazy("the last day for an answer, with the time zone")),
        Place("approver", gettext_lazy("who has to sign in to accept")),
        Place("partner", gettext_lazy("the legal name of your company")),
        Place("sender", gettext_lazy("the name of the request’s owner; empty where there is none")),
        Place("closing", gettext_lazy("the owner’s name and your company, as a signature")),
        Place(LINK, gettext_lazy("the link; it has to stand in the text exactly once")),
    )
}


def places(*names: str) -> tuple[Place, ...]:
    """Some of the places, in the order of the table."""
    return tuple(place for name, place in PLACES.items() if name in names)


def fill_places(words: Words, values: Mapping[str, str]) -> Words:
    """The words with every place filled but the link's. What fills a place is never read as one."""
    harmless = {name: value.replace("{", "(").replace("}", ")") for name, value in values.items()}
    body = EMPTY_LINES.sub("\n\n", put(words.body, harmless)).strip()
    return Words(fill_subject(words.subject, harmless), body)


def put(text: str, values: Mapping[str, str]) -> str:
    """The text with the places that have a value filled; others stay."""
    return PLACE.sub(lambda found: values.get(found.group(1), found.group()), text)


def fill_subject(subject: str, values: Mapping[str, str]) -> str:
    """A subject within its limit: the longest of what fills its places is cut, nothing else."""
    filled = put(subject, values)
    over = len(filled) - LONGEST_SUBJECT
    if over <= 0:
        return filled
    used = [name for name in PLACE.findall(subject) if name in values]
    longest = max(used, key=lambda name: len(values[name]))
    shorter = values[longest][: max(0, len(values[longest]) - over - 1)]
    return put(subject, {**values, longest: f"{shorter}…"})[:LONGEST_SUBJECT]


def is_sendable(words: Words, *, names: Iterable[str]) -> bool:
    """Whether filled words could be sent as if somebody had typed them: short enough, with one link and no other."""
    known = list(names)
    try:
        check_subject(words.subject, names=known)
        check_body(words.body, names=known)
    except ValidationError:
        return False
    return True


def check_template(words: Words, *, form: LetterForm, partner: Partner) -> None:
    """The words may become a template. Raises ValidationError: what `check_subject` and `check_body` raise, and
    `unknown_place`, `place_in_subject`."""
    known = {place.name for place in form.places}
    check_subject(words.subject, names=[partner.legal_name])
    for text in (words.subject, words.body):
        check_places(text, known)
    if LINK in PLACE.findall(words.subject):
        raise ValidationError(
            _("The link stands in the text, not in the subject. Take %(place)s out of the subject."),
            code="place_in_subject",
            params={"place": LINK_PLACE},
        )
    names = [partner.legal_name]
    for stand_in in STAND_INS:
        filled = dict.fromkeys(known - {LINK}, stand_in)
        check_no_links(put(words.subject, filled), allowed_names=names)
        check_body(put(words.body, filled), names=names)


def check_places(text: str, known: Iterable[str]) -> None:
    """Every place in the text is one that this kind of mail has. Code `unknown_place`."""
    right = {f"{{{name}}}" for name in known}
    for found in LIKE_A_PLACE.finditer(text):
        if found.group() not in right:
            raise ValidationError(
                _("%(place)s stands for nothing in this e-mail. Use the places that are listed, or take it out."),
                code="unknown_place",
                params={"place": found.group()},
            )
