"""Puts the demo on the stage: one transaction, and a second run adds nothing but what is missing."""

from django.db import transaction
from django.db.models import Max

from partnercenter.demo.agreements import accept_agreement, attest_agreements
from partnercenter.demo.crowd import add_crowd
from partnercenter.demo.customers import CUSTOMERS
from partnercenter.demo.directories import add_directories
from partnercenter.demo.domains import tell_of_domains
from partnercenter.demo.endings import add_asked_ends
from partnercenter.demo.health import add_ailments
from partnercenter.demo.operators import add_operators
from partnercenter.demo.partners import PARTNERS, PARTNERSHIPS
from partnercenter.demo.partnerships import tell_of_partnerships
from partnercenter.demo.past import ago, in_order, settle_waiting_since
from partnercenter.demo.purchases import add_subscription
from partnercenter.demo.relationships import add_relationship
from partnercenter.demo.requests import add_request
from partnercenter.demo.rights import HELD, Held, add_grant, add_rights
from partnercenter.demo.shapes import Asked, Counted, Related
from partnercenter.demo.stage import Stage, add_customer, add_partner, add_partnership, set_stage
from partnercenter.demo.stories import ASKED, BOUGHT, RAISED, RELATED, TODAY
from partnercenter.demo.support import add_service_request
from partnercenter.demo.teams import add_team_invitations
from partnercenter.demo.today import ask_today
from partnercenter.outbox.models import OutboundEmail


@transaction.atomic
def seed() -> Counted:
    """Make what is missing of the demo; how much that was. No mail of it leaves."""
    last_mail = OutboundEmail.objects.aggregate(last=Max("pk"))["last"] or 0
    stage = set_stage()
    add_operators(stage)
    with in_order():
        set_people(stage)
        tell_of_partnerships(stage)
        tell_stories(stage)
        add_crowd(stage)
    for asked in TODAY:
        ask_today(stage, asked)
    add_rights(stage)
    add_directories(stage)
    add_ailments(stage)
    tell_of_domains(stage)
    add_team_invitations(stage)
    attest_agreements(stage)
    add_asked_ends(stage)
    settle_waiting_since(last_mail)
    return stage.counted


def set_people(stage: Stage) -> None:
    """Partners, partnerships, customers with their people and agreements."""
    for partner in PARTNERS:
        add_partner(stage, partner)
    for provider, reseller in PARTNERSHIPS:
        add_partnership(stage, provider, reseller)
    for facts in CUSTOMERS:
        customer = add_customer(stage, facts)
        if facts.has_agreement:
            accept_agreement(customer, at=ago(15), by=stage.admins[facts.domain])


def tell_stories(stage: Stage) -> None:
    """Everything that was asked, the oldest first as its numbers would have it; then purchases."""
    told: list[Related | Asked | Held] = [*RELATED, *ASKED, *HELD]
    for story in sorted(told, key=lambda story: -story.days_ago):
        if isinstance(story, Related):
            add_relationship(stage, story)
        elif isinstance(story, Held):
            add_grant(stage, story)
        else:
            add_request(stage, story)
    for bought in BOUGHT:
        add_subscription(stage, bought)
    for raised in RAISED:
        add_service_request(stage, raised)
