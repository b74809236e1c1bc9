"""What the mail of a request can begin with: the portal's own letter, and the partner's templates of its kind."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from invitations.drafts.text import body_of, letter_kind, own_words, subject_of, written
from invitations.models import Invitation
from partnercenter.partners.letters import Words
from partnercenter.partners.own_letters import templates_of

OWN = "own"


@dataclass(frozen=True)
class Beginning:
    """One of them, with its words for this request; `is_used` where the mail still says them."""

    value: str
    name: str
    words: Words
    is_used: bool


def beginnings_of(invitation: Invitation) -> list[Beginning]:
    """The portal's own letter first, then the partner's templates; one query."""
    now = Words(subject_of(invitation), body_of(invitation))
    own = own_words(invitation)
    found = [Beginning(OWN, _("Partner Center’s own text"), own, own == now)]
    templates = templates_of(invitation.partner).filter(kind=letter_kind(invitation), language=invitation.language)
    for template in templates:
        words = written(template, invitation)
        found.append(Beginning(str(template.public_id), template.name, words, words == now))
    return found
