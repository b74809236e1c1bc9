"""The gate: every check between an opened link and a decision, in the order of decisions §5.

`inspect` gives the first obstacle, or the `Decision` that can be shown and taken. Pages, and the action once more
under its lock, walk the same list; no other place decides who may answer.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from customers.directory.models import CustomerMembership
from customers.directory.queries import own_domain
from customers.grants.queries.grants import is_name_taken
from customers.relationships.models import ResellerRelationship
from invitations import parties
from invitations.case import Case, Decision
from invitations.models import Invitation
from invitations.queries import accepting
from invitations.rules import acceptance as rules
from invitations.rules import obstacles
from invitations.rules.obstacles import Obstacle
from partnercenter.clouds.markets import Regions, regions_of, today
from partnercenter.partners.models import Partner
from partnercenter.partners.queries import partner_owning
from partnercenter.partners.rules import check_cloud_country, check_region, region_of

Check = Callable[[Case], Obstacle | None]


def inspect(case: Case) -> Obstacle | Decision:
    """The first obstacle in the order of decisions §5, or the decision."""
    return first_obstacle(case, CHECKS) or decide(case)


def inspect_decline(case: Case) -> Obstacle | None:
    """The first obstacle to declining: an addressee needs no organisation, nobody needs market or agreement."""
    return first_obstacle(case, DECLINE_CHECKS)


def first_obstacle(case: Case, checks: tuple[Check, ...]) -> Obstacle | None:
    return next((found for check in checks if (found := check(case))), None)


def living(case: Case) -> Obstacle | None:
    """The link lives (its cloud was part of the look-up), and so does its partner."""
    asked = case.invitation
    reason = rules.why_dead(
        status=asked.status,
        is_past=case.link.is_past,  # type: ignore[attr-defined]
        is_replaced=case.link.replaced_at is not None,
        is_reusable=asked.is_reusable,
    )
    if reason:
        return obstacles.Dead(reason)
    is_suspended = any(partner.is_suspended for partner in case.partners)
    return obstacles.PartnerUnavailable("suspended") if is_suspended else None


def signed_in(case: Case) -> Obstacle | None:
    return None if case.user.is_authenticated else obstacles.NotSignedIn()


def verified_email(case: Case) -> Obstacle | None:
    return None if case.verified else obstacles.UnverifiedEmail(case.person.email)


def addressee(case: Case) -> Obstacle | None:
    """The addressee, or a global admin of the addressee's organisation (K17)."""
    if not case.invitation.is_addressed or case.is_recipient:
        return None
    if any(case.speaks_for_recipient(membership) for membership in case.memberships):
        return None
    return obstacles.WrongPerson(case.person.email)


def organisation(case: Case) -> Obstacle | None:
    """The organisation that answers: chosen, the only one, or still to be chosen or registered."""
    if not case.memberships:
        return no_organisation(case)
    able = [membership for membership in case.memberships if case.qualifies(membership)]
    picked = next((m for m in case.memberships if m.customer.public_id == case.chosen), None)
    if picked is None and len(able) > 1:
        return obstacles.ChooseOrganisation(tuple(able), preselect(case, able))
    case.membership = picked or next(iter(able), None) or best_fit(case)
    if not case.fits(case.membership):
        return obstacles.WrongOrganisation(case.membership.customer, tuple(able))
    return None


def best_fit(case: Case) -> CustomerMembership:
    """The membership to speak of where none qualifies: one that fits but for its role, else the first."""
    return next((m for m in case.memberships if case.fits(m)), case.memberships[0])


def preselect(case: Case, able: list[CustomerMembership]) -> CustomerMembership | None:
    """The organisation whose confirmed domain is the addressee's, where there is one."""
    return next((membership for membership in able if case.speaks_for_recipient(membership)), None)


def no_organisation(case: Case) -> Obstacle:
    """What somebody without an organisation in this cloud can do next."""
    cloud = case.invitation.cloud
    domain = own_domain(case.person)
    owner = accepting.domain_owner(domain, cloud)
    if owner and owner.owner_kind == owner.Owner.CUSTOMER:
        is_asked = accepting.has_open_join_request(case.person, owner.owner_id)
        return obstacles.JoinOrganisation(domain, is_asked)
    if accepting.works_for(case.person, case.partners):
        return obstacles.OwnRequest()
    if domain and partner_owning(cloud, domain):
        if not cloud.allows_partner_to_partner:
            return obstacles.PartnersOrganisation(domain)
        domain = ""  # a partner that may be a customer registers without it: it stays the partner's
    elsewhere = accepting.membership_elsewhere(case.person, cloud)
    if elsewhere:
        return obstacles.WrongCloud(elsewhere.customer, may_register=cloud.accepts_new_customers)
    return obstacles.RegisterOrganisation(domain) if cloud.accepts_new_customers else obstacles.CloudClosed()


def not_own_request(case: Case) -> Obstacle | None:
    return obstacles.OwnRequest() if accepting.works_for(case.person, case.partners) else None


