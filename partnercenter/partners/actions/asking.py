"""A provider asks for a partnership: one row with its first link (R-62)."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from partnercenter.canonical.domains import is_free_mail
from partnercenter.canonical.emails import domain_of, email_key
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.markets import today
from partnercenter.links.issuing import issue_link
from partnercenter.links.numbers import new_number
from partnercenter.pages.busy import wait_at_most
from partnercenter.pages.lives import end_of_life
from partnercenter.partners import partnership_rules as rules
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.actions.actors import log
from partnercenter.partners.addresses import PURPOSE
from partnercenter.partners.drafts.text import starting_words
from partnercenter.partners.models import PartnerMembership, PartnershipRequest
from partnercenter.partners.models.requests import DEFAULT_LIFE
from partnercenter.partners.partnership_queries import made_before
from partnercenter.partners.queries import confirmed_domains


@dataclass(frozen=True, kw_only=True)
class PartnershipTerms:
    """To whom the request goes, if to anybody in particular, and for how long. Field names are the model's."""

    recipient_email: str = ""
    recipient_name: str = ""
    language: str = "en"
    reminds: bool = True
    life_days: int = DEFAULT_LIFE

    @classmethod
    def of(cls, request: PartnershipRequest) -> "PartnershipTerms":
        """What a request asked for, to ask for it again."""
        return cls(**{each.name: getattr(request, each.name) for each in fields(cls)})


def ask_for_partnership(*, terms: PartnershipTerms, request_key: UUID, by: PartnerMembership) -> PartnershipRequest:
    """Make the request with its living link, owned by `by`. The same `request_key` gives the first result again (D9).

    Raises ValidationError by field where a rule is broken, `request_key` for the same key with other terms;
    PermissionDenied where the roles do not allow it.
    """
    try:
        return ask_once(terms, request_key, by=by)
    except IntegrityError:  # the unique index is the backstop: the same form came twice at once
        earlier = made_before(by.partner, request_key)
        if earlier is None:
            raise
        return same_again(earlier, terms)


@transaction.atomic
def ask_once(terms: PartnershipTerms, request_key: UUID, *, by: PartnerMembership) -> PartnershipRequest:
    """The row, its link and its event, or the first result."""
    wait_at_most()
    check_role(by)
    earlier = made_before(by.partner, request_key)
    if earlier:
        return same_again(earlier, terms)
    check_terms(terms, by=by)
    made = new_request(terms, request_key, by=by)
    made.save(force_insert=True)
    issue_link(made, purpose=PURPOSE)
    log("partnershiprequest.created", made, by, partner=made.provider)
    return made


def check_role(by: PartnerMembership) -> None:
    """PermissionDenied unless the colleague may ask for partnerships (decisions §9)."""
    if by.left_at or allowed(by.roles, Capability.REQUEST_PARTNERSHIP) is Allowed.NO:
        raise PermissionDenied(why_not(by.roles, Capability.REQUEST_PARTNERSHIP))


def same_again(request: PartnershipRequest, terms: PartnershipTerms) -> PartnershipRequest:
    """The first result, if the second attempt asks for the same."""
    if all(getattr(request, name) == value for name, value in vars(terms).items()):
        return request
    raise ValidationError(
        _("This form has been sent before, with other answers. Open it again to make another request."),
        code="request_key",
    )


def check_terms(terms: PartnershipTerms, *, by: PartnerMembership) -> None:
    """Every rule on what may be asked, so that a form shows all refusals at once."""
    refused = Refusals()
    refused.gather("", rules.check_may_ask, by.partner)
    refused.gather("life_days", rules.check_life, terms.life_days)
    if terms.recipient_email:
        own = own_domains(by)
        refused.gather("recipient_email", rules.check_recipient, terms.recipient_email, own_domains=own)
    refused.raise_any()


def own_domains(by: PartnerMembership) -> list[str]:
    """The provider's confirmed domains and the one of the colleague's address, unless everybody has addresses there."""
    colleague = domain_of(by.user.email)
    return [*confirmed_domains(by.partner), *([] if is_free_mail(colleague) else [colleague])]


def new_request(terms: PartnershipTerms, request_key: UUID, *, by: PartnerMembership) -> PartnershipRequest:
    """The row as it will stand, with the words that it begins with; not saved yet."""
    made = PartnershipRequest(
        number=new_number("P", today().year),
        request_key=request_key,
        cloud=by.partner.cloud,
        provider=by.partner,
        owner=by,
        created_by=by.user,
        recipient_key=email_key(terms.recipient_email) if terms.recipient_email else "",
        expires_at=end_of_life(terms.life_days, zone=by.partner.time_zone),
        **vars(terms),
    )
    words = starting_words(made)
    made.subject, made.body = words.subject, words.body
    return made
