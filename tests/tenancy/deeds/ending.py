"""What ends, and who hears of it."""

from datetime import timedelta

from django.utils import timezone

from customers.relationships.actions import (
    answer_asked_end,
    ask_to_end,
    end_relationship,
    leave_as_it_is,
    mark_renegotiated,
    withdraw_asked_end,
)
from customers.relationships.actions.life import close_due, remind_due
from customers.relationships.actions.telling import tell_of_suspension
from customers.relationships.index import refresh_pair
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.actions import suspend_partner
from partnercenter.partners.models import Capacity
from tests import factories
from tests.tenancy.land import Land


def end_things(land: Land) -> None:
    """C ends its relationship with D; A's contract with F is renegotiated; C's customers hear of a suspension."""
    operator = factories.UserFactory(operator=True)
    ended = ResellerRelationship.objects.get(partner=land.partners["C"], customer=land.customers["D"])
    end_relationship(relationship=ended, side="partner", reason="We part", by=land.boss["C"].user)
    mark_renegotiated(
        partner=land.partners["A"],
        customer=land.customers["F"],
        on=timezone.now().date() - timedelta(days=1),
        reason="New contract",
        by=operator,
    )
    for occasion in ("partner.suspended", "partner.unsuspended"):
        tell_of_suspension(partner=land.partners["C"], occasion=occasion, by=operator)
    idle = factories.PartnerFactory(cloud=land.cloud, country=land.country)
    suspend_partner(partner=idle, reason="Unpaid invoices", by=operator)


def ask_for_ends(land: Land) -> None:
    """B asks C, which is silent, then A, which answers; F asks A and thinks better of it; R leaves D, P stays."""
    partners, admin = land.partners, land.admin("B")
    silent = ask_to_end(relationship=between(land, "C", "B"), reason="Too dear", by=admin)
    remind_due(silent.answer_by - timedelta(days=2))
    close_due(silent.answer_by)
    leave_as_it_is(asked=silent, reason="It runs until May", by=factories.UserFactory(operator=True))
    answered = ask_to_end(relationship=between(land, "A", "B"), reason="We buy directly", by=admin)
    answer_asked_end(asked=answered, answer="For half the price?", by=land.boss["A"])
    regretted = ask_to_end(relationship=between(land, "A", "F"), reason="In a rage", by=land.admin("F"))
    withdraw_asked_end(asked=regretted, by=land.admin("F"))
    make, client = factories.ResellerRelationshipFactory, land.customers["D"]
    make(partner=partners["P"], customer=client, capacity=Capacity.PROVIDER)
    left = make(partner=partners["R"], customer=client, capacity=Capacity.RESELLER, provider=partners["P"])
    refresh_pair(partners["P"], client)
    end_relationship(relationship=left, side="customer", reason="No need", by=land.admin("D").user)


def between(land: Land, partner: str, customer: str) -> ResellerRelationship:
    """The direct relationship of the two that stands."""
    pair = {"partner": land.partners[partner], "customer": land.customers[customer]}
    return ResellerRelationship.objects.get(**pair, capacity=Capacity.DIRECT, status="active")
