"""Whether an ID token is what it says: signed by the authority, for us, for this sign-in, and young."""

from dataclasses import dataclass
from secrets import compare_digest
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache

from partnercenter.authorities.models import TENANT_PLACE, Authority

# Signatures with a key pair alone: one made with a shared secret, or none, proves nothing.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
NEEDED = ["iss", "aud", "exp", "iat", "sub"]
LEEWAY, KEPT = 60, 600  # seconds: clocks that differ; how long configuration and keys are kept
LONGEST = 100  # characters of a tenant, a subject or a role


@dataclass(frozen=True)
class Claims:
    """What a checked token says of a person, and nothing else of it."""

    subject: str
    tenant: str
    roles: tuple[str, ...]
    email: str
    name: str


def fetch(url: str) -> dict[str, Any]:
    """A JSON document of an authority, asked for at most every ten minutes. Raises `requests.RequestException`."""
    kept: dict[str, Any] | None = cache.get(f"authority:{url}")
    return kept if kept is not None else fetch_anew(url)


def fetch_anew(url: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(url)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
    cache.set(f"authority:{url}", found, KEPT)
    return found


def configuration_of(authority: Authority) -> dict[str, Any]:
    """The provider's configuration, which has to name the issuer that the operator entered. Raises OAuth2Error."""
    found = fetch(authority.where_configured)
    if found.get("issuer") != authority.issuer:
        raise OAuth2Error("The configuration names another issuer.")
    return found


def key_of(id_token: str, keys_url: str) -> jwt.PyJWK:
    """The key that signed the token; an unknown one has the keys asked for once more, as authorities change them."""
    kid = jwt.get_unverified_header(id_token).get("kid")
    for ask in (fetch, fetch_anew):
        keys = jwt.PyJWKSet.from_dict(ask(keys_url)).keys
        if found := next((key for key in keys if key.key_id == kid), None):
            return found
    raise OAuth2Error("The token is signed with an unknown key.")


def verify(authority: Authority, id_token: str, *, nonce: str) -> Claims:
    """The claims of a token that stands every check. Raises OAuth2Error, and `requests.RequestException`."""
    try:
        key = key_of(id_token, configuration_of(authority)["jwks_uri"])
        options: Any = {"require": NEEDED}
        said = jwt.decode(
            id_token, key, algorithms=ALGORITHMS, audience=authority.client_id, options=options, leeway=LEEWAY
        )
    except (jwt.PyJWTError, KeyError) as fault:
        raise OAuth2Error("The token does not stand the checks.") from fault
    check_meant_for_us(authority, said, nonce)
    return read(authority, said)


def check_meant_for_us(authority: Authority, said: dict[str, Any], nonce: str) -> None:
    """The issuer with the token's own tenant, the one client among several, the nonce of this browser's sign-in."""
    tenant = str(said.get(authority.tenant_claim, ""))
    if said["iss"] != authority.issuer.replace(TENANT_PLACE, tenant):
        raise OAuth2Error("The token is of another issuer.")
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", "" if several else authority.client_id) != authority.client_id:
        raise OAuth2Error("The token was made for another client.")
    if not nonce or not compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
        raise OAuth2Error("The token was made for another sign-in.")


def read(authority: Authority, said: dict[str, Any]) -> Claims:
    """The few claims that the portal uses. A token without a tenant is of nobody whom we know: its tenant is empty."""
    subject, tenant = str(said["sub"]), str(said.get(authority.tenant_claim) or "")
    if not subject or max(len(subject), len(tenant)) > LONGEST:
        raise OAuth2Error("The token names nobody.")
    found = (said.get(claim) for claim in authority.role_claims)
    listed = [role for roles in found for role in (roles if isinstance(roles, list) else [roles])]
    roles = tuple(role for role in listed if isinstance(role, str) and role and len(role) <= LONGEST)
    email, name = (said[claim] if isinstance(said.get(claim), str) else "" for claim in ("email", "name"))
    return Claims(subject, tenant, roles, email, name)
