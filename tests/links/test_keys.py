"""The keys of links: which one is current, and what happens to one that is gone."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnercenter.links.keys import UnknownKeyError, current_kid, secret_of
from tests.links.conftest import CURRENT, FORMER


def test_the_first_key_is_the_current_one():
    assert current_kid() == "k2"
    assert secret_of("k2") == CURRENT.encode()


def test_an_old_key_still_renders():
    assert secret_of("k1") == FORMER.encode()


@pytest.mark.parametrize("kid", ["k3", "K2", "none"])
def test_a_retired_key_is_named_in_its_error(kid):
    with pytest.raises(UnknownKeyError, match=kid):
        secret_of(kid)


@pytest.mark.parametrize("keys", [{"k1": ""}, {"k1": "short"}, {"k1": "x" * 31}])
def test_a_short_secret_is_refused_without_showing_it(settings, keys):
    settings.LINK_KEYS = keys
    with pytest.raises(ImproperlyConfigured) as refused:
        secret_of("k1")
    assert "short" not in str(refused.value).replace("shorter", "")


def test_no_key_at_all_is_refused(settings):
    settings.LINK_KEYS = {}
    with pytest.raises(ImproperlyConfigured):
        current_kid()
