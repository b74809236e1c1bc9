"""Partnerships that P asks for: taken up by S, declined by Q, withdrawn, ended."""

import uuid

from django.utils import timezone

from customers.relationships.index import refresh_pair
from partnercenter.partners.actions.answering import accept_partnership, decline_partnership
from partnercenter.partners.actions.asking import PartnershipTerms, ask_for_partnership
from partnercenter.partners.actions.members import member_leaves
from partnercenter.partners.actions.partnerships import end_partnership, start_partnership
from partnercenter.partners.actions.requests import cancel_request
from partnercenter.partners.actions.sending import send
from partnercenter.partners.case import Case
from partnercenter.partners.mails.again import tell_new_link_asked
from partnercenter.partners.models import Capacity, PartnershipRequest
from tests import factories
from tests.tenancy.land import Land


def ask_for(land: Land, name: str) -> PartnershipRequest:
    """P's request to a partner's boss, mailed."""
    user = land.boss[name].user
    terms = PartnershipTerms(recipient_email=user.email, recipient_name=user.display_name[:100])
    asked = ask_for_partnership(terms=terms, request_key=uuid.uuid4(), by=land.boss["P"])
    return send(request=asked, by=land.boss["P"])


def case_of(asked: PartnershipRequest, land: Land, name: str) -> Case:
    return Case(link=asked.links.get(replaced_at=None), user=land.boss[name].user)


def partner_up(land: Land) -> None:
    """S agrees, asks a customer, parts, is brought back by an operator; Q declines; others wait, one for a new link."""
    agreed = accept_partnership(case=case_of(ask_for(land, "S"), land, "S"), by=land.boss["S"].user)
    factories.InvitationFactory(
        partner=land.partners["S"],
        owner=land.boss["S"],
        capacity=Capacity.RESELLER,
        provider=land.partners["P"],
        recipient_email=land.admin("F").user.email,
        sent=True,
    )
    served = {"customer": land.customers["F"], "started_by": land.admin("F").user}
    partners = land.partners
    factories.ResellerRelationshipFactory(partner=partners["P"], capacity=Capacity.PROVIDER, **served)
    factories.ResellerRelationshipFactory(
        partner=partners["S"], capacity=Capacity.RESELLER, provider=partners["P"], **served
    )
    for name in "PS":
        refresh_pair(partners[name], land.customers["F"])
    assert agreed.partnership
    end_partnership(partnership=agreed.partnership, reason="We part", by=land.boss["P"])
    decline_partnership(case=case_of(ask_for(land, "Q"), land, "Q"), reason="Not now", by=land.boss["Q"].user)
    cancel_request(request=ask_for(land, "Q"), by=land.boss["P"])
    tell_new_link_asked(ask_for(land, "S"), day=timezone.localdate())
    factories.PartnershipRequestFactory(provider=land.partners["P"], owner=land.boss["P"], sent=True)
    operator = factories.UserFactory(operator=True)
    start_partnership(provider=land.partners["P"], reseller=land.partners["S"], by=operator)


def change_staff(land: Land) -> None:
    """Two colleagues leave A; the requests of one go to the boss, those of the other are withdrawn."""
    for successor in (land.boss["A"], None):
        leaving = factories.PartnerMembershipFactory(partner=land.partners["A"], user=land.passers_by.pop())
        asked = {"partner": leaving.partner, "owner": leaving, "recipient_email": land.admin("F").user.email}
        factories.InvitationFactory(**asked, sent=True)
        member_leaves(membership=leaving, successor=successor, by=land.boss["A"].user)
