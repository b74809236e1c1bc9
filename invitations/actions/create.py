"""A new request, as a draft without a link."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.grants.actions import check_name_free
from customers.grants.queries.roles import available_codes
from invitations import access, parties
from invitations.actions.actors import log
from invitations.actions.locking import hold_rows
from invitations.asking import Terms
from invitations.models import Invitation
from invitations.queries.sending import is_name_asked
from invitations.rules import request as rules
from invitations.rules.granular import check_name_unasked, gather_granular
from partnercenter.canonical.emails import domain_of, email_key
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.markets import regions_of, today
from partnercenter.links.numbers import new_number
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import Allowed
from partnercenter.partners.models import Partner, PartnerMembership, Partnership
from partnercenter.partners.queries import partner_owning, providers_of, resellers_of
from partnercenter.partners.rules import check_available, check_cloud_country, check_region

# What a second POST with the same key has to agree in (D9).
COMPARED = (
    *("rights", "capacity", "provider", "on_behalf_of", "with_relationship", "roles", "days", "auto_extends"),
    *("recipient_email", "recipient_name", "customer_name", "customer_country", "customer", "language"),
    *("reference", "reminds", "life_days", "is_reusable", "use_limit", "grant_name"),
)


def create(*, terms: Terms, request_key: UUID, by: PartnerMembership) -> Invitation:
    """Make the draft of a request, owned by `by`. The same `request_key` gives the first result again (D9).

    Raises ValidationError by field where the terms break a rule (decisions §2-§4, §9), `request_key` for the same
    key with other terms; PermissionDenied where the roles do not allow it.
    """
    try:
        return create_once(terms, request_key, by=by)
    except IntegrityError:  # the unique index is the backstop: the same form came twice at once
        earlier = made_before(terms, request_key, by=by)
        if earlier is None:
            refuse_taken_name(terms, by)
            raise
        return earlier


@transaction.atomic
def create_once(terms: Terms, request_key: UUID, *, by: PartnerMembership) -> Invitation:
    """The draft's row and its event, or the first result."""
    made = checked(terms, request_key, by=by)
    if made.pk is None:
        save_new(made, by=by)
    return made


def checked(terms: Terms, request_key: UUID, *, by: PartnerMembership) -> Invitation:
    """A request that breaks no rule, not saved yet; or the first result of the same form. Call in a transaction."""
    wait_at_most()
    earlier = made_before(terms, request_key, by=by)
    if earlier:
        return earlier
    hold_who_asks(terms, by=by)
    check_role(by, terms)
    check_terms(terms, by=by)
    values = terms.as_fields(by.partner) | first_values(terms, by)
    return Invitation(partner=by.partner, request_key=request_key, **values)


def hold_who_asks(terms: Terms, *, by: PartnerMembership) -> None:
    """Nobody leaves, and no partnership that the request goes through ends, before the request can be seen to wait.

    So whoever ends either finds every request that hangs on it (decisions §4).
    """
    for _key, left_at in hold_rows(PartnerMembership._meta.db_table, [by.pk], columns=("left_at",), strength="SHARE"):
        by.left_at = left_at
    pairs = [{"provider": terms.provider, "reseller": by.partner}] if terms.provider else []
    pairs += [{"provider": by.partner, "reseller": terms.on_behalf_of}] if terms.on_behalf_of else []
    for pair in pairs:
        keys = Partnership.objects.filter(**pair, status=Partnership.Status.ACTIVE).values_list("pk", flat=True)
        hold_rows(Partnership._meta.db_table, list(keys))


def save_new(invitation: Invitation, *, by: PartnerMembership) -> None:
    """Insert the row. Its event comes first in the log, whatever state the row begins in."""
    invitation.save(force_insert=True)
    if invitation.asks_granular:
        refused = Refusals()
        refused.gather("grant_name", check_name_free, parties.rights_holder(invitation), invitation.grant_name)
        refused.raise_any()
    log("invitation.created", invitation, by, rights=invitation.rights, capacity=str(invitation.capacity))


