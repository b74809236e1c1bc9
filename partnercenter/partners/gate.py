"""Every check between an opened link of a partnership request and its answer, in the order of decisions §5.

Pages, and the actions once more under their lock, walk the same list; no other place decides who may answer.
"""

from collections.abc import Callable, Sequence

from partnercenter.partners import stops
from partnercenter.partners.case import Case
from partnercenter.partners.models import PartnerMembership, PartnerRole
from partnercenter.partners.partnership_rules import is_available, pair_problem, regions_of_pair, why_dead
from partnercenter.partners.queries import is_in_force
from partnercenter.partners.stops import Stop

Check = Callable[[Case], Stop | None]


def inspect(case: Case) -> Stop | None:
    """The first thing that keeps the person from accepting; None where the deed can be shown and taken."""
    return first_stop(case, CHECKS)


def inspect_decline(case: Case) -> Stop | None:
    """As `inspect`, for declining: an addressee needs no role, nobody needs region or standing."""
    return first_stop(case, DECLINE_CHECKS)


def first_stop(case: Case, checks: Sequence[Check]) -> Stop | None:
    return next((found for check in checks if (found := check(case))), None)


def others_who_may(case: Case) -> list[PartnerMembership]:
    """The person's other memberships that nothing would stop."""
    rest = [each for each in case.memberships if each != case.membership]
    return [each for each in rest if inspect(case.as_member(each)) is None]


def living(case: Case) -> Stop | None:
    """The link lives, and so does the provider."""
    reason = why_dead(
        status=case.request.status,
        is_past=case.link.is_past,  # type: ignore[attr-defined]
        is_replaced=case.link.replaced_at is not None,
    )
    if reason:
        return stops.dead(reason, case.request)
    is_away = not case.provider.is_provider or not is_available(case.provider)
    return stops.unavailable(case.provider) if is_away else None


def signed_in(case: Case) -> Stop | None:
    return None if case.user.is_authenticated else stops.not_signed_in()


def verified_email(case: Case) -> Stop | None:
    return None if case.verified else stops.unverified(case.person.email)


def addressee(case: Case) -> Stop | None:
    """The addressee, or a global admin of the addressee's company (K17)."""
    if not case.request.is_addressed or case.is_recipient:
        return None
    speaks = any(case.speaks_for_recipient(each) for each in case.memberships)
    return None if speaks else stops.wrong_person(case.person.email)


def works_for_partner(case: Case) -> Stop | None:
    return None if case.membership else stops.no_partner(case.person.email)


def not_the_asker(case: Case) -> Stop | None:
    """Nobody of the provider's staff answers, whoever else they work for."""
    is_own = any(each.partner_id == case.provider.pk for each in case.memberships)
    return stops.own_request(case.provider) if is_own else None


def fitting(case: Case) -> Stop | None:
    """The right kind of partner in the right cloud."""
    if case.reseller.cloud_id != case.provider.cloud_id:
        return stops.other_cloud(case.reseller, case.request)
    return None if case.reseller.is_reseller else stops.no_reseller(case.reseller)


def role(case: Case) -> Stop | None:
    """The reseller's global admin; for an addressed request one who answers for the addressee's company."""
    assert case.membership  # noqa: S101 - behind `works_for_partner`
    if PartnerRole.GLOBAL_ADMIN not in case.membership.roles:
        return stops.not_global_admin(case.reseller, case.request)
    stands = not case.request.is_addressed or case.is_recipient or case.speaks_for_recipient(case.membership)
    return None if stands else stops.wrong_person(case.person.email)


def standing(case: Case) -> Stop | None:
    """Cloud, region and standing of the two (R-43, R-63)."""
    problem = pair_problem(case.provider, case.reseller, regions_of_pair(case.provider, case.reseller))
    found: dict[str, Callable[[], Stop]] = {
        "no_indirect_model": lambda: stops.no_indirect_model(case.request),
        "other_region": lambda: stops.other_region(case.reseller, case.request),
        "reseller_away": lambda: stops.reseller_away(case.reseller),
    }
    return found[problem]() if problem else None


def not_yet_in_force(case: Case) -> Stop | None:
    stands = is_in_force(case.provider, case.reseller)
    return stops.in_force(case.request, case.reseller) if stands else None


def may_decline(case: Case) -> Stop | None:
    """The addressee, or whoever may answer by kind and role."""
    if case.is_recipient:
        return None
    return first_stop(case, (works_for_partner, fitting, role))


BEFORE_ANSWER = (living, signed_in, verified_email, addressee)
CHECKS: tuple[Check, ...] = (
    *(*BEFORE_ANSWER, works_for_partner, not_the_asker, fitting, role),
    *(standing, not_yet_in_force),
)
DECLINE_CHECKS: tuple[Check, ...] = (*BEFORE_ANSWER, not_the_asker, may_decline)
