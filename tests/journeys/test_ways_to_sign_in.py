"""Passkeys and the authenticator app in a real browser, whose virtual authenticator stands for the device."""

from contextlib import suppress

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import TimeoutError as NotThere
from playwright.sync_api import expect

from partnercenter.demo.operators import SECOND_FACTOR, WITH_SECOND_FACTOR
from tests.journeys.person import PASSWORD, Person

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEYS = "/accounts/2fa/passkeys/"


def gets_a_device(person: Person) -> None:
    """A device that keeps passkeys and recognises its owner."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def signs_out(person: Person) -> None:
    person.opens(f"{person.portal.main}/accounts/logout/")
    person.presses("Sign out")


def confirms(person: Person) -> None:
    """With the password, where the page asks for it: nobody asks an account that is a few minutes old."""
    with suppress(NotThere):
        person.page.locator("[name=password]").wait_for(timeout=1000)
        person.fills("Password", PASSWORD)
        person.presses("Confirm")


def code_of(key: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(key, next(yield_hotp_counters_from_time())))


def test_a_passkey_is_added_and_then_signs_in_confirms_and_is_the_second_step(person, portal) -> None:
    one = person("ja")
    gets_a_device(one)
    one.opens(f"{portal.main}/accounts/login/?next={KEYS}add/")
    one.signs_in("n.hayashi@midorino.example")
    confirms(one)
    one.sees("Add a passkey")
    one.presses("Add a passkey")
    one.sees("Recovery codes")
    signs_out(one)
    one.opens(f"{portal.main}/accounts/login/?next={KEYS}")
    one.presses("Sign in with a passkey")
    one.sees("Passkeys")
    one.opens(f"{portal.main}{KEYS}reauthenticate/?next={KEYS}")
    one.presses("Confirm with a passkey")
    one.sees("Passkeys")
    signs_out(one)
    one.opens(f"{portal.main}/accounts/login/?next={KEYS}")
    one.fills("E-mail address", "n.hayashi@midorino.example")
    one.fills("Password", PASSWORD)
    one.presses("Sign in")
    one.sees("One more step to sign in")
    one.presses("Use a passkey")
    one.sees("Passkeys")


def test_the_authenticator_app_is_set_up(person, portal) -> None:
    one = person("en")
    one.opens(f"{portal.main}/accounts/login/?next=/accounts/2fa/totp/activate/")
    one.signs_in("t.fujita@aozora-cloud.example")
    confirms(one)
    one.sees("Set up the authenticator app")
    one.fills("Code", code_of(one.page.locator("main code").inner_text()))
    one.presses("Set up")
    one.sees("Recovery codes")


def test_the_authenticator_app_is_asked_for_after_the_password(person, portal) -> None:
    one = person("en")
    one.opens(f"{portal.main}/accounts/login/")
    one.fills("E-mail address", WITH_SECOND_FACTOR)
    one.fills("Password", PASSWORD)
    one.presses("Sign in")
    one.sees("Enter the code of your authenticator app")
    one.fills("Code", code_of(SECOND_FACTOR))
    one.presses("Sign in")
    expect(one.page).to_have_url(f"{portal.main}/")
