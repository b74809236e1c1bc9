"""A token of a real authority stands only the checks that it was made for."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
import time_machine
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils import timezone

from partnercenter.authorities.tokens import verify
from tests.authorities.provider import CLIENT, SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(kaori) -> tuple[str, str]:
    """An ID token as the authority gives it, and the nonce of the sign-in that it was made for."""
    kaori.sits("Global Administrator")
    address = kaori.leaves()
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    (state,) = kaori.browser.session["socialaccount_states"].values()
    back = parse_qs(urlsplit(kaori.provider.way_back(address)).query)
    about = {"client_id": CLIENT, "client_secret": SECRET, "grant_type": "authorization_code"}
    about |= {"code": back["code"][0], "redirect_uri": sent["redirect_uri"]}
    about["code_verifier"] = state[0]["pkce_code_verifier"]
    answer = requests.post(f"{kaori.provider.issuer}/token", about, timeout=60)
    return answer.json()["id_token"], state[0]["nonce"]


def test_a_good_token_says_who_and_what(authority, asked):
    token, nonce = asked
    claims = verify(authority, token, nonce=nonce)
    assert (claims.roles, claims.email) == (("Global Administrator",), "kaori@minato-seiki.example")
    assert claims.subject
    assert claims.tenant


def test_another_issuer_audience_nonce_or_signature_is_refused(authority, other_authority, asked):
    token, nonce = asked
    for wrong in ("", "x" * 43, nonce[:-1]):
        with pytest.raises(OAuth2Error):
            verify(authority, token, nonce=wrong)
    with pytest.raises(OAuth2Error):
        verify(other_authority, token, nonce=nonce)
    said = jwt.decode(token, options={"verify_signature": False})
    head, body, seal = token.split(".")
    kid = jwt.get_unverified_header(token)["kid"]
    forged = (
        jwt.encode(said, "", algorithm="none", headers={"kid": kid}),
        jwt.encode(said, SECRET, algorithm="HS256", headers={"kid": kid}),
        f"{head}.{body}.{seal[:-8]}AAAAAAAA",
        f"{head}.{body}.",
        "",
        "x",
        "a.b.c",
    )
    for each in forged:
        with pytest.raises(OAuth2Error):
            verify(authority, each, nonce=nonce)
    for field, value in (
        ("client_id", "another"),
        ("issuer", "http://127.0.0.1:9"),
        ("issuer", f"{authority.issuer}/{{tenantid}}"),
    ):
        kept = getattr(authority, field)
        authority.configuration_url = f"{kept}/.well-known/openid-configuration" if field == "issuer" else ""
        setattr(authority, field, value)
        with pytest.raises(OAuth2Error):
            verify(authority, token, nonce=nonce)
        setattr(authority, field, kept)


def test_a_token_that_is_over_is_refused(authority, asked):
    token, nonce = asked
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False), pytest.raises(OAuth2Error):
        verify(authority, token, nonce=nonce)
