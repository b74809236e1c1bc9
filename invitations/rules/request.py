"""What may be asked: by this cloud, in this capacity, to this addressee (decisions §2-§4, §7). Pure checks.

Each refusal says what is so, why, and what to do, and carries a code. `Cloud allows` rows are data: never a name.
"""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from invitations.asking import Terms
from invitations.models import LONGEST_LIFE, SHORTEST_LIFE, Invitation
from partnercenter.canonical.domains import is_free_mail
from partnercenter.canonical.emails import check_recipient_local, domain_of
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.hosts import portal_domains
from partnercenter.clouds.models import CloudRegion, IndirectModel
from partnercenter.partners.models import Capacity, Partner
from partnercenter.partners.request_rules import capacities_of, why_no_capacity

Rights = Invitation.Rights


def gather_refusals(
    refused: Refusals, partner: Partner, terms: Terms, *, providers: Collection[Partner], resellers: Collection[Partner]
) -> None:
    """Every rule on what is asked that needs no look-up but for those whom the partner works with now.

    The table of `print_rules` is made of the same call.
    """
    refused.gather("rights", check_rights, partner.cloud, terms.rights)
    refused.gather("", check_relationship, partner.cloud, terms)
    refused.gather("way", check_capacity, partner, terms, providers=providers)
    refused.gather("way", check_on_behalf, partner, terms, resellers=resellers)
    refused.gather("rights_to", check_rights_holder, partner, terms)
    refused.gather("life_days", check_life, terms.life_days)
    refused.gather("is_reusable", check_reuse, terms)


def check_rights(cloud: CloudRegion, rights: str) -> None:
    """The cloud allows a request with these rights (S3, R-20). Code `rights_not_in_cloud`."""
    reason = why_no_rights(cloud, rights)
    if reason:
        raise ValidationError(reason, code="rights_not_in_cloud")


def why_no_rights(cloud: CloudRegion, rights: str) -> str:
    """Why the cloud does not allow this kind of rights, for the row of the choice; empty where it does (K33)."""
    if rights == Rights.NONE and not cloud.allows_no_rights:
        return _("Not available in %(cloud)s: there, every request has to include administrator rights.") % {
            "cloud": cloud.name
        }
    if rights == Rights.FULL and not cloud.allows_full_rights:
        return _("Not available in %(cloud)s: full rights do not exist there.") % {"cloud": cloud.name}
    if rights == Rights.GRANULAR and not cloud.allows_granular_rights:
        return _("Not available in %(cloud)s: granular rights do not exist there.") % {"cloud": cloud.name}
    return ""


def check_relationship(cloud: CloudRegion, terms: Terms) -> None:
    """Of a stranger only granular rights are asked without a relationship; beside one that stands, full ones too.

    Decisions §4. Code `nothing_asked`.
    """
    may_stand_alone = terms.rights == Rights.GRANULAR or (terms.rights == Rights.FULL and terms.customer)
    if not terms.with_relationship and not may_stand_alone:
        raise ValidationError(
            _("Only granular rights can be asked without a relationship. Ask for the relationship as well."),
            code="nothing_asked",
        )


def check_capacity(partner: Partner, terms: Terms, *, providers: Collection[Partner]) -> None:
    """The partner may ask in this capacity, through this provider. `providers` are those it works with now.

    Codes `capacity`, `provider_missing`, `provider_not_partner`, `provider_unwanted`.
    """
    if terms.capacity not in capacities_of(partner):
        raise ValidationError(why_no_capacity(partner) or other_capacity(partner), code="capacity")
    if terms.capacity != Capacity.RESELLER and terms.provider:
        raise ValidationError(
            _("Only an indirect reseller asks through a provider. Leave the provider out."),
            code="provider_unwanted",
        )
    if terms.capacity == Capacity.RESELLER:
        check_provider(terms.provider, providers=providers)


def other_capacity(partner: Partner) -> str:
    """The refusal of a capacity that the partner does not have."""
    return _("%(partner)s cannot ask in this capacity. Choose one of those that are shown.") % {
        "partner": partner.legal_name
    }


