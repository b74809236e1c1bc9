"""Subject and body: the default ones, what may be written instead, and the link put in its place (decisions §4)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import override

from customers.grants.queries.roles import role_names
from invitations import parties
from invitations.drafts.words import LetterWords, letter_in, words_in
from invitations.models import Invitation
from partnercenter.canonical.linkish import find_link
from partnercenter.links import words as words_of_link
from partnercenter.pages.lives import end_of_life
from partnercenter.pages.sentences import listed, one_stop
from partnercenter.pages.times import find_zone, last_instant, say_day, zone_label
from partnercenter.partners.letters import Words, fill_places, is_sendable
from partnercenter.partners.models import LetterKind, MailTemplate
from partnercenter.partners.own_letters import standard_template
from partnercenter.partners.senders import reply_address_of


def subject_of(invitation: Invitation) -> str:
    """The subject as it was edited, else the one that it begins with."""
    return invitation.subject or starting_words(invitation).subject


def body_of(invitation: Invitation) -> str:
    """The body as it was edited, else the one that it begins with; with the placeholder, never with the token."""
    return invitation.body or starting_words(invitation).body


def starting_words(invitation: Invitation) -> Words:
    """What the mail begins with: the partner's standard template for such a request, else the portal's own letter."""
    template = standard_template(invitation.partner, letter_kind(invitation), invitation.language)
    return written(template, invitation) if template else own_words(invitation)


def letter_kind(invitation: Invitation) -> LetterKind:
    """Which of the partner's templates the request's mail begins with."""
    if not invitation.with_relationship:
        return LetterKind.RIGHTS
    return LetterKind.WITH_RIGHTS if invitation.asks_rights else LetterKind.RELATIONSHIP


def written(template: MailTemplate | Words, invitation: Invitation) -> Words:
    """Words with places for this request; the portal's own where names make a link of them, or too long a text."""
    words = fill_places(Words(template.subject, template.body), values_of(invitation))
    return words if is_sendable(words, names=asking_names(invitation)) else own_words(invitation)


def own_words(invitation: Invitation) -> Words:
    """K34 with the sentence on rights that fits (K35), in the recipient's language."""
    return fill_places(letter_in(invitation.language, letter_kind(invitation)), values_of(invitation))


def default_subject(invitation: Invitation) -> str:
    """The subject of the portal's own letter; a very long name of a company is cut, nothing else."""
    return own_words(invitation).subject


def default_body(invitation: Invitation) -> str:
    """The body of the portal's own letter."""
    return own_words(invitation).body


def reminder_words(invitation: Invitation) -> Words:
    """What the reminder says: the partner's standard template for it, else the portal's own letter."""
    values = values_of(invitation) | {"subject": subject_of(invitation), "asked_on": asked_on(invitation)}
    template = standard_template(invitation.partner, LetterKind.REMINDER, invitation.language)
    if template:
        words = fill_places(Words(template.subject, template.body), values)
        if is_sendable(words, names=[*asking_names(invitation), values["subject"]]):
            return words
    return fill_places(letter_in(invitation.language, LetterKind.REMINDER), values)


def asked_on(invitation: Invitation) -> str:
    """The day on which the request was sent, in the partner's zone, as the letter says it."""
    with override(invitation.language):
        sent_at = (invitation.sent_at or timezone.now()).astimezone(find_zone(invitation.partner.time_zone))
        return say_day(sent_at.date())


def values_of(invitation: Invitation) -> dict[str, str]:
    """What fills the places of a letter about this request."""
    words, sender = words_in(invitation.language), sender_name(invitation)
    partner = invitation.partner.legal_name
    own = {"partner": partner, "sender": sender}
    return own | {
        "greeting": greeting(invitation, words),
        "customer": invitation.customer_name or words.your_organisation,
        "recipient": invitation.recipient_name,
        "opening": (words.opening if sender else words.opening_nameless).format(**own),
        "asks": what_is_asked(invitation, words),
        "rights": rights_sentence(invitation, words),
        "answer_by": answer_by(invitation, words),
        "approver": words.global_admin if invitation.asks_rights else words.any_admin,
        "closing": (words.closing if sender else words.closing_nameless).format(**own),
    }


def what_is_asked(invitation: Invitation, words: LetterWords) -> str:
    """What the partner wants to do, and for which rights it asks."""
    asks = words.asks_relationship if invitation.with_relationship else words.asks_alone
    return asks.format(
        customer=invitation.customer_name or words.your_organisation,
        rights=on_behalf(invitation, words) + rights_sentence(invitation, words),
    )


def greeting(invitation: Invitation, words: LetterWords) -> str:
    """To whom the letter speaks: company and person where the language has both lines."""
    person = words.to_person if invitation.recipient_name else words.to_nobody
    company = words.to_company if invitation.customer_name else ""
    lines = [company.format(customer=invitation.customer_name), person.format(recipient=invitation.recipient_name)]
    return "\n".join(line for line in lines if line)


def on_behalf(invitation: Invitation, words: LetterWords) -> str:
    """For whom a provider asks, so that letter and fixed box name the same partner; empty otherwise."""
    reseller = invitation.on_behalf_of
    return one_stop(words.on_behalf.format(reseller=reseller.legal_name)) if reseller else ""


def rights_sentence(invitation: Invitation, words: LetterWords | None = None) -> str:
    """K35: what the letter says about rights."""
    words = words or words_in(invitation.language)
    if invitation.rights == Invitation.Rights.NONE:
        return words.no_rights
    if invitation.rights == Invitation.Rights.FULL:
        return words.full_rights if invitation.with_relationship else words.full_alone
    granular = words.granular_rights if invitation.with_relationship else words.granular_alone
    return granular.format(days=invitation.days, roles=listed(roles_in(invitation), invitation.language))


def roles_in(invitation: Invitation) -> list[str]:
    """What the roles are called in the recipient's language."""
    with override(invitation.language):
        return role_names(invitation.roles)


def answer_by(invitation: Invitation, words: LetterWords | None = None) -> str:
    """The last day for an answer, in the partner's zone, as the letter says it."""
    words, zone = words or words_in(invitation.language), invitation.partner.time_zone
    last = last_instant(expiry_of(invitation), zone)
    with override(invitation.language):
        return words.answer_by.format(day=say_day(last.date()), zone=zone_label(last))


def expiry_of(invitation: Invitation) -> datetime:
    """When the link ends: what is stored, or what a draft would get if it were released now."""
    return invitation.expires_at or end_of_life(invitation.life_days, zone=invitation.partner.time_zone)


def sender_name(invitation: Invitation) -> str:
    """The owner's name; empty where there is none, or where it looks like a link (T7)."""
    name = invitation.owner.user.display_name
    return "" if find_link(name) else name


def check_subject(text: str, *, invitation: Invitation) -> str:
    """`links.words.check_subject`; the legal names of who asks may look like a domain."""
    return words_of_link.check_subject(text, names=asking_names(invitation))


def check_body(text: str, *, invitation: Invitation) -> str:
    """`links.words.check_body`; the legal names of who asks may look like a domain."""
    return words_of_link.check_body(text, names=asking_names(invitation))


def reply_address(invitation: Invitation) -> str:
    """Where answers to the mail go: the partner's own address, else the owner of the request."""
    return reply_address_of(invitation.partner, invitation.owner)


def asking_names(invitation: Invitation) -> tuple[str, str]:
    """Legal name of who asks, and of the provider it asks through (empty for a direct request)."""
    provider = parties.provider_of(invitation)
    return parties.reseller_of(invitation).legal_name, provider.legal_name if provider else ""
