"""How allauth works here: its mails go through the outbox, its words are ours, it trusts no Host header."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts import mailing
from partnercenter.accounts.codes import open_code, seal_code
from partnercenter.accounts.confirming import BY_CODE
from partnercenter.accounts.devices import place_of_known
from partnercenter.accounts.guessing import APP, IN_KNOWN_BROWSER, count_try, refuse_if_too_many
from partnercenter.accounts.models import User
from partnercenter.accounts.opened import opened_page
from partnercenter.accounts.places import is_own_page, origin_of
from partnercenter.accounts.tries import forget_wrong_tries
from partnercenter.audit.middleware import client_address, printable
from partnercenter.canonical.emails import email_key

WAYS = {
    "reauthenticate": _("Confirm with the password"),
    "mfa_reauthenticate": _("Confirm with the authenticator app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Confirm with a passkey"),
    BY_CODE: _("Confirm with a code by e-mail"),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks, as far as the portal answers them itself."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is blocked. Ask the operator to unblock it."),
        "email_password_mismatch": _(
            "The e-mail address and the password do not match. Check both, or reset the password."
        ),
        "email_taken": _("This address already has an account. Sign in with it, or use another address."),
        "enter_current_password": _("The current password is different. Enter it again."),
        "incorrect_code": _("The code is different. Copy the newest code from your e-mail."),
        "incorrect_password": _("The password is different. Enter it again."),
        "same_as_current": _("This is your address already. Enter the new one."),
        "too_many_login_attempts": _("The code was wrong too often and no longer works. Get a new one."),
        "rate_limited": _("Too many attempts. Try again in a few minutes."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox; the code in it travels sealed."""
        request = current.request
        mailing.queue_account_mail(
            template_prefix.rpartition("/")[2],
            email=email,
            origin=origin_of(request),
            cloud_code=getattr(getattr(request, "cloud", None), "code", ""),
            code=open_code(context.get("code", "")),
            facts={name: as_text(context[name]) for name in mailing.FACTS if context.get(name)},
        )

    def generate_login_code(self) -> str:
        return seal_code(super().generate_login_code())

    def generate_password_reset_code(self) -> str:
        return seal_code(super().generate_password_reset_code())

    def generate_email_verification_code(self) -> str:
        return seal_code(super().generate_email_verification_code())

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` leads to a page of the host that was asked."""
        return is_own_page(url, getattr(current.request, "urlconf", None))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the link that was opened here, so that the way is never lost; else the host's home."""
        opened = opened_page(request)
        return opened.url if opened else reverse("home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """The new person: name from the form, language of the page."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.locale = mailing.short_language(get_language())
        return super().save_user(request, user, form, commit)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Our words for each way; a mailed code where the person has no other."""
        ways = super().get_reauthentication_methods(user)
        if not ways and user.is_authenticated:
            ways = [{"id": BY_CODE, "url": reverse("account_reauthenticate_by_code")}]
        return [way | {"description": WAYS[way["id"]]} for way in ways]

    def get_client_ip(self, request: HttpRequest) -> str:
        """What limits by address count by: a known browser by itself, then the address, one name for those without."""
        return place_of_known(request) or client_address(request) or "unknown"

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return printable(super().get_http_user_agent(request))

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: a header shall not turn our pages into JSON."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The refusal in words; a limit that is used up is no error of the form but a page of its own (429)."""
        refuse_if_too_many(code)
        return super().validation_error(code, *args)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at, apart from those of others in a known browser."""
        self._login_failed_rl_usage = count_try(request, self._get_login_attempts_cache_key(request, **credentials))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep the wrong try as a row, for when the shared store has forgotten it."""
        self._login_failed_rl_usage.keep()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        # Who reset the password, or was unlocked, begins anew: also in known browsers, and in the rows.
        super()._delete_login_attempts_cached_email(request, **credentials)
        key = self._get_login_attempts_cache_key(request, **credentials)
        ratelimit.clear(request, app=APP, action=IN_KNOWN_BROWSER, key=key)
        forget_wrong_tries(key)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts by the Host header as well; whoever writes it in capitals would get new attempts.
        try:
            return email_key(credentials.get("email", ""))
        except ValidationError:
            return "unknown"


def as_text(fact: Any) -> str:
    """A fact as the mail's row holds it: moments in ISO form, the letter says them in its language."""
    return fact.isoformat() if isinstance(fact, datetime) else str(fact)
