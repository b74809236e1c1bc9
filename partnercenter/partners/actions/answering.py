"""The reseller's side answers a partnership request: its global admin authorizes the provider, or declines (R-62)."""

from django.db import IntegrityError, transaction

from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed
from partnercenter.partners import stops
from partnercenter.partners.actions.actors import lock_partners, lock_request, log
from partnercenter.partners.actions.partnerships import begin
from partnercenter.partners.actions.requests import end
from partnercenter.partners.case import Case
from partnercenter.partners.gate import inspect, inspect_decline
from partnercenter.partners.mails.requests import tell_accepted, tell_declined
from partnercenter.partners.models import Partner, PartnershipRequest
from partnercenter.partners.partnership_queries import links
from partnercenter.partners.stops import Stop

Status = PartnershipRequest.Status


class Stopped(Exception):
    """Nothing was written: `stop` says why, and what to do."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.code)
        self.stop = stop


def accept_partnership(*, case: Case, by: User) -> PartnershipRequest:
    """Authorize the provider: the partnership begins and both sides are told. A second press gives the first result.

    Raises `Stopped`.
    """
    try:
        return accept_once(case, by=by)
    except IntegrityError:  # another request of the same provider was accepted at the same moment
        raise Stopped(stops.in_force(case.request, case.reseller)) from None


@transaction.atomic
def accept_once(case: Case, *, by: User) -> PartnershipRequest:
    """Lock, look again, write: the partnership, the request's end, the events, the mails."""
    request = lock_request(case.request)
    if request.status == Status.ACCEPTED and is_own_answer(request, case, by):
        return request
    case = case_again(case)
    stop = inspect(case)
    if stop:
        raise Stopped(stop)
    with one_deed(by):
        request.reseller = case.reseller
        request.partnership = begin(case.provider, case.reseller, by=case.membership)
        end(request, Status.ACCEPTED, by=by)
        for partner in (case.provider, case.reseller):
            log("partnershiprequest.accepted", request, case.membership, partner=partner)
    tell_accepted(request)
    return request


@transaction.atomic
def decline_partnership(*, case: Case, reason: str = "", by: User) -> PartnershipRequest:
    """Decline, with an optional reason; nothing changes but the request. A second press gives the first result.

    Raises `Stopped`.
    """
    request = lock_request(case.request)
    if request.status == Status.DECLINED and is_own_answer(request, case, by):
        return request
    case = case_again(case)
    stop = inspect_decline(case)
    if stop:
        raise Stopped(stop)
    request.reseller, request.decline_reason = answering_partner(case), reason
    end(request, Status.DECLINED, by=by)
    details = {"with_reason": bool(reason)}
    log("partnershiprequest.declined", request, case.membership or by, partner=request.provider, **details)
    tell_declined(request)
    return request


def is_own_answer(request: PartnershipRequest, case: Case, by: User) -> bool:
    """Whether this person, or the partner that they act for, has given the answer that stands."""
    acting_for = case.membership.partner_id if case.membership else None
    return request.ended_by_id == by.pk or (acting_for is not None and request.reseller_id == acting_for)


def case_again(case: Case) -> Case:
    """The case as it stands under the lock: link, request, memberships and both partners read afresh."""
    link = links().get(pk=case.link.pk)
    again = Case(link=link, user=case.user, chosen=case.chosen)
    if again.user.is_authenticated and again.membership:
        partners = lock_partners(link.request.provider, again.membership.partner)
        link.request.provider = partners[link.request.provider_id]
        again.membership.partner = partners[again.membership.partner_id]
    return again


def answering_partner(case: Case) -> Partner | None:
    """For which reseller somebody declines; None for an addressee who acts for none that could accept."""
    fits = case.membership and case.reseller.is_reseller and case.reseller.cloud_id == case.provider.cloud_id
    return case.reseller if fits else None
