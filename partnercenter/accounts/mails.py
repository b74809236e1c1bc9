"""The words of the account's mails. One letter draws them all: what it says, a code or a button, where it came from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import say_moment

Words = str | Promise
LETTER = "mail/account/notice"
NOT_YOU = _("If this was not you, ignore this e-mail. Nobody gets in without the code.")
WAS_IT_YOU = _("If this was not you, reset your password now and tell the operator.")


@dataclass(frozen=True)
class Notice:
    """One kind of mail: its words, and the view that its button opens (on the host where it was asked for)."""

    subject: Words
    text: Words
    closing: Words = ""
    button: Words = ""
    view: str = ""
    has_code: bool = False
    says_where: bool = False


NOTICES: dict[str, Notice] = {
    "email_confirmation_signup": Notice(
        _("Confirm your e-mail address"),
        _("Welcome to Partner Center. Enter this code on the page where you registered. It works for 15 minutes."),
        closing=NOT_YOU,
        has_code=True,
    ),
    "email_confirmation": Notice(
        _("Confirm your e-mail address"),
        _("Enter this code on the page that asks for it. It works for 15 minutes."),
        closing=NOT_YOU,
        has_code=True,
    ),
    "login_code": Notice(
        _("Your sign-in code"),
        _("Enter this code on the sign-in page. It works once, for 15 minutes."),
        closing=NOT_YOU,
        has_code=True,
    ),
    "confirmation_code": Notice(
        _("Your code to confirm that it is you"),
        _("Enter this code on the page that asks for it. It works once, for 15 minutes."),
        closing=_("If this was not you, somebody uses your session: sign out everywhere on the page Your sessions."),
        has_code=True,
    ),
    "password_reset_code": Notice(
        _("Your code to reset the password"),
        _("Enter this code on the page where you asked for it, then choose a new password. It works for 15 minutes."),
        closing=NOT_YOU,
        has_code=True,
    ),
    "account_already_exists": Notice(
        _("You already have an account"),
        _(
            "Somebody, probably you, tried to register with this address. It has an account already: sign in, or "
            "reset the password if you have forgotten it."
        ),
        closing=_("If this was not you, you need not do anything."),
        button=_("Sign in"),
        view="account_login",
    ),
    "unknown_account": Notice(
        _("There is no account with this address"),
        _(
            "Somebody, probably you, asked for a code for this address. It has no account yet: register, or use "
            "the address that you registered with."
        ),
        closing=_("If this was not you, you need not do anything."),
        button=_("Register"),
        view="account_signup",
    ),
    "set_password": Notice(
        _("Choose your password for Partner Center"),
        _("The operator has registered you. Choose a password to sign in. The link works once, for 3 days."),
        closing=_("If you do not expect this, ignore this e-mail and tell the operator."),
        button=_("Choose a password"),
        view="account_set_password_link",
    ),
    "password_changed": Notice(
        _("Your password was changed"),
        _("The password of your account was changed. Other browsers were signed out."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "password_reset": Notice(
        _("Your password was reset"),
        _("The password of your account was reset with a code. Other browsers were signed out."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "password_set": Notice(
        _("A password was set"), _("Your account now has a password."), closing=WAS_IT_YOU, says_where=True
    ),
    "email_changed": Notice(
        _("Your e-mail address was changed"),
        _("Your account now signs in with another e-mail address; this one no longer works."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "email_deleted": Notice(
        _("An e-mail address was removed"),
        _("An e-mail address was removed from your account."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "account_connected": Notice(
        _("Your account is connected with a directory"),
        _("Your account can now be signed in to with the directory of an organisation."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "totp_activated": Notice(
        _("Two-step sign-in is on"),
        _("An authenticator app was added to your account."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "totp_deactivated": Notice(
        _("The authenticator app was removed"),
        _("Your account no longer asks for a code of the authenticator app."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "webauthn_added": Notice(
        _("A passkey was added"), _("A passkey was added to your account."), closing=WAS_IT_YOU, says_where=True
    ),
    "webauthn_removed": Notice(
        _("A passkey was removed"),
        _("A passkey was removed from your account; nobody can sign in with it any more."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
    "recovery_codes_generated": Notice(
        _("New recovery codes"),
        _("New recovery codes were made for your account; the old ones no longer work."),
        closing=WAS_IT_YOU,
        says_where=True,
    ),
}


def render_notice(email: OutboundEmail) -> Letter:
    """The letter of an account's mail, in its language."""
    notice = NOTICES[email.kind.removeprefix("account.")]
    with translation.override(email.language):
        return letter_of(LETTER, describe(notice, email), email.language)


def describe(notice: Notice, email: OutboundEmail) -> dict[str, Any]:
    """What the letter's template shows, in the active language."""
    secret = open_sealed(email.secret) if email.secret else {}
    if notice.has_code and not secret.get("code"):
        raise NothingToSend("The code is gone.")
    return {
        "subject": str(notice.subject),
        "name": email.recipient_name,
        "words": notice.text,
        "closing": notice.closing,
        "code": secret.get("code", ""),
        "button": notice.button,
        "address": address_of(notice, email, secret),
        "where": list_facts(email.payload) if notice.says_where else (),
    }


def address_of(notice: Notice, email: OutboundEmail, secret: dict[str, Any]) -> str:
    """Where the button leads: the host that the payload names, never one that a header named."""
    if not notice.view:
        return ""
    kwargs = {"uidb64": email.payload["uid"], "token": secret["token"]} if "token" in secret else {}
    return email.payload["origin"] + reverse(notice.view, urlconf=settings.ROOT_URLCONF, kwargs=kwargs)


def list_facts(payload: dict[str, str]) -> list[tuple[Words, str]]:
    """When and from where: what helps to tell whether it was oneself."""
    when = say_moment(datetime.fromisoformat(payload["timestamp"]), "UTC") if "timestamp" in payload else ""
    shown = (
        (_("When"), when),
        (_("IP address"), payload.get("ip", "")),
        (_("Browser"), payload.get("user_agent", "")),
    )
    return [(label, value) for label, value in shown if value]


for _name in NOTICES:
    renders(f"account.{_name}")(render_notice)
