"""E-mail addresses: the catalogue of bad inputs 1-30 and 32, line by line."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from partnercenter.canonical.emails import (
    RESERVED_LOCAL_PARTS,
    ascii_address,
    check_email,
    check_recipient_local,
    domain_of,
    email_key,
)
from tests.canonical.junk import NASTY, junk_texts

REFUSED = [
    (1, "", "empty"),
    (1, "   ", "empty"),
    (1, "\u3000\u00a0\t", "empty"),
    (1, None, "empty"),
    (2, "a@b", "domain_incomplete"),
    (3, "a@localhost", "domain_incomplete"),
    (3, "a@printer.local", "domain_incomplete"),
    (4, "a@[127.0.0.1]", "ip_address"),
    (4, "a@[::1]", "ip_address"),
    (4, "a@127.0.0.1", "domain_incomplete"),
    (5, '"a\\"b"@x.com', "quoted"),
    (5, '"a b"@x.com', "quoted"),
    (7, "a@x.com\r\nBcc: e@e.com", "invisible_character"),
    (7, "a@x.com\nBcc: e@e.com", "invisible_character"),
    (8, "a@x.com%0aBcc:z@z", "several_addresses"),
    (8, "a%0aBcc@x.com", "local_part"),
    (8, "a@x.com%0a", "domain_characters"),
    (9, "a@x.com,b@y.com", "several_addresses"),
    (9, "a@x.com;b@y.com", "several_addresses"),
    (9, "a@x.com、b@y.com", "several_addresses"),
    (9, "a@x.com b@y.com", "several_addresses"),
    (10, "Bob <a@x.com>", "display_name"),
    (10, "<a@x.com>", "display_name"),
    (12, "a@x.com\u202e", "invisible_character"),
    (12, "\u202aa@x.com", "invisible_character"),
    (13, "a\u200bb@x.com", "invisible_character"),
    (13, "\ufeffa@x.com", "invisible_character"),
    (13, "a@x\u00ad.com", "invisible_character"),
    (14, "\u0130@x.com", "local_not_ascii"),
    (14, "a@\u0130x.com", "domain_characters"),
    (15, "\ufb01@x.com", "local_not_ascii"),
    (15, "ａ@ｘ.com", "full_width"),
    (15, "a@ｘ.com", "full_width"),
    (15, "a@x．com", "full_width"),
    (15, "a@\u212aelvin.com", "domain_characters"),
    (15, "a＠x.com", "full_width"),
    (16, "\u0430@x.com", "local_not_ascii"),
    (19, "a@xn--zzzzz---.com", "domain"),
    (19, "a@xn--.com", "domain"),
    (19, "a@xn--x.com", "domain"),
    (19, "a@xn--n3h.com", "domain"),
    (22, "ü@x.com", "local_not_ascii"),
    (23, "a" * 65 + "@x.com", "local_too_long"),
    (24, "a@" + ("b" * 60 + ".") * 4 + "b" * 8 + ".com", "domain"),
    (24, "a" * 64 + "@" + ("b" * 61 + ".") * 3 + "info", "too_long"),
    (24, "a@" + "x" * 1_000_000 + ".com", "too_long"),
    (25, "a@" + "b" * 64 + ".com", "domain"),
    (26, ".a@x.com", "local_part"),
    (26, "a.@x.com", "local_part"),
    (26, "a..b@x.com", "local_part"),
    (26, "a@x..com", "domain"),
    (26, "a@.x.com", "domain"),
    (26, "a@-x.com", "domain"),
    (26, "a@x-.com", "domain"),
    (26, "a@x.com.", "domain"),
    (29, "=cmd|'/c calc'!A0@x.com", "space"),
    (29, "=cmd|calc!A0@x.com", "local_part"),
    (29, "=1+1@x.com", "local_part"),
    (29, "+1@x.com", "local_part"),
    (29, "-oQ/tmp@x.com", "local_part"),
    (32, "a\x00@x.com", "invisible_character"),
    (32, "a@x.com\x00", "invisible_character"),
    (43, "a\ud800@x.com", "invisible_character"),
    (0, "a", "incomplete"),
    (0, "@x.com", "incomplete"),
    (0, "a@", "incomplete"),
    (0, "a b@x.com", "space"),
    (0, "a@x y.com", "space"),
    (0, "a@x_y.com", "domain_characters"),
    (0, "a@x.com\u2028", "invisible_character"),
    (0, "a@x.123", "domain_incomplete"),
    (0, "a@x.c", "domain_incomplete"),
    (0, "a!b@x.com", "local_part"),
    (0, "a|b@x.com", "local_part"),
    (0, "a`b@x.com", "local_part"),
    (0, "a@☃.com", "domain"),
]


@pytest.mark.parametrize(("number", "typed", "code"), REFUSED)
def test_a_bad_address_is_refused_with_its_code(number, typed, code):
    with pytest.raises(ValidationError) as refused:
        check_email(typed)
    assert refused.value.code == code
    assert str(refused.value.message).endswith(".")


ACCEPTED = [
    (6, "a@x.com\n", "a@x.com"),
    (6, "a@x.com\r\n", "a@x.com"),
    (11, "\u00a0a@x.com\u3000", "a@x.com"),
    (11, "\u2003a@x.com ", "a@x.com"),
    (17, "a@аррӏе.com", "a@xn--80ak6aa92e.com"),
    (18, "a@xn--80ak6aa92e.com", "a@xn--80ak6aa92e.com"),
    (20, "a@ß.de", "a@xn--zca.de"),
    (20, "a@ss.de", "a@ss.de"),
    (21, "a@例え.jp", "a@xn--r8jz45g.jp"),
    (21, "a@例え。jp", "a@xn--r8jz45g.jp"),
    (21, "a@e\u0301cole.fr", "a@xn--cole-9oa.fr"),
    (21, "a@MÜLLER.de", "a@xn--mller-kva.de"),
    (21, "a@例え.みんな", "a@xn--r8jz45g.xn--q9jyb4c"),
    (23, "a" * 64 + "@x.com", "a" * 64 + "@x.com"),
    (25, "a@" + "b" * 63 + ".com", "a@" + "b" * 63 + ".com"),
    (27, "A.Sato@X.COM", "A.Sato@X.COM"),
    (28, "a+tag@x.com", "a+tag@x.com"),
    (28, "o'brien@x.com", "o'brien@x.com"),
    (28, "a_b-c=d@sub.x.co.jp", "a_b-c=d@sub.x.co.jp"),
    (28, "{a}&b#c$d*e/f?g^h~i@x.com", "{a}&b#c$d*e/f?g^h~i@x.com"),
    (28, "1@1.com", "1@1.com"),
]


@pytest.mark.parametrize(("number", "typed", "stored"), ACCEPTED)
def test_a_good_address_is_stored_trimmed_and_as_typed(number, typed, stored):
    assert check_email(typed) == stored
    assert check_email(stored) == stored


def test_an_address_of_254_characters_is_the_longest():
    domain = ".".join(["b" * 61] * 3) + ".com"
    local = "a" * 63
    domain = domain.replace("b", "bb", 1)
    assert len(check_email(f"{local}@{domain}")) == 254
    assert len(local) < 64
    with pytest.raises(ValidationError):
        check_email(f"{local}a@{domain}")


def test_the_length_that_counts_is_the_one_that_goes_out():
    with pytest.raises(ValidationError) as refused:
        check_email("a" * 64 + "@" + ".".join(["例え" * 9] * 7) + ".jp")
    assert refused.value.code == "too_long"


KEYS = [
    ("A@X.COM", "a@x.com"),
    (" a@x.com\n", "a@x.com"),
    ("a@例え.JP", "a@xn--r8jz45g.jp"),
    ("A@XN--R8JZ45G.jp", "a@xn--r8jz45g.jp"),
    ("a@ß.de", "a@xn--zca.de"),
    ("a@ẞ.de", "a@xn--zca.de"),
    ("a@ss.de", "a@ss.de"),
    ("a@u\u0308.de", "a@xn--tda.de"),
    ("a@ü.de", "a@xn--tda.de"),
    ("a.b+Tag@Gmail.com", "a.b+tag@gmail.com"),
    ("root@localhost", "root@localhost"),
]


@pytest.mark.parametrize(("address", "key"), KEYS)
def test_the_key_compares_case_and_form_of_the_domain_and_nothing_else(address, key):
    assert email_key(address) == key
    assert email_key(key) == key


@pytest.mark.parametrize("junk", ["", None, "a", "@", "a@", "İ@x.com", "a@x..com", "a\x00@x.com", "x" * 10**6])
def test_what_is_no_address_has_no_key(junk):
    with pytest.raises(ValidationError):
        email_key(junk)


@pytest.mark.parametrize(
    ("typed", "other"),
    [("ı@x.com", "i@x.com"), ("ﬁ@x.com", "fi@x.com"), ("a@ß.de", "a@ss.de"), ("a@\u0131.com", "a@i.com")],
)
def test_addresses_that_fold_to_one_under_casefold_stay_two(typed, other):
    with suppress(ValidationError):
        assert email_key(typed) != email_key(other)


def test_what_goes_into_smtp_is_ascii_with_the_local_part_as_stored():
    assert ascii_address("Taro.Sato@例え.jp") == "Taro.Sato@xn--r8jz45g.jp"
    assert ascii_address("Taro@X.com") == "Taro@x.com"


def test_the_domain_of_an_address_is_its_a_label():
    assert domain_of("A@例え.JP") == "xn--r8jz45g.jp"


@pytest.mark.parametrize("local", sorted(RESERVED_LOCAL_PARTS))
def test_a_request_cannot_be_addressed_to_a_reserved_mailbox(local):
    for address in (f"{local}@x.com", f"{local.upper()}+tag@x.com"):
        with pytest.raises(ValidationError) as refused:
            check_recipient_local(address)
        assert refused.value.code == "reserved_local_part"


@pytest.mark.parametrize("address", ["info@x.com", "admin@x.com", "support@x.com", "abuser@x.com", "a@x.com"])
def test_mailboxes_of_a_business_may_be_addressed(address):
    check_recipient_local(address, portal_domains=["portal.example"], partner_domains=["partner.example"])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("a@portal.example", "portal_domain"),
        ("a@mail.PORTAL.example", "portal_domain"),
        ("a@xn--r8jz45g.jp", "partner_domain"),
        ("a@例え.jp", "partner_domain"),
    ],
)
def test_own_domains_of_portal_and_partner_cannot_be_addressed(address, code):
    with pytest.raises(ValidationError) as refused:
        check_recipient_local(address, portal_domains=["Portal.example"], partner_domains=["例え.jp"])
    assert refused.value.code == code


def test_a_domain_that_only_ends_alike_is_another_one():
    check_recipient_local("a@myportal.example", portal_domains=["portal.example"])
    check_recipient_local("a@sub.partner.example", partner_domains=["partner.example"])


@pytest.mark.parametrize("seed", range(5))
def test_junk_is_refused_or_becomes_an_address_that_stays_the_same(seed):
    for text in [*junk_texts(seed), *(f"{text}@x.com" for text in junk_texts(seed)), *_in_domains(seed)]:
        try:
            stored = check_email(text)
        except ValidationError:
            continue
        assert stored.isascii()
        assert check_email(stored) == stored
        assert email_key(email_key(stored)) == email_key(stored)


@pytest.mark.parametrize("character", sorted(set(NASTY)))
def test_no_nasty_character_raises_anything_but_a_validation_error(character):
    for address in (
        character,
        f"a{character}@x.com",
        f"a@x{character}y.com",
        f"a@{character}.com",
        f"a@x.com{character}",
    ):
        for check in (check_email, email_key, ascii_address, domain_of, check_recipient_local):
            with suppress(ValidationError):
                check(address)


def _in_domains(seed):
    return [f"a@{text}.com" for text in junk_texts(seed, longest=5)]
