"""allauth's hooks for a sign-in with a directory: our table, our rules, our pages for what is refused."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from requests import RequestException

from partnercenter.accounts.mailing import short_language
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.middleware import printable
from partnercenter.authorities import actions, rules
from partnercenter.authorities.models import Authority
from partnercenter.authorities.provider import app_of
from partnercenter.authorities.queries import authorities_on, kind_on, tenant_of
from partnercenter.authorities.views.refusing import refuse
from partnercenter.canonical.emails import check_email, domain_of, email_key
from partnercenter.domains.owners import Organisation

logger = logging.getLogger(__name__)
LONGEST_NAME, LONGEST_TENANT = 100, 64


class AuthoritySocialAdapter(DefaultSocialAccountAdapter):
    """Apps are rows of our table, of the host's cloud alone: another cloud's authority is unknown on this host."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        apps = [app_of(each) for each in authorities_on(getattr(request, "cloud", None))]
        asked = [app for app in apps if provider in (None, app.provider, app.provider_id)]
        return [app for app in asked if client_id in (None, app.client_id)]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whom the checked token lets in. Everything refused gets its page; what the directory took away is gone."""
        authority: Authority = sociallogin.provider.app.authority
        try:
            is_connecting = sociallogin.state.get("process") == "connect"
            rules.check_no_operator(request.user if is_connecting else sociallogin.user)
            organisation = self.check_fits(request, sociallogin, authority)
            if not is_connecting and not sociallogin.is_existing:
                self.check_may_begin(sociallogin, organisation)
        except rules.Refused as refusal:
            note_refused(authority, str(refusal.code), tenant=sociallogin.account.extra_data["tenant"])
            raise ImmediateHttpResponse(refuse(request, str(refusal.code), authority=authority)) from None

    def check_fits(self, request: HttpRequest, sociallogin: SocialLogin, authority: Authority) -> Organisation:
        """The tenant is known here and a role fits; a known person whose role is gone loses the membership."""
        said = sociallogin.account.extra_data
        tenant = tenant_of(authority, said["tenant"], kind_on(getattr(request, "cloud", None)))
        organisation = rules.check_known(tenant, authority.cloud)
        roles = actions.roles_here(authority, organisation, said["roles"])
        if sociallogin.is_existing:
            actions.follow_directory(user=sociallogin.user, organisation=organisation, roles=roles)
        if not roles:
            raise rules.Refused("role_does_not_fit")
        sociallogin.organisation, sociallogin.roles = organisation, roles
        return organisation

    def check_may_begin(self, sociallogin: SocialLogin, organisation: Organisation) -> None:
        """Somebody new has an address that the directory can vouch for, and that no account has."""
        try:
            address = check_email(sociallogin.user.email)
        except ValidationError:
            raise rules.Refused("address_unconfirmed") from None
        rules.check_address_trusted(organisation, domain_of(email_key(address)))
        actions.check_may_begin(address)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """A page of ours: the person gave up, the authority cannot be reached, or the answer is not to be believed."""
        authority: Authority = provider.app.authority
        unreachable = isinstance(exception, RequestException)
        code = "cancelled" if error == "cancelled" else "unreachable" if unreachable else "not_believed"
        cause = getattr(exception, "__cause__", None) or exception
        logger.warning("Sign-in with authority %s failed: %s (%s)", authority.pk, code, type(cause).__name__)
        raise ImmediateHttpResponse(refuse(request, code, authority=authority))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Name and address as the token says them, the language of the page."""
        user: User = sociallogin.user
        user.email = data.get("email", "")
        user.display_name = " ".join(str(data.get("name") or "").split())[:LONGEST_NAME]
        user.locale = short_language(get_language())
        return user

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """The new person with the proven address, and the membership that the directory says."""
        for address in sociallogin.email_addresses:
            address.verified = True  # `check_address_trusted` has let it through
        user: User = super().save_user(request, sociallogin, form)
        actions.follow_directory(user=user, organisation=sociallogin.organisation, roles=sociallogin.roles)
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("directory_accounts")


def note_refused(authority: Authority, code: str, *, tenant: str) -> None:
    """A row of the log for the operator: which reason (as in `wording`), which tenant. Nothing else of the token."""
    details = {"reason": code, "tenant": printable(tenant)[:LONGEST_TENANT]}
    record("authority.sign_in_refused", about=authority, by=None, cloud_code=authority.cloud.code, details=details)
