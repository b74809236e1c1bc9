"""The mails of requests with sample names, for the pages of templates: written by the code that sends."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from invitations.drafts.text import asked_on, body_of, starting_words, subject_of, values_of
from invitations.drafts.words import letter_in
from invitations.mails.asking import letter_with
from invitations.models import DEFAULT_LIFE, Invitation
from partnercenter.clouds.hosts import acceptance_origin
from partnercenter.outbox.renderers import Letter
from partnercenter.pages.lives import end_of_life
from partnercenter.partners.letters import LetterForm, Words, fill_places, places, register
from partnercenter.partners.models import LetterKind, PartnerMembership
from partnercenter.partners.request_rules import capacities_of

COMMON = (
    *("greeting", "opening", "customer", "recipient", "asks", "rights", "answer_by", "approver"),
    *("partner", "sender", "closing", "link"),
)
REMINDING = (*COMMON, "subject", "asked_on")
NAMES = {"en": ("Kenichi Sato", "Minato Seiki"), "ja": ("佐藤 健一", "株式会社みなと精機")}
ROLES, DAYS = ["global_reader", "service_support_administrator"], 365


def sample_request(kind: LetterKind, by: PartnerMembership, language: str) -> Invitation:
    """A request that is in no table: to a sample customer, with granular rights where it asks for any."""
    recipient, customer = NAMES.get(language[:2], NAMES["en"])
    asks = kind != LetterKind.RELATIONSHIP
    return Invitation(
        partner=by.partner,
        cloud=by.partner.cloud,
        owner=by,
        number="R-0000-000000",
        with_relationship=kind != LetterKind.RIGHTS,
        capacity=next(iter(capacities_of(by.partner)), "direct"),
        rights=Invitation.Rights.GRANULAR if asks else Invitation.Rights.NONE,
        rights_holder=by.partner if asks else None,
        roles=ROLES if asks else [],
        days=DAYS if asks else None,
        recipient_name=recipient,
        recipient_email="k.sato@example.com",
        customer_name=customer,
        language=language,
        expires_at=end_of_life(DEFAULT_LIFE, zone=by.partner.time_zone),
        sent_at=timezone.now() - timedelta(days=7),
    )


def sample(by: PartnerMembership, language: str, words: Words, *, kind: LetterKind) -> Letter:
    """The letter that would be sent with these words."""
    asked = sample_request(kind, by, language)
    values = values_of(asked)
    if kind == LetterKind.REMINDER:
        values |= {"subject": starting_words(asked).subject, "asked_on": asked_on(asked)}
    return letter_with(fill_places(words, values), asked, sample_address(asked), language)


def letter_now(invitation: Invitation) -> Letter:
    """The mail of a request with its words as they are now; the link is left out, so that it is not shown."""
    words = Words(subject_of(invitation), body_of(invitation))
    return letter_with(words, invitation, sample_address(invitation), invitation.language)


def sample_address(invitation: Invitation) -> str:
    """Where a link would stand; no page opens with it."""
    return f"{acceptance_origin(invitation.cloud)}/i/…/"


for _kind in (LetterKind.RELATIONSHIP, LetterKind.WITH_RIGHTS, LetterKind.RIGHTS, LetterKind.REMINDER):
    register(
        _kind,
        LetterForm(
            places=places(*(REMINDING if _kind == LetterKind.REMINDER else COMMON)),
            own_words=partial(letter_in, kind=_kind),
            sample=partial(sample, kind=_kind),
        ),
    )