def role(case: Case) -> Obstacle | None:
    asks_rights = case.invitation.asks_rights
    if case.membership and rules.may_answer(case.membership.role, asks_rights=asks_rights):
        return None
    return obstacles.NotAnAdmin(case.customer, asks_rights)


def no_partner(case: Case) -> Obstacle | None:
    """A partner cannot be a customer, while the cloud's flag says so (S2)."""
    if case.invitation.cloud.allows_partner_to_partner or not accepting.is_partners_organisation(case.customer):
        return None
    return obstacles.PartnersOrganisation(case.customer.name)


def market(case: Case) -> Obstacle | None:
    """The registered country, against each partner's sales region and the cloud's own list (decisions §3)."""
    country, day = case.customer.country, today()
    regions = regions_of([country, *(partner.country for partner in case.partners)], day)
    for partner in case.partners:
        try:
            check_region(partner, country, regions)
            check_cloud_country(case.invitation.cloud, country, day)
        except ValidationError as refusal:
            return wrong_market(case, partner, regions, is_clouds_list=refusal.code == "cloud_country")
    return None


def wrong_market(case: Case, partner: Partner, regions: Regions, *, is_clouds_list: bool) -> obstacles.WrongMarket:
    """Both registered countries and their regions, by name."""
    own, found = region_of(partner, regions), regions.of(case.customer.country)
    return obstacles.WrongMarket(
        case.customer,
        partner.legal_name,
        regions.name(case.customer.country),
        home=regions.name(partner.country),
        region=own.name if own else "",
        other=found.name if found else "",
        is_clouds_list=is_clouds_list,
    )


def partner_ready(case: Case) -> Obstacle | None:
    pair = parties.partnership_of(case.invitation)
    stands = pair is None or accepting.partnership_stands(*pair)
    why = rules.why_unavailable(case.partners, partnership_stands=stands)
    return obstacles.PartnerUnavailable(why) if why else None


def cloud_rules(case: Case) -> Obstacle | None:
    asked = case.invitation
    rule = rules.broken_cloud_rule(
        asked.cloud,
        rights=asked.rights,
        capacity=asked.capacity,
        on_behalf=asked.on_behalf_of_id is not None,
        has_other_partner=not asked.cloud.allows_multi_partner
        and accepting.has_other_partner(case.customer, case.partners),
    )
    return obstacles.AgainstCloudRules(rule) if rule else None


def something_left(case: Case) -> Obstacle | None:
    """Already related, and no rights left to add (K24)."""
    is_answered = case.invitation.may_have_answers and accepting.is_accepted_for(case.invitation, case.customer)
    if not is_answered and any(what_is_left(case)):
        return None
    return obstacles.AlreadyRelated(case.customer, standing_relationship(case))


def name_free(case: Case) -> Obstacle | None:
    """Nobody else's rights took the name meanwhile: the holder's names are its own (decisions §6, R-100)."""
    asked = case.invitation
    if asked.asks_granular and is_name_taken(parties.rights_holder(asked), asked.grant_name):
        return obstacles.NameTaken()
    return None


def agreement(case: Case) -> Obstacle | None:
    """The agreement in force is accepted, or can be accepted here."""
    if case.accepted_agreement:
        return None
    if case.text is None or not case.invitation.cloud.online_agreement:
        return obstacles.AgreementElsewhere(case.text is not None, organisation_id=str(case.customer.tenant_id))
    return None


def decide(case: Case) -> Decision:
    """What is left to decide, for a case without obstacles."""
    assert case.membership  # noqa: S101
    starts_relationship, starts_grant = what_is_left(case)
    return Decision(
        invitation=case.invitation,
        link=case.link,
        membership=case.membership,
        agreement=None if case.accepted_agreement else case.text,
        accepted_agreement=case.accepted_agreement,
        standing=standing_relationship(case),
        starts_relationship=starts_relationship,
        starts_grant=starts_grant,
        standing_sides=case.standing,
    )


def standing_relationship(case: Case) -> ResellerRelationship | None:
    """The relationship that is asked for, where it is active already."""
    return case.standing[0] if case.standing and all(case.standing) else None


def what_is_left(case: Case) -> tuple[bool, bool]:
    """Whether a relationship and whether a grant would begin."""
    asked = case.invitation
    starts_relationship = asked.with_relationship and standing_relationship(case) is None
    has_full = asked.rights == Invitation.Rights.FULL and case.has_full_rights
    return starts_relationship, asked.asks_rights and not has_full


CHECKS: tuple[Check, ...] = (
    living,
    signed_in,
    verified_email,
    addressee,
    organisation,
    not_own_request,
    role,
    no_partner,
    market,
    partner_ready,
    cloud_rules,
    something_left,
    name_free,
    agreement,
)


def organisation_to_decline(case: Case) -> Obstacle | None:
    """The addressee's own mailbox is enough; everybody else answers for an organisation, with a role."""
    return None if case.is_recipient else organisation(case) or role(case)


DECLINE_CHECKS: tuple[Check, ...] = (
    living,
    signed_in,
    verified_email,
    addressee,
    not_own_request,
    organisation_to_decline,
)
