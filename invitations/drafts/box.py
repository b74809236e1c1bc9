"""The part of a mail that its sender cannot change (K36): who asks, what, how long, until when, what stays."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.grants.queries.roles import role_names
from invitations import parties
from invitations.drafts.text import asking_names, expiry_of, sender_name
from invitations.models import Invitation
from invitations.statements import SCOPE, WHAT_STAYS
from partnercenter.outbox.boxes import Box
from partnercenter.pages.sentences import in_brackets, listed, one_after_another
from partnercenter.pages.times import say_last_day


def fixed_box(invitation: Invitation, language: str = "") -> Box:
    """The box of a request in `language`, by default the recipient's."""
    with override(language or invitation.language):
        return Box(
            title=_("From Partner Center. The sender cannot change this part."),
            row=_("%(label)s: %(value)s"),
            rows=box_rows(invitation),
            stays=_("What stays as it is"),
            points=[str(point) for point in WHAT_STAYS],
            report=_("Not expecting this? Ignore this e-mail, or report it on the page that the link opens."),
        )


def box_rows(invitation: Invitation) -> list[tuple[str, str]]:
    """The rows in the language of the moment."""
    rows = [(_("Who asks"), who_asks(invitation)), (_("Rights"), rights(invitation))]
    if invitation.asks_rights:
        rows.append((_("How long"), how_long(invitation)))
    return [*rows, (_("Answer by"), say_last_day(expiry_of(invitation), invitation.partner.time_zone))]


def who_asks(invitation: Invitation) -> str:
    """Legal name and person; with a provider also who else becomes related (K04)."""
    partner, provider = asking_names(invitation)
    person = "" if invitation.on_behalf_of else sender_name(invitation)
    asks = f"{partner}{in_brackets(person)}" if person else partner
    if not provider:
        return asks
    through = _("The request comes through %(provider)s. If you accept, you have a relationship with both.") % {
        "provider": provider
    }
    return f"{asks}\n{through}"


def rights(invitation: Invitation) -> str:
    """What is asked, to whom it would go where that is not plain, and the scope (K08)."""
    if not invitation.asks_rights:
        return _("No administrator rights are asked for.")
    kind = _("Full administrator rights")
    if invitation.rights == Invitation.Rights.GRANULAR:
        kind = listed(role_names(invitation.roles))
    lines = [kind, str(SCOPE)]
    if parties.provider_of(invitation):
        holder = parties.rights_holder(invitation).legal_name
        lines.insert(1, _("Administrator rights go to %(partner)s alone.") % {"partner": holder})
    return "\n".join(lines)


def how_long(invitation: Invitation) -> str:
    """Full rights have no end; granular ones last their days from the acceptance on."""
    if invitation.rights == Invitation.Rights.FULL:
        return _("No end date. You can end the rights on any day, at once, under Partners.")
    days = _("%(days)d days from acceptance.") % {"days": invitation.days}
    if invitation.auto_extends:
        return one_after_another(days, _("Then extends by 180 days at a time, until you or the partner turn that off."))
    return one_after_another(days, _("No automatic extension."))
