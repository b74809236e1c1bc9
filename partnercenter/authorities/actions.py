"""What a sign-in with a directory does: membership and roles become what the directory says now."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction

from partnercenter.accounts.models import User
from partnercenter.accounts.sessions import end_sessions
from partnercenter.audit.log import record
from partnercenter.authorities.models import Authority, RoleRule
from partnercenter.authorities.rules import Refused, roles_of
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.owners import Organisation
from partnercenter.teams.kinds import team_kind

CUSTOMER, PARTNER = TenantDomain.Owner.CUSTOMER, TenantDomain.Owner.PARTNER
# What the usual directories call their roles; a new authority begins with these, and an operator changes them.
GLOBAL_ADMINISTRATOR, BILLING_ADMINISTRATOR = (
    ("Global Administrator", "62e90394-69f5-4237-9190-012177145e10"),
    ("Billing Administrator", "b0f54661-2d74-4c50-afa3-1ec803f12efe"),
)
USUAL = {
    CUSTOMER: {
        **dict.fromkeys(GLOBAL_ADMINISTRATOR, "global_admin"),
        **dict.fromkeys(BILLING_ADMINISTRATOR, "billing_admin"),
        "": "user",
    },
    PARTNER: {
        f"PartnerCenter.{name}": role
        for name, role in (
            ("AdminAgent", "admin_agent"),
            ("SalesAgent", "sales_agent"),
            ("HelpdeskAgent", "helpdesk_agent"),
            ("GlobalAdmin", "global_admin"),
            ("Viewer", "viewer"),
        )
    },
}


def add_usual_rules(authority: Authority) -> None:
    """The rules that a new authority begins with."""
    RoleRule.objects.bulk_create(
        RoleRule(authority=authority, owner_kind=kind, directory_role=name, roles=[role])
        for kind, rules in USUAL.items()
        for name, role in rules.items()
    )


def roles_here(authority: Authority, organisation: Organisation, directory_roles: list[str]) -> list[str]:
    """What the directory's roles come to at this organisation now; empty where none fits."""
    rules = RoleRule.objects.filter(authority=authority, owner_kind=organisation.kind)
    return roles_of(rules, directory_roles, team_kind(organisation.kind))


@transaction.atomic
def follow_directory(*, user: User, organisation: Organisation, roles: list[str]) -> None:
    """Make the person's membership what the directory says: joined, changed, or ended where no role fits.

    Other sessions of the person end with a change. Raises `Refused`, code `last_global_admin`, and changes nothing:
    somebody has to be able to manage the organisation.
    """
    kind = team_kind(organisation.kind)
    standing = kind.members(organisation).filter(user=user).first()
    before = set(standing.roles) if standing else set()
    try:
        if roles:
            kind.follow(organisation=organisation, user=user, roles=roles)
        elif standing and standing.is_from_directory:
            kind.remove(membership=standing, successor=None, by=user)
    except ValidationError as refusal:
        raise Refused(str(refusal.code)) from refusal
    if before and before != set(roles):
        end_sessions(user=user, by=user)


def check_may_begin(address: str) -> None:
    """A new person's address belongs to no account yet. Code `has_account`: the account's owner connects it herself."""
    key = email_key(address)
    if User.objects.filter(email_key=key).exists() or EmailAddress.objects.filter(email__iexact=key).exists():
        raise Refused("has_account")


@transaction.atomic
def disconnect(*, account: SocialAccount, by: User) -> None:
    """Take a connected directory off the person's account; it can be connected again."""
    record("user.directory_disconnected", about=by, by=by, details={"authority": account.provider})
    account.delete()
