"""What a request says to the customer, sentence by sentence: pages show these words, evidence keeps them (K02-K12)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from invitations.models import Invitation
from invitations.parties import rights_holder

Sentence = str | Promise

# K10, literally what S1 promises.
WHAT_STAYS: tuple[Sentence, ...] = (
    _("None of your existing subscriptions is changed."),
    _("Neither your existing subscriptions nor the ownership of your account moves to the partner."),
    _("The terms of your existing subscriptions stay, and so do your obligations for them."),
    _("The Partner of Record of your subscriptions does not change."),
)
SCOPE: Sentence = _(
    "These rights are for Azure Active Directory and Office 365. "
    "They give no access to Azure subscriptions that you already have."
)
SELLS_ONLY: Sentence = _("Sell to you and handle your orders. No administrator rights are asked for.")
SELLS: Sentence = _("Sell to you and handle your orders.")
NO_END: Sentence = _("You can end the rights on any day, at once, under Partners.")


def what_full_rights_are(invitation: Invitation) -> Sentence:
    """K07 without its title."""
    return _(
        "%(partner)s's staff could do everything your own administrators can do, including adding and removing "
        "administrators. Admin agents act as Global administrator, helpdesk agents as Helpdesk administrator. "
        "The rights have no end date and cannot be accepted in part."
    ) % {"partner": rights_holder(invitation).legal_name}


def what_it_allows(invitation: Invitation, *, starts_relationship: bool) -> list[Sentence]:
    """Everything that the partner may do after an acceptance, in the order of the page."""
    if not invitation.asks_rights:
        return [SELLS_ONLY]
    sells = [SELLS] if starts_relationship else []
    return [*sells, what_full_rights_are(invitation), SCOPE, NO_END]


def snapshot(invitation: Invitation, *, starts_relationship: bool) -> list[str]:
    """The sentences as they read in the language of the moment, for the evidence."""
    allowed = what_it_allows(invitation, starts_relationship=starts_relationship)
    return [str(sentence) for sentence in (*allowed, *WHAT_STAYS)]
