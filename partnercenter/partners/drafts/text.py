"""Subject and body of a partnership request's mail, and the fixed box beside them (decisions §4, K36)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.canonical.linkish import find_link
from partnercenter.outbox.boxes import Box, as_text
from partnercenter.outbox.handing import Draft
from partnercenter.pages.sentences import in_brackets, one_after_another
from partnercenter.pages.times import find_zone, last_instant, say_day, say_last_day, zone_label
from partnercenter.partners.drafts.words import letter_in, words_in
from partnercenter.partners.letters import Words, fill_places, is_sendable
from partnercenter.partners.models import LetterKind, PartnershipRequest
from partnercenter.partners.own_letters import standard_template
from partnercenter.partners.senders import reply_address_of
from partnercenter.partners.statements import NO_CUSTOMERS_REQUEST, WHAT_IT_IS, WHAT_STAYS


def starting_words(request: PartnershipRequest) -> Words:
    """What the mail begins with: the provider's standard template, else the portal's own letter."""
    return words_of(request, LetterKind.PARTNERSHIP, values_of(request))


def reminder_words(request: PartnershipRequest) -> Words:
    """What the reminder says: the provider's standard template for it, else the portal's own letter."""
    values = values_of(request) | {"subject": request.subject, "asked_on": asked_on(request)}
    return words_of(request, LetterKind.PARTNERSHIP_REMINDER, values)


def words_of(request: PartnershipRequest, kind: LetterKind, values: dict[str, str]) -> Words:
    """The standard template's words, unless names make a link of them or too long a text."""
    template = standard_template(request.provider, kind, request.language)
    if template:
        words = fill_places(Words(template.subject, template.body), values)
        if is_sendable(words, names=[request.provider.legal_name, values.get("subject", "")]):
            return words
    return fill_places(letter_in(request.language, kind), values)


def default_subject(request: PartnershipRequest) -> str:
    """The subject of the portal's own letter; a very long name of a company is cut, nothing else."""
    return fill_places(letter_in(request.language, LetterKind.PARTNERSHIP), values_of(request)).subject


def default_body(request: PartnershipRequest) -> str:
    """The body of the portal's own letter, with the link's place."""
    return fill_places(letter_in(request.language, LetterKind.PARTNERSHIP), values_of(request)).body


def values_of(request: PartnershipRequest) -> dict[str, str]:
    """What fills the places of a letter about this request."""
    words, sender, partner = words_in(request.language), sender_name(request), request.provider.legal_name
    own = {"partner": partner, "sender": sender}
    to = words.to_person if request.recipient_name else words.to_nobody
    with override(request.language):
        cloud = request.cloud.name
    return own | {
        "greeting": to.format(recipient=request.recipient_name),
        "recipient": request.recipient_name,
        "opening": (words.opening if sender else words.opening_nameless).format(**own),
        "cloud": cloud,
        "answer_by": answer_by(request),
        "closing": words.closing.format(**own) if sender else partner,
    }


def asked_on(request: PartnershipRequest) -> str:
    """The day on which the request was sent, in the provider's zone, as the letter says it."""
    with override(request.language):
        return say_day((request.sent_at or timezone.now()).astimezone(find_zone(request.provider.time_zone)).date())


def answer_by(request: PartnershipRequest) -> str:
    """The last day for an answer, in the provider's zone, as the letter says it."""
    last = last_instant(request.expires_at, request.provider.time_zone)
    with override(request.language):
        return words_in(request.language).answer_by.format(day=say_day(last.date()), zone=zone_label(last))


def sender_name(request: PartnershipRequest) -> str:
    """The owner's name; empty where there is none, or where it looks like a link (T7)."""
    name = request.owner.user.display_name
    return "" if find_link(name) else name


def reply_address(request: PartnershipRequest) -> str:
    """Where answers to the mail go: the provider's own address, else the owner of the request."""
    return reply_address_of(request.provider, request.owner)


def fixed_box(request: PartnershipRequest, language: str = "") -> Box:
    """What the sender cannot change, in `language`, by default the recipient's."""
    with override(language or request.language):
        return Box(
            title=_("From Partner Center. The sender cannot change this part."),
            row=_("%(label)s: %(value)s"),
            rows=box_rows(request),
            stays=_("What stays as it is"),
            points=[str(point) for point in WHAT_STAYS],
            report=_("Not expecting this? Ignore this e-mail. Nothing changes without an answer."),
        )


def box_rows(request: PartnershipRequest) -> list[tuple[str, str]]:
    """The rows in the language of the moment."""
    provider, sender = request.provider, sender_name(request)
    return [
        (_("Who asks"), f"{provider.legal_name}{in_brackets(sender)}" if sender else provider.legal_name),
        (_("What is asked"), one_after_another(WHAT_IT_IS, NO_CUSTOMERS_REQUEST)),
        (_("Cloud"), request.cloud.name),
        (_("Answer by"), say_last_day(request.expires_at, provider.time_zone)),
    ]


def draft_of(request: PartnershipRequest, link: str) -> Draft:
    """The mail as it stands, with the address of its link, to hand over."""
    return Draft(
        recipient=request.recipient_email,
        subject=request.subject,
        body=request.body,
        box=as_text(fixed_box(request)),
        link=link,
        language=request.language,
    )
