"""allauth's forms in our look and with our fields: canonical addresses, one password field, codes out of the seal."""

import unicodedata
from typing import Any, cast
from zoneinfo import available_timezones

from allauth.account import forms as account
from allauth.core import context as current
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm as DjangoSetPasswordForm
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.codes import open_code
from partnercenter.accounts.guessing import TooManyTriesError, refuse_if_used_up
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import check_email, email_key
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.canonical.linkish import check_no_links
from partnercenter.pages.forms import PortalFormMixin, PortalModelForm

LONGEST_PASSWORD = 1000  # characters
PASSWORD_HINT = _("At least 10 characters. A sentence of your own is easier to remember than signs.")
LABELS = {
    "password": _("Password"),
    "password1": _("New password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
}


class KnownAddressField(EmailAddressField):
    """An address that an account may have: compared by the stored key, however it is typed."""

    def canonical(self, text: str) -> str:
        return email_key(text)


class NewAddressField(EmailAddressField):
    """An address that an account is to have; its stored form is the key, which is the login."""

    def canonical(self, text: str) -> str:
        return email_key(check_email(text))


class NameField(LineField):
    """A person's name. It stands in mails that anybody can have sent to anybody, so it holds no link (T7)."""

    def canonical(self, text: str) -> str:
        name = super().canonical(text)
        check_no_links(name)
        return name


class AccountFormMixin(PortalFormMixin):
    """Our labels, no placeholders, no second password; addresses in their canonical form."""

    address_field: type[EmailAddressField] = KnownAddressField
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, one in self.fields.items():
            one.widget.attrs.pop("placeholder", None)
            one.label = LABELS.get(name, one.label)
            if name in ("email", "login"):
                self.fields[name] = self.draw_address()
            if isinstance(one.widget, forms.PasswordInput):
                limit_password(one)

    def draw_address(self) -> EmailAddressField:
        attrs = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        return self.address_field(label=_("E-mail address"), widget=forms.EmailInput(attrs=attrs))


def limit_password(one: forms.Field) -> None:
    """The hint where a password is chosen; a length that no hash minds."""
    chosen = one.widget.attrs.get("autocomplete") == "new-password"
    one.help_text = PASSWORD_HINT if chosen else ""
    one.widget.attrs["maxlength"] = str(LONGEST_PASSWORD)
    one.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class CodeFormMixin(AccountFormMixin):
    """A mailed code, full-width digits included; what is expected comes sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["code"] = open_code(kwargs.get("code") or "")
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Eight digits; the hyphen may be left out.")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        self.cleaned_data["code"] = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        return super().clean_code()  # type: ignore[misc]


class RegistrationForm(AccountFormMixin, account.SignupForm):
    """Name, e-mail address, password: nothing else is asked of a person (the organisation comes later)."""

    address_field = NewAddressField
    field_order = ["display_name", "email", "password1"]
    display_name = NameField(label=_("Your name"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = LABELS["password"]
        self.fields["display_name"].widget.attrs["autocomplete"] = "name"

    def try_save(self, request: HttpRequest) -> Any:
        """An address with an account takes as long as one without: hashing is most of the time (T18)."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class SignInForm(AccountFormMixin, account.LoginForm):
    """Address and password."""

    def clean(self) -> dict[str, Any]:
        try:
            return cast(dict[str, Any], super().clean())
        except TooManyTriesError as refusal:
            if not refusal.of_passwords:  # the password fits, the address is unproven, and no more codes are sent
                key = self.cleaned_data["login"].lower()
                refuse_if_used_up(current.request, action="confirm_email", key=key)
            raise


class ResetPasswordForm(AccountFormMixin, account.ResetPasswordForm):
    """The address whose owner forgot the password. It gets a mail even without an account: so it must be one."""

    address_field = NewAddressField

    def clean_email(self) -> str:
        email: str = super().clean_email()
        refuse_if_used_up(current.request, action="reset_password", key=email.lower())
        return email


class NewPasswordForm(AccountFormMixin, account.ResetPasswordKeyForm):
    """The new password, after a code."""


class ChangePasswordForm(AccountFormMixin, account.ChangePasswordForm):
    """The present password and the next."""


class FirstPasswordForm(AccountFormMixin, account.SetPasswordForm):
    """A password for an account that has none."""


class ReauthenticateForm(AccountFormMixin, account.ReauthenticateForm):
    """The password once more (K15)."""


class RequestCodeForm(AccountFormMixin, account.RequestLoginCodeForm):
    """The address that gets a sign-in code, or a mail that says it has no account."""

    address_field = NewAddressField

    def clean_email(self) -> str:
        refuse_if_used_up(current.request, action="request_login_code", key=self.cleaned_data["email"].lower())
        return cast(str, super().clean_email())


class ChangeAddressForm(AccountFormMixin, account.AddEmailForm):
    """The next address; it counts once its code is entered."""

    address_field = NewAddressField


class ConfirmSignInForm(CodeFormMixin, account.ConfirmLoginCodeForm):
    """The code that signs in."""


class ConfirmAddressForm(CodeFormMixin, account.ConfirmEmailVerificationCodeForm):
    """The code that proves the mailbox."""


class ConfirmResetForm(CodeFormMixin, account.ConfirmPasswordResetCodeForm):
    """The code that opens the new password."""


class LinkedPasswordForm(AccountFormMixin, DjangoSetPasswordForm):
    """The first password of a person whom an operator registered, behind the mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["new_password2"]
        self.fields["new_password1"].label = LABELS["password1"]

    def clean(self) -> dict[str, Any]:
        # Django compares two fields; there is one, so that a password manager fills it.
        self.validate_password_for_user(self.user, "new_password1")
        return self.cleaned_data


class ProfileForm(PortalModelForm):
    """What a person says about themselves."""

    display_name = NameField(label=_("Your name"), max_length=100)
    locale = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = User
        fields = ["display_name", "locale", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(name, name) for name in sorted(available_timezones()) if "/" in name and "Etc/" not in name]
        cast(forms.ChoiceField, self.fields["time_zone"]).choices = [("", _("As my organisation")), *zones]
        self.fields["display_name"].widget.attrs["autocomplete"] = "name"
