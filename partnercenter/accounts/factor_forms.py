"""The forms of second factors, of passkeys, and of confirming by a mailed code."""

import time
import unicodedata
from typing import Any

from allauth.core import context as current
from allauth.mfa.adapter import get_adapter
from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.accounts.codes import open_code, seal_code
from partnercenter.accounts.confirming import is_right
from partnercenter.accounts.forms import LABELS, AccountFormMixin
from partnercenter.accounts.guessing import BY_ANYBODY, refuse_if_used_up
from partnercenter.accounts.models import User
from partnercenter.accounts.tries import forget_wrong_tries, keep_wrong_try
from partnercenter.canonical.fields import LineField
from partnercenter.pages.forms import PortalForm

BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, InvalidSignature)


class CountedCodeMixin(AccountFormMixin):
    """A code of somebody known: wrong ones are kept as rows too, and a right one begins anew."""

    user: User

    def clean_code(self) -> str:
        limit = {"action": BY_ANYBODY, "key": f"mfa-auth-user-{self.user.pk}"}  # the key is allauth's
        refuse_if_used_up(current.request, **limit)
        try:
            code = self.use_code()
        except forms.ValidationError:
            keep_wrong_try(current.request, **limit)
            raise
        forget_wrong_tries(limit["key"])
        return code

    def use_code(self) -> str:
        """The code, used up in the row of its factor: allauth's mark lies in the cache, which may forget it (F46)."""
        list(Authenticator.objects.select_for_update().filter(user=self.user).order_by("pk"))
        step_began = int(time.time()) // TOTP_PERIOD * TOTP_PERIOD
        code: str = super().clean_code()  # type: ignore[misc]
        factor: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if factor.type == Authenticator.Type.TOTP:
            if factor.last_used_at and factor.last_used_at.timestamp() >= step_began:
                self._emit_authentication_failed(factor)  # type: ignore[attr-defined]
                raise get_adapter().validation_error("incorrect_code")
            factor.record_usage()
        return code


class SecondFactorForm(CountedCodeMixin, mfa.AuthenticateForm):
    """The authenticator app's code, or a recovery code."""


class SecondFactorAgainForm(CountedCodeMixin, mfa.ReauthenticateForm):
    """The same, to confirm that it is still you."""


class ConfirmByCodeForm(AccountFormMixin, PortalForm):
    """The mailed code, to confirm that it is still you."""

    code = forms.CharField(
        label=LABELS["code"], max_length=40, help_text=_("Eight digits; the hyphen may be left out.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        if not is_right(current.request, code):
            raise forms.ValidationError(
                _("The code is different or too old. Copy the newest one, or have another sent."), code="incorrect_code"
            )
        return code


class StartAuthenticatorForm(AccountFormMixin, ActivateTOTPForm):
    """The first code of a new authenticator app; until then its key lies sealed in the session's row (D31)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = current.request.session
        if SECRET_SESSION_KEY in session:
            session[SECRET_SESSION_KEY] = open_code(session[SECRET_SESSION_KEY])
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = seal_code(self.secret)


class StopAuthenticatorForm(AccountFormMixin, DeactivateTOTPForm):
    """Nothing to enter: the page asks whether it is meant."""


class RecoveryCodesForm(AccountFormMixin, GenerateRecoveryCodesForm):
    """Nothing to enter: new codes replace the old ones."""


class PasskeyFormMixin(AccountFormMixin):
    """What the browser made, which anybody can send: whatever does not fit is refused in our words."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or self.cleaned_data  # type: ignore[misc]
        except (*BROKEN, forms.ValidationError):
            raise refused() from None


class PasskeyAnswerMixin(PasskeyFormMixin):
    """A signature of a passkey."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (*BROKEN, forms.ValidationError):
            raise refused() from None


def refused() -> forms.ValidationError:
    return forms.ValidationError(
        _("The passkey was not accepted. Try again, or choose another way."), code="passkey_refused"
    )


class AddPasskeyForm(PasskeyFormMixin, webauthn.AddWebAuthnForm):
    """A name, and the new passkey. It always signs in by itself, so it always asks for the person."""

    name = LineField(label=pgettext_lazy("passkey", "Name"), max_length=60, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)


class RenamePasskeyForm(AccountFormMixin, webauthn.EditWebAuthnForm):
    """Another name."""

    name = LineField(label=pgettext_lazy("passkey", "Name"), max_length=60)


class PasskeySignInForm(PasskeyAnswerMixin, webauthn.LoginWebAuthnForm):
    """A passkey instead of address and password."""


class PasskeySecondForm(PasskeyAnswerMixin, webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyAgainForm(PasskeyAnswerMixin, webauthn.ReauthenticateWebAuthnForm):
    """A passkey, to confirm that it is still you."""
