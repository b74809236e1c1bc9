"""What a refused sign-in with a directory says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BAD_REQUEST, FORBIDDEN, UNAVAILABLE = 400, 403, 503


@dataclass(frozen=True)
class Words:
    """Title, reason and next step of a refusal; `%(name)s` is the authority's name."""

    title: Promise
    why: Promise
    next_step: Promise
    status: int = FORBIDDEN


WORDS = {
    "unknown_tenant": Words(
        _("Your directory is not connected here"),
        _("%(name)s has signed you in, but the directory that you belong to is connected with no organisation here."),
        _(
            "Sign in another way, or ask an administrator of your organisation to have the operator connect the "
            "directory. Customers sign in on the address of their own cloud, partners on the portal's own."
        ),
    ),
    "role_does_not_fit": Words(
        _("Your directory gives you no role here"),
        _("%(name)s has signed you in, but none of your roles in the directory opens anything here."),
        _("Ask whoever manages your directory for a role that your organisation uses here, then sign in again."),
    ),
    "last_global_admin": Words(
        _("Your role would be missing here"),
        _(
            "Your directory no longer gives you the role of a global administrator, and you are the last one of your "
            "organisation here. Nothing was changed."
        ),
        _("Have a colleague with that role in the directory sign in here first, or ask the operator."),
    ),
    "address_unconfirmed": Words(
        _("Your e-mail address cannot be taken from the directory"),
        _(
            "%(name)s names an e-mail address outside of the domains that your organisation has confirmed here, or "
            "none. No account was made."
        ),
        _(
            "Register with your address first: a code proves your mailbox. Then connect the directory on your account "
            "page. Or ask an administrator of your organisation to confirm the domain."
        ),
    ),
    "has_account": Words(
        _("Your address has an account already"),
        _("An account is joined with a directory only by the person who can sign in to it."),
        _("Sign in as before, then connect the directory on your account page."),
    ),
    "operator": Words(
        _("Operators sign in here without a directory"),
        _("An operator reaches every organisation, so the directory of one of them cannot sign an operator in."),
        _("Sign in with your password or your passkey."),
    ),
    "cancelled": Words(
        _("You were not signed in"),
        _("The sign-in at %(name)s was ended before it was finished."),
        _("Start again, or sign in another way."),
        BAD_REQUEST,
    ),
    "unreachable": Words(
        _("The directory does not answer"),
        _("%(name)s could not be reached in time. Nothing has changed."),
        _("Try again in a few minutes, or sign in another way."),
        UNAVAILABLE,
    ),
    "not_believed": Words(
        _("This sign-in cannot be used"),
        _(
            "What came back from %(name)s does not belong to a sign-in that was started in this browser, was used "
            "before, or is too old."
        ),
        _("Start again from the sign-in page. If it happens again, tell the operator."),
        BAD_REQUEST,
    ),
}