def made_before(terms: Terms, request_key: UUID, *, by: PartnerMembership) -> Invitation | None:
    """What the same form made before. Raises ValidationError `request_key` if it had other answers then."""
    earlier = Invitation.objects.filter(partner=by.partner, request_key=request_key)
    return same_again(earlier.get(), terms.as_fields(by.partner)) if earlier.exists() else None


def first_values(terms: Terms, by: PartnerMembership) -> dict[str, object]:
    """What a new row has besides its terms."""
    return {
        "number": new_number("R", today().year),
        "cloud": by.partner.cloud,
        "owner": by,
        "created_by": by.user,
        "recipient_key": email_key(terms.recipient_email) if terms.recipient_email else "",
    }


def same_again(invitation: Invitation, fields: dict[str, object]) -> Invitation:
    """The first result, if the second attempt asks for the same."""
    if all(getattr(invitation, name) == fields[name] for name in COMPARED):
        return invitation
    raise ValidationError(
        _("This form has been sent before, with other answers. Open it again to make another request."),
        code="request_key",
    )


def check_role(by: PartnerMembership, terms: Terms) -> None:
    """The person may ask for this at all, be it as a draft (decisions §9)."""
    if by.left_at or access.may_ask(by, with_rights=terms.asks_rights) is Allowed.NO:
        raise PermissionDenied(access.why_not_ask(by, with_rights=terms.asks_rights))


def check_terms(terms: Terms, *, by: PartnerMembership) -> None:
    """Every rule on what may be asked, so that a form shows all refusals at once."""
    partner, refused = by.partner, Refusals()
    refused.gather("", check_available, partner)
    providers = providers_of(partner) if terms.provider else ()
    resellers = resellers_of(partner) if terms.on_behalf_of else ()
    rules.gather_refusals(refused, partner, terms, providers=providers, resellers=resellers)
    if terms.rights == Invitation.Rights.GRANULAR:
        check_granular(refused, terms, partner)
    for other in terms.partners_beside():
        refused.gather("way", check_available, other)
    if terms.customer_country:
        check_country(refused, terms, partner)
    if terms.recipient_email:
        refused.gather("recipient_email", check_recipient, terms.recipient_email, by)
    refused.raise_any()


def check_granular(refused: Refusals, terms: Terms, partner: Partner) -> None:
    """What granular rights need: a free name, roles that there are, days (R-100, R-101)."""
    gather_granular(refused, terms.granular, available=available_codes())
    if terms.grant_name:
        refused.gather("grant_name", check_name_unasked, is_asked=is_name_asked(partner, terms.grant_name))


def refuse_taken_name(terms: Terms, by: PartnerMembership) -> None:
    """The index on names refused a row: say so at the field. The other request was written at the same moment."""
    refused = Refusals()
    if terms.grant_name:
        refused.gather("grant_name", check_name_unasked, is_asked=is_name_asked(by.partner, terms.grant_name))
    refused.raise_any()


def check_country(refused: Refusals, terms: Terms, partner: Partner) -> None:
    """The cloud's list and the sales regions of everybody who becomes related (decisions §3)."""
    country, day = terms.customer_country, today()
    refused.gather("customer_country", check_cloud_country, partner.cloud, country, day)
    asking = (partner, *terms.partners_beside())
    regions = regions_of([country, *(each.country for each in asking)], day)
    for each in asking:
        refused.gather("customer_country", check_region, each, country, regions)


def check_recipient(email: str, by: PartnerMembership) -> None:
    """Nobody's mailbox but a customer's (case 30). Used again when an address is corrected."""
    owner = partner_owning(by.partner.cloud, domain_of(email))
    own = [domain_of(email)] if owner == by.partner.public_id else rules.own_domain_of(by.user.email)
    rules.check_recipient(email, own_domains=own, is_partners=owner is not None, cloud=by.partner.cloud)
