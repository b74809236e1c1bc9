"""Colleagues who are invited and have not come yet: one to a partner's team, one to a customer's."""

from datetime import timedelta

from django.utils import timezone

from customers.directory.models import CustomerRole
from customers.directory.ownership import as_owner as as_customer
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key
from partnercenter.demo.stage import Stage, key_of
from partnercenter.domains.owners import Organisation
from partnercenter.partners.models import PartnerRole
from partnercenter.partners.ownership import as_owner as as_partner
from partnercenter.teams.actions import LIFE
from partnercenter.teams.models import TeamInvitation

PARTNER, CUSTOMER = "kitakaze.example", "minato-seiki.example"


def add_team_invitations(stage: Stage) -> None:
    """Both by whoever manages the team."""
    manager = next(each for each in stage.staff[PARTNER] if PartnerRole.GLOBAL_ADMIN in each.roles)
    invite(as_partner(stage.partners[PARTNER]), f"n.sasaki@{PARTNER}", PartnerRole.HELPDESK_AGENT, manager.user)
    invite(
        as_customer(stage.customers[CUSTOMER]), f"m.abe@{CUSTOMER}", CustomerRole.BILLING_ADMIN, stage.admins[CUSTOMER]
    )


def invite(organisation: Organisation, email: str, role: str, by: User) -> TeamInvitation:
    """Made two days ago, and no mail: these mailboxes are nobody's."""
    facts = {
        **organisation.labels,
        "cloud": organisation.cloud,
        "email": email,
        "email_key": email_key(email),
        "roles": [role],
        "language": "ja",
        "invited_by": by,
        "expires_at": timezone.now() + LIFE - timedelta(days=2),
    }
    key = key_of("team invitation", email)
    return TeamInvitation.objects.get_or_create(public_id=key, defaults=facts)[0]
