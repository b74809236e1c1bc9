"""What a request says to the customer, sentence by sentence: pages show these words, evidence keeps them (K02-K12)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.grants.queries.roles import roles_of
from invitations.models import Invitation
from invitations.parties import rights_holder
from partnercenter.pages.sentences import colon

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


ASKS_ROLES: Sentence = _(
    "They also ask for the administrator roles below. Tick the ones you allow. A role left unticked is not granted."
)
ASKS_ROLES_ALONE: Sentence = _(
    "They ask for the administrator roles below. Tick the ones you allow. A role left unticked is not granted."
)
AUTO_EXTENDS: Sentence = _("Then extends by 180 days at a time, until you or %(partner)s turn that off.")
NO_AUTO_EXTEND: Sentence = _("No automatic extension.")


def what_roles_are(invitation: Invitation, *, starts_relationship: bool) -> list[Sentence]:
    """K06 with the roles in plain words, and how long they would last."""
    roles = [f"{role.name}{colon()} {role.power}".strip() for role in roles_of(invitation.roles)]
    holder = rights_holder(invitation).legal_name
    days = _("%(days)d days from acceptance. You can shorten this, not lengthen it.") % {"days": invitation.days}
    extension = AUTO_EXTENDS % {"partner": holder} if invitation.auto_extends else NO_AUTO_EXTEND
    return [ASKS_ROLES if starts_relationship else ASKS_ROLES_ALONE, *roles, SCOPE, days, extension]


def what_it_allows(invitation: Invitation, *, starts_relationship: bool) -> list[Sentence]:
    """Everything that the partner may do after an acceptance, in the order of the page."""
    if not invitation.asks_rights:
        return [SELLS_ONLY]
    sells = [SELLS] if starts_relationship else []
    if invitation.asks_granular:
        return [*sells, *what_roles_are(invitation, starts_relationship=starts_relationship), NO_END]
    return [*sells, what_full_rights_are(invitation), SCOPE, NO_END]


def snapshot(invitation: Invitation, *, starts_relationship: bool) -> list[str]:
    """The sentences as they read in the language of the moment, for the evidence."""
    allowed = what_it_allows(invitation, starts_relationship=starts_relationship)
    return [str(sentence) for sentence in (*allowed, *WHAT_STAYS)]
