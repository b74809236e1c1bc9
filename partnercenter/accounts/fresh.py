"""The deeds that need more than an open session: who does them has signed in, or confirmed to be there, a moment ago.

One table (`DEEDS`, by route). The guards of the pages of partners and customers ask it before a form is taken, so a new
line acts at once. What gives or takes rights over a customer wants a confirmation of its own (decisions §5), for
which those pages ask themselves once the form is right, keeping the answer meanwhile.
"""

import time
from enum import Enum
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Proof(Enum):
    """What is taken as proof, for five minutes."""

    SIGN_IN = "a sign-in, or a confirmation"
    CONFIRMATION = "a confirmation, asked for by the page itself"


DEEDS: dict[str, Proof] = {
    # Rights over a customer: given, taken back, handed over, extended.
    "decide": Proof.CONFIRMATION,
    "end_partner_rights": Proof.CONFIRMATION,
    "take_back_roles": Proof.CONFIRMATION,
    "replace_rights": Proof.CONFIRMATION,
    "hand_over_rights": Proof.CONFIRMATION,
    "switch_extension": Proof.CONFIRMATION,
    # A partner gives them up; a relationship or a partnership ends, or is asked to.
    "give_up_rights": Proof.SIGN_IN,
    "leave_out_roles": Proof.SIGN_IN,
    "end_relationship": Proof.SIGN_IN,
    "ask_to_end": Proof.SIGN_IN,
    "end_partnership": Proof.SIGN_IN,
    # Who belongs to an organisation, and with which role.
    "invite_colleague": Proof.SIGN_IN,
    "team_member": Proof.SIGN_IN,
    "remove_member": Proof.SIGN_IN,
    "join_request": Proof.SIGN_IN,
    # Where an organisation's events go, and the secret they are signed with.
    "add_webhook": Proof.SIGN_IN,
    "change_webhook": Proof.SIGN_IN,
    "rotate_webhook": Proof.SIGN_IN,
    "remove_webhook": Proof.SIGN_IN,
    # How somebody signs in: allauth asks.
    "mfa_activate_totp": Proof.CONFIRMATION,
    "mfa_deactivate_totp": Proof.CONFIRMATION,
    "mfa_generate_recovery_codes": Proof.CONFIRMATION,
    "mfa_add_webauthn": Proof.CONFIRMATION,
    "mfa_remove_webauthn": Proof.CONFIRMATION,
    "account_email": Proof.CONFIRMATION,
}


def ask_if_stale(request: HttpRequest) -> HttpResponse | None:
    """The way to confirming, which leads back to the form as it was sent; None where nothing has to be asked."""
    route = request.resolver_match.url_name if request.resolver_match else None
    is_deed = request.method == "POST" and DEEDS.get(route or "") is Proof.SIGN_IN
    return ask_to_confirm(request) if is_deed and not has_just_signed_in(request) else None


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Keep the form and let the person confirm in the first way that it has."""
    way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    suspend_request(request, way)
    # allauth goes on with a kept form only if `next` is its bare path; what stood behind it is kept with the form.
    return redirect(f"{way}?{urlencode({'next': request.path})}")


def has_just_signed_in(request: HttpRequest) -> bool:
    """Whether the last sign-in or confirmation of this session is young enough."""
    records = get_authentication_records(request, request.user)
    young = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
    return young or did_recently_reauthenticate(request)
