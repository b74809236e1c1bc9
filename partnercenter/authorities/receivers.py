"""What follows a sign-in: the session keeps whose directory has just said the roles; connecting follows it at once."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.socialaccount import signals as social
from django.dispatch import receiver
from django.http import HttpRequest

from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.authorities import actions, rules
from partnercenter.authorities.queries import kind_on, tenants_of_account
from partnercenter.authorities.sessions import note_organisations


@receiver(user_logged_in)
def on_signed_in(user: User, request: HttpRequest, **kwargs: Any) -> None:
    """Memberships that a directory manages count in the sessions that it has signed in."""
    ways = [way for way in get_authentication_records(request, user) if way.get("method") == "socialaccount"]
    for way in ways:
        note_organisations(request.session, tenants_of_account(way["provider"], way["uid"]))


@receiver(social.social_account_added)
def on_connected(request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    """An account that has just been connected becomes what the directory says, unless nobody could manage then."""
    user, account = sociallogin.user, sociallogin.account
    record("user.directory_connected", about=user, by=user, details={"authority": account.provider})
    kind = kind_on(getattr(request, "cloud", None))
    for tenant in tenants_of_account(account.provider, account.uid).filter(owner_kind=kind):
        try:
            organisation = rules.check_known(tenant, tenant.cloud)
            roles = actions.roles_here(tenant.authority, organisation, account.extra_data["roles"])
            actions.follow_directory(user=user, organisation=organisation, roles=roles)
        except rules.Refused:
            continue  # the last global administrator stays one; the next sign-in with the directory says so
        note_organisations(request.session, [tenant])
