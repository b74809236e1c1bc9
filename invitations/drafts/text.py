"""Subject and body: the default ones, what may be written instead, and the link put in its place (decisions §4)."""

from datetime import datetime

from django.utils.translation import override

from customers.grants.queries.roles import role_names
from invitations import parties
from invitations.drafts.words import LetterWords, words_in
from invitations.models import Invitation
from partnercenter.canonical.linkish import find_link
from partnercenter.links import words as words_of_link
from partnercenter.links.words import LINK_PLACE, LONGEST_SUBJECT
from partnercenter.pages.lives import end_of_life
from partnercenter.pages.sentences import listed, one_stop
from partnercenter.pages.times import last_instant, say_day, zone_label


def subject_of(invitation: Invitation) -> str:
    """The subject as it was edited, else the default one."""
    return invitation.subject or default_subject(invitation)


def body_of(invitation: Invitation) -> str:
    """The body as it was edited, else the default one; with the placeholder, never with the token."""
    return invitation.body or default_body(invitation)


def default_subject(invitation: Invitation) -> str:
    """K34's subject in the recipient's language; a very long name of a company is cut, nothing else."""
    words, name = words_in(invitation.language), invitation.partner.legal_name
    subject = words.subject if invitation.with_relationship else words.subject_alone
    room = LONGEST_SUBJECT - len(subject.format(partner=""))
    return subject.format(partner=name if len(name) <= room else f"{name[: room - 1]}…")


def default_body(invitation: Invitation) -> str:
    """K34 with the sentence on rights that fits (K35), in the recipient's language."""
    words, sender = words_in(invitation.language), sender_name(invitation)
    partner = invitation.partner.legal_name
    own = {"partner": partner, "sender": sender}
    return words.body.format(
        greeting=greeting(invitation, words),
        opening=(words.opening if sender else words.opening_nameless).format(**own),
        asks=what_is_asked(invitation, words),
        answer_by=answer_by(invitation, words),
        approver=words.global_admin if invitation.asks_rights else words.any_admin,
        closing=(words.closing if sender else words.closing_nameless).format(**own),
        link=LINK_PLACE,
    )


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
    """Where answers to the mail go: the owner of the request."""
    return invitation.owner.user.email


def asking_names(invitation: Invitation) -> tuple[str, str]:
    """Legal name of who asks, and of the provider it asks through (empty for a direct request)."""
    provider = parties.provider_of(invitation)
    return parties.reseller_of(invitation).legal_name, provider.legal_name if provider else ""
