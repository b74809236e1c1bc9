"""A cloud's authority as allauth sees it: found in our table, with a nonce, and a token that is checked whole."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string

from partnercenter.accounts.places import origin_of
from partnercenter.authorities.models import Authority
from partnercenter.authorities.queries import uid_of
from partnercenter.authorities.tokens import Claims, configuration_of, verify


class AuthorityAdapter(OpenIDConnectOAuth2Adapter):
    """The code for a token, and the token's checks; the profile is not asked for: all that counts is signed."""

    nonce = ""

    @property
    def authority(self) -> Authority:
        found: Authority = self.get_provider().app.authority
        return found

    @property
    def openid_config(self) -> dict[str, Any]:
        return configuration_of(self.authority)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> Any:
        claims = verify(self.authority, kwargs["response"].get("id_token") or "", nonce=self.nonce)
        return self.get_provider().sociallogin_from_response(request, claims)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """On the host that was asked, out of the settings (T9)."""
        return origin_of(request) + reverse("directory_callback", kwargs={"cloud_code": app.authority.cloud.code})


class AuthorityCallback(OAuth2CallbackView):
    """Where the authority sends the browser back to; the stashed state, used once, holds the nonce."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, refused = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, refused


class AuthorityProvider(OpenIDConnectProvider):
    """allauth's OpenID Connect, for the rows of our table."""

    id = "authority"
    name = "Authority"
    oauth2_adapter_class = AuthorityAdapter
    supports_token_authentication = False  # no way in but by the browser's own sign-in

    def leave_for(self, request: HttpRequest, *, process: str, next_url: str | None) -> str:
        """The address of the authority's sign-in, with state, nonce and PKCE; all three lie in this session."""
        nonce = get_random_string(43)
        params = {"nonce": nonce} | ({"prompt": "select_account"} if process == "connect" else {})
        response = self.redirect(request, process, next_url, auth_params=params, nonce=nonce)
        return response.headers.get("Location", "")

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        url = reverse("directory_sign_in", kwargs={"cloud_code": self.app.authority.cloud.code})
        return f"{url}?{urlencode(kwargs)}" if kwargs else url

    def get_callback_url(self) -> str:
        return reverse("directory_callback", kwargs={"cloud_code": self.app.authority.cloud.code})

    def extract_uid(self, data: Claims) -> str:
        return uid_of(data.tenant, data.subject)

    def extract_extra_data(self, data: Claims) -> dict[str, Any]:
        """What a later look needs: whose directory, and what it said. No name and no address."""
        return {"tenant": data.tenant, "roles": list(data.roles)}

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        return {"email": data.email, "name": data.name}

    def extract_email_addresses(self, data: Claims) -> list[EmailAddress]:
        """Not proven by the token: whether it counts as proven, our own rules say."""
        return [EmailAddress(email=data.email, verified=False, primary=True)] if data.email else []


def app_of(authority: Authority) -> SocialApp:
    """The row as allauth's app; nothing of it is stored there."""
    app = SocialApp(
        provider=AuthorityProvider.id,
        provider_id=str(authority.public_id),
        name=authority.name,
        client_id=authority.client_id,
        secret=authority.secret,
        settings={"oauth_pkce_enabled": True, "server_url": authority.where_configured},
    )
    app.authority = authority
    return app


provider_classes = [AuthorityProvider]
