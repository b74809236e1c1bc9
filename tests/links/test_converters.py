"""The path converter: only tokens reach a view (bad inputs 49-63)."""

from urllib.parse import unquote_to_bytes

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, Resolver404, path, register_converter, resolve, reverse

from partnercenter.links.converters import TokenConverter
from tests.canonical.junk import junk_texts
from tests.links.test_tokens import NOT_TOKENS, TOKEN

register_converter(TokenConverter, "tested_token")

urlpatterns = [path("i/<tested_token:token>/", lambda request, token: HttpResponse(token), name="open_link")]

pytestmark = pytest.mark.urls(__name__)


def test_a_token_reaches_the_view_and_makes_its_address():
    assert resolve(f"/i/{TOKEN}/").kwargs == {"token": TOKEN}
    assert reverse("open_link", args=[TOKEN]) == f"/i/{TOKEN}/"


@pytest.mark.parametrize("sign", [".", ",", ")", ">"])
def test_a_token_with_one_trailing_sign_reaches_the_view_for_its_redirect(sign):
    assert resolve(f"/i/{TOKEN}{sign}/").kwargs == {"token": TOKEN + sign}


@pytest.mark.parametrize(("number", "text"), [row for row in NOT_TOKENS if row[1] != TOKEN + "."])
def test_what_is_no_token_does_not_reach_the_view(number, text):
    with pytest.raises(Resolver404):
        resolve(f"/i/{text}/" if text != TOKEN + "/" else f"/i/{text}x/")


def test_no_address_can_be_made_of_what_is_no_token():
    with pytest.raises(NoReverseMatch):
        reverse("open_link", args=["None"])


@pytest.mark.parametrize("seed", range(2))
def test_junk_does_not_reach_the_view(seed):
    for text in junk_texts(seed + 700):
        with pytest.raises(Resolver404):
            resolve(f"/i/{text}/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/i/{TOKEN}/", 200),
        ("/i/a%00b/", 404),
        ("/i/%ff/", 404),
        (f"/i/{TOKEN}%0a/", 404),
        (f"/i/{TOKEN}%3D/", 404),
        (f"/i/{TOKEN}%3E/", 200),
        ("/i/..%2f/", 404),
        ("/i/%2e%2e/", 404),
    ],
)
def test_encoded_addresses_never_make_an_error(address, status):
    raw = unquote_to_bytes(address).decode("utf-8", "replace")
    if status == 404:
        with pytest.raises(Resolver404):
            resolve(raw)
    else:
        assert resolve(raw).url_name == "open_link"
