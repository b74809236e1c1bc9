"""The mails of partnership requests with sample names, for the pages of templates: written by the code that sends."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.renderers import Letter
from partnercenter.pages.lives import end_of_life
from partnercenter.partners.drafts.text import asked_on, starting_words, values_of
from partnercenter.partners.drafts.words import letter_in
from partnercenter.partners.letters import LetterForm, Words, fill_places, places, register
from partnercenter.partners.mails.requests import letter_with
from partnercenter.partners.models import LetterKind, PartnerMembership, PartnershipRequest
from partnercenter.partners.models.requests import DEFAULT_LIFE

COMMON = ("greeting", "opening", "recipient", "cloud", "answer_by", "partner", "sender", "closing", "link")
REMINDING = (*COMMON, "subject", "asked_on")
NAMES = {"en": "Haruka Nishi", "ja": "西 遥"}


def sample_request(by: PartnerMembership, language: str) -> PartnershipRequest:
    """A partnership request that is in no table, to a sample person."""
    return PartnershipRequest(
        provider=by.partner,
        cloud=by.partner.cloud,
        owner=by,
        number="P-0000-000000",
        recipient_name=NAMES.get(language[:2], NAMES["en"]),
        recipient_email="h.nishi@example.com",
        language=language,
        expires_at=end_of_life(DEFAULT_LIFE, zone=by.partner.time_zone),
        sent_at=timezone.now() - timedelta(days=7),
    )


def sample(by: PartnerMembership, language: str, words: Words, *, kind: LetterKind) -> Letter:
    """The letter that would be sent with these words."""
    asked = sample_request(by, language)
    values = values_of(asked)
    if kind == LetterKind.PARTNERSHIP_REMINDER:
        values |= {"subject": starting_words(asked).subject, "asked_on": asked_on(asked)}
    return letter_with(fill_places(words, values), asked, main_address("home") + "p/…/", language)


for _kind in (LetterKind.PARTNERSHIP, LetterKind.PARTNERSHIP_REMINDER):
    register(
        _kind,
        LetterForm(
            places=places(*(REMINDING if _kind == LetterKind.PARTNERSHIP_REMINDER else COMMON)),
            own_words=partial(letter_in, kind=_kind),
            sample=partial(sample, kind=_kind),
        ),
    )
