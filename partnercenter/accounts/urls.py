"""Account pages, the same on every host; allauth's names, because its own code asks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from partnercenter.accounts.views import confirming, factors, own, passkeys, sessions
from partnercenter.accounts.views.frame import account_page as page

urlpatterns = [
    path("login/", page(account.login), name="account_login"),
    path("login/code/", page(account.request_login_code), name="account_request_login_code"),
    path("login/code/confirm/", page(account.confirm_login_code), name="account_confirm_login_code"),
    path("logout/", page(account.logout), name="account_logout"),
    path("inactive/", page(account.account_inactive), name="account_inactive"),
    path("signup/", page(account.signup), name="account_signup"),
    path("confirm-email/", page(account.email_verification_sent), name="account_email_verification_sent"),
    path("reauthenticate/", page(account.reauthenticate), name="account_reauthenticate"),
    path("reauthenticate/code/", confirming.confirm_by_code, name="account_reauthenticate_by_code"),
    path("sessions/", sessions.sessions, name="account_sessions"),
    path("sessions/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("sessions/<uuid:public_id>/end/", sessions.end_session, name="end_session"),
    path("profile/", own.profile, name="account"),
    path("email/", page(account.email), name="account_email"),
    path("password/change/", page(account.password_change), name="account_change_password"),
    path("password/set/", page(account.password_set), name="account_set_password"),
    path("password/reset/", page(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/confirm/",
        page(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/complete/",
        page(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done/",
        page(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("set_password/<uidb64>/<token>/", own.set_password_link, name="account_set_password_link"),
    path("2fa/", page(mfa.index), name="mfa_index"),
    path("2fa/needed/", factors.second_factor_needed, name="second_factor_needed"),
    path("2fa/authenticate/", page(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", page(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", page(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        page(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/passkeys/", page(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", page(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", page(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", page(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/passkeys/reauthenticate/", page(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("login/passkey/", login_not_required(page(webauthn.login_webauthn)), name="mfa_login_webauthn"),
    path("login/passkey/options/", passkeys.passkey_options, name="passkey_options"),
]
