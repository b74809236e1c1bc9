"""How people sign in: what Django and django-allauth are set to. Nothing here depends on the environment."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "partnercenter.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
_FORMS = "partnercenter.accounts.forms"
ACCOUNT_FORMS = {
    "signup": f"{_FORMS}.RegistrationForm",
    "login": f"{_FORMS}.SignInForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.NewPasswordForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.FirstPasswordForm",
    "add_email": f"{_FORMS}.ChangeAddressForm",
    "request_login_code": f"{_FORMS}.RequestCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmSignInForm",
    "confirm_email_verification_code": f"{_FORMS}.ConfirmAddressForm",
    "confirm_password_reset_code": f"{_FORMS}.ConfirmResetForm",
}
_FACTORS = "partnercenter.accounts.factor_forms"
MFA_FORMS = {
    "authenticate": f"{_FACTORS}.SecondFactorForm",
    "reauthenticate": f"{_FACTORS}.SecondFactorAgainForm",
    "activate_totp": f"{_FACTORS}.StartAuthenticatorForm",
    "deactivate_totp": f"{_FACTORS}.StopAuthenticatorForm",
    "generate_recovery_codes": f"{_FACTORS}.RecoveryCodesForm",
    "add_webauthn": f"{_FACTORS}.AddPasskeyForm",
    "edit_webauthn": f"{_FACTORS}.RenamePasskeyForm",
    "login_webauthn": f"{_FACTORS}.PasskeySignInForm",
    "authenticate_webauthn": f"{_FACTORS}.PasskeySecondForm",
    "reauthenticate_webauthn": f"{_FACTORS}.PasskeyAgainForm",
}
# Directories of organisations: the authorities are rows, one for each cloud; none is in use until an operator says so.
SOCIALACCOUNT_ADAPTER = "partnercenter.authorities.adapter.AuthoritySocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address alone joins nobody with an account
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "partnercenter.accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Partner Center"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # two for each sign-in; a whole office shares an address
MFA_WEBAUTHN_USER_VERIFICATION = "required"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address for each person: the new one replaces the old one once it is proven
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
# Codes come by mail, through a queue: minutes (in seconds), and a way to ask again.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; the set-password link of a person whom an operator registers
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds (decisions §5)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and codes (G15), and mails that anybody can have sent to any address: a few at once, not one a minute
# for ever (T10).
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key,100/d/key",
    "login_failed_known": "5/5m/key,100/d/key",  # in a browser that has signed in to the account before
    "confirm_email": "1/10s/key,10/h/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,5/m/key,10/h/key",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