def check_provider(provider: Partner | None, *, providers: Collection[Partner]) -> None:
    """An indirect reseller names a provider, with a partnership in force (R-62)."""
    if provider is None:
        raise ValidationError(
            _("Choose the indirect provider through which you sell. Every request of a reseller names one."),
            code="provider_missing",
        )
    if provider not in providers:
        raise ValidationError(
            _(
                "You have no partnership in force with this provider. Choose one that you work with, or ask for a "
                "partnership first."
            ),
            code="provider_not_partner",
        )


def check_on_behalf(partner: Partner, terms: Terms, *, resellers: Collection[Partner]) -> None:
    """A provider asks for a reseller only where the reseller cannot ask itself (R-54). Code `on_behalf`."""
    if terms.on_behalf_of is None:
        return
    invites = partner.cloud.indirect_model == IndirectModel.PROVIDER_INVITES
    if not invites or terms.capacity != Capacity.PROVIDER or terms.on_behalf_of not in resellers:
        raise ValidationError(
            _(
                "A provider can ask for a reseller only where the reseller cannot ask itself, and only for one that "
                "it works with."
            ),
            code="on_behalf",
        )


def check_rights_holder(partner: Partner, terms: Terms) -> None:
    """Rights go to the partner that asks, or to the reseller it asks for (decisions §4). Code `rights_holder`."""
    if terms.rights_holder not in (None, partner, terms.on_behalf_of):
        raise ValidationError(
            _("The rights can go to the partner that asks or to the reseller it asks for, to nobody else."),
            code="rights_holder",
        )


def check_life(life_days: int) -> None:
    """A link lives 1 to 90 days (decisions §4). Code `life_days`."""
    if not SHORTEST_LIFE <= life_days <= LONGEST_LIFE:
        raise ValidationError(
            _("Enter a number of days from %(least)d to %(most)d."),
            code="life_days",
            params={"least": SHORTEST_LIFE, "most": LONGEST_LIFE},
        )


def check_reuse(terms: Terms) -> None:
    """Reusable requests have no addressee and ask for none or full rights (decisions §4).

    Codes `reusable_addressed`, `reusable_granular`, `use_limit`.
    """
    if not terms.is_reusable:
        if terms.use_limit is not None:
            raise ValidationError(
                _("Only a link that can be used repeatedly has a limit. Leave the limit empty."),
                code="use_limit",
            )
        return
    if terms.recipient_email:
        raise ValidationError(
            _(
                "A link that can be used repeatedly has no recipient. Leave the e-mail address empty, or choose a "
                "link for one answer."
            ),
            code="reusable_addressed",
        )
    if terms.rights == Rights.GRANULAR:
        raise ValidationError(
            _("A link that can be used repeatedly asks for no rights or for full rights only."),
            code="reusable_granular",
        )


def check_recipient(email: str, *, own_domains: Iterable[str], is_partners: bool, cloud: CloudRegion) -> None:
    """Nobody of the partner's own, of the portal's, of another partner's (S2, while the cloud's flag says so).

    `is_partners`: the address lies in the domain of a partner of this cloud. Codes `own_domain`, `partner_domain`,
    `reserved_local_part`, `portal_domain`.
    """
    check_recipient_local(email, portal_domains=portal_domains())
    domain = domain_of(email)
    if any(f".{domain}".endswith(f".{own}") for own in own_domains):
        raise ValidationError(
            _(
                "This address belongs to your own company, and nobody can answer for a customer there. Enter an "
                "address of the customer."
            ),
            code="own_domain",
        )
    if is_partners and not cloud.allows_partner_to_partner:
        raise ValidationError(
            _(
                "This address belongs to another partner, and at present a partner cannot resell to a partner. Enter "
                "an address of a customer."
            ),
            code="partner_domain",
        )


def own_domain_of(email: str) -> list[str]:
    """The domain of a colleague's address; none where it hands out mailboxes to the public."""
    domain = domain_of(email)
    return [] if is_free_mail(domain) else [domain]
