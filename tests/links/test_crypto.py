"""The seal of what a mail row carries until it is sent."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnercenter.links.crypto import SealBrokenError, open_sealed, seal
from tests.links.conftest import CURRENT, FORMER


@pytest.mark.parametrize("content", [{}, {"code": "123456"}, {"url": "https://x/山田", "n": [1, None, True]}])
def test_what_is_sealed_can_be_opened(content):
    assert open_sealed(seal(content)) == content
    assert open_sealed(memoryview(seal(content))) == content


def test_the_sealed_bytes_show_nothing_and_are_never_the_same():
    sealed = seal({"code": "123456"})
    assert b"123456" not in sealed
    assert b"code" not in sealed
    assert seal({"code": "123456"}) != sealed


def test_an_old_key_still_opens_and_a_new_one_seals(settings):
    settings.OUTBOX_KEYS = [FORMER]
    sealed = seal({"a": 1})
    settings.OUTBOX_KEYS = [CURRENT, FORMER]
    assert open_sealed(sealed) == {"a": 1}
    newer = seal({"a": 2})
    settings.OUTBOX_KEYS = [FORMER]
    with pytest.raises(SealBrokenError):
        open_sealed(newer)


@pytest.mark.parametrize("spoilt", [b"", b"x", b"gAAAA", b"\x00\xff", b"g" * 10_000])
def test_what_was_never_sealed_does_not_open(spoilt):
    with pytest.raises(SealBrokenError):
        open_sealed(spoilt)


def test_a_changed_byte_breaks_the_seal():
    sealed = seal({"code": "123456"})
    for position in range(0, len(sealed) - 2, 7):
        changed = bytes([sealed[position] ^ 1])
        with pytest.raises(SealBrokenError):
            open_sealed(sealed[:position] + changed + sealed[position + 1 :])


@pytest.mark.parametrize("keys", [[], [""], ["short"], [CURRENT, "short"]])
def test_missing_or_short_keys_are_refused(settings, keys):
    settings.OUTBOX_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        seal({})


def test_what_json_cannot_hold_is_refused_before_it_is_stored():
    with pytest.raises(TypeError):
        seal({"a": object()})
