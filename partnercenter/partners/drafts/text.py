"""Subject and body of a partnership request's mail, and the fixed box beside them (decisions §4, K36)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.canonical.linkish import find_link
from partnercenter.links.words import LINK_PLACE, LONGEST_SUBJECT
from partnercenter.outbox.boxes import Box, as_text
from partnercenter.outbox.handing import Draft
from partnercenter.pages.sentences import in_brackets, one_after_another
from partnercenter.pages.times import last_instant, say_day, say_last_day, zone_label
from partnercenter.partners.drafts.words import words_in
from partnercenter.partners.models import PartnershipRequest
from partnercenter.partners.statements import NO_CUSTOMERS_REQUEST, WHAT_IT_IS, WHAT_STAYS


def default_subject(request: PartnershipRequest) -> str:
    """In the recipient's language; a very long name of a company is cut, nothing else."""
    words, name = words_in(request.language), request.provider.legal_name
    room = LONGEST_SUBJECT - len(words.subject.format(provider=""))
    return words.subject.format(provider=name if len(name) <= room else f"{name[: room - 1]}…")


def default_body(request: PartnershipRequest) -> str:
    """The letter in the recipient's language, with the link's place."""
    words, sender, provider = words_in(request.language), sender_name(request), request.provider.legal_name
    own = {"provider": provider, "sender": sender}
    to = words.to_person if request.recipient_name else words.to_nobody
    with override(request.language):
        cloud = request.cloud.name
    return words.body.format(
        greeting=to.format(recipient=request.recipient_name),
        opening=(words.opening if sender else words.opening_nameless).format(**own),
        cloud=cloud,
        answer_by=answer_by(request),
        closing=words.closing.format(**own) if sender else provider,
        link=LINK_PLACE,
    )


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
    """Where answers to the mail go: the owner of the request."""
    return request.owner.user.email


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
