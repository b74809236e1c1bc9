"""Why somebody cannot answer a partnership request now: what is so, why, and what to do next, in the reader's words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from partnercenter.pages.times import say_last_day
from partnercenter.partners.asking_again import RENEWABLE
from partnercenter.partners.models import Partner, PartnershipRequest


@dataclass(frozen=True)
class Stop:
    """A page that stops the way: title, reason, next step, HTTP status, and the badge's icon and words."""

    code: str
    title: str
    why: str
    todo: str
    status: int = 403
    icon: str = "lock"
    forward: str = ""  # a text to hand to somebody who can answer
    is_renewable: bool = False  # the sender can be asked for a new link


def dead(reason: str, request: PartnershipRequest) -> Stop:
    """K26-K29: the link was ours and lives no more. No name of partner or addressee: who holds it may be anybody."""
    until = say_last_day(request.expires_at, request.provider.time_zone)
    titles = {
        "expired": (_("This link has expired"), _("It worked %(until)s. Nothing has changed.") % {"until": until}),
        "cancelled": (
            _("This request was withdrawn"),
            _("The partner has withdrawn it, so it can no longer be answered."),
        ),
        "replaced": (_("There is a newer link"), _("The sender has replaced this one.")),
        "used": (_("This link has been used"), _("It works for one answer only.")),
    }
    next_steps = {
        "expired": _("To answer after all, ask the sender for a new link."),
        "cancelled": _("You need not do anything, and nothing changes for your company."),
        "replaced": _("Open the link in the latest e-mail, or ask for it again."),
        "used": _("Sign in to see your company’s partnerships."),
    }
    title, why = titles[reason]
    icon = {"expired": "clock", "cancelled": "ended", "replaced": "repeat", "used": "ok"}[reason]
    renewable = reason in RENEWABLE
    return Stop(f"dead_{reason}", title, why, next_steps[reason], status=410, icon=icon, is_renewable=renewable)


def not_signed_in() -> Stop:
    """A visitor: the landing page, which is no refusal."""
    return Stop("not_signed_in", "", "", "", status=200)


def unavailable(provider: Partner) -> Stop:
    """The provider is suspended, or no provider any more; the request keeps its status (decisions §4)."""
    why = _("%(partner)s is not able to enter partnerships at the moment. Nothing has changed.")
    return Stop(
        "provider_away",
        _("This request cannot be answered now"),
        why % {"partner": provider.legal_name},
        _("Ask its contact when to come back, or try again later."),
        status=410,
        icon="clock",
    )


def unverified(email: str) -> Stop:
    """Nobody has proved yet that the mailbox is this person's."""
    why = _(
        "You are signed in as %(email)s, but nobody has confirmed yet that this mailbox is yours. Nothing has changed."
    )
    return Stop(
        "unverified_email",
        _("Confirm your e-mail address first"),
        why % {"email": email},
        _("Confirm the address on your account’s page, then open the link in the e-mail again."),
    )


def wrong_person(email: str) -> Stop:
    """Neither the addressee nor a global admin of the addressee's company (K17)."""
    return Stop(
        "wrong_person",
        _("This request is addressed to someone else"),
        _("You are signed in as %(email)s.") % {"email": email},
        _(
            "Sign in with the address that received the e-mail. A global admin of the company that it was sent to can "
            "answer too."
        ),
        icon="user",
    )


def no_partner(email: str) -> Stop:
    """Somebody of a customer, or of nobody: this link was never meant for customers (R-31)."""
    return Stop(
        "no_partner",
        _("This link is for partners"),
        _(
            "It asks an indirect reseller for a partnership with an indirect provider. You are signed in as %(email)s, "
            "and nobody has registered you as staff of a partner. Nothing has changed."
        )
        % {"email": email},
        _(
            "If you are a customer and expect a request to become your reseller, tell the sender that this is the "
            "wrong link. If you work for a partner, sign in with the address that your company uses here, or ask the "
            "operator to register your company."
        ),
        icon="people",
    )


def own_request(provider: Partner) -> Stop:
    """Staff of the provider that asks (K23)."""
    return Stop(
        "own_request",
        _("You work for the partner that asks"),
        _("Someone outside %(partner)s has to answer for the reseller.") % {"partner": provider.legal_name},
        _("Send the link to the reseller. You find it on the request’s page."),
    )


def other_cloud(reseller: Partner, request: PartnershipRequest) -> Stop:
    """A partner account belongs to one cloud, and so does a partnership (R-43)."""
    names = {"cloud": request.cloud.name, "own": reseller.cloud.name, "organisation": reseller.legal_name}
    return Stop(
        "other_cloud",
        _("This link is for %(cloud)s") % names,
        _("%(organisation)s is a partner in %(own)s, so it cannot answer. Nothing has changed.") % names,
        _("Answer with your company’s partner account in that cloud, or ask the sender for a request in your cloud."),
        icon="globe",
    )


def no_reseller(reseller: Partner) -> Stop:
    """Only an indirect reseller has a provider."""
    return Stop(
        "no_reseller",
        _("%(organisation)s is not an indirect reseller") % {"organisation": reseller.legal_name},
        _("Only an indirect reseller can authorize an indirect provider. Nothing has changed."),
        _("If your company is to sell through providers, ask the operator to register it as an indirect reseller."),
        icon="handshake",
    )


def not_global_admin(reseller: Partner, request: PartnershipRequest) -> Stop:
    """The reseller's global admin answers, nobody else (decisions §9)."""
    names = {"organisation": reseller.legal_name, "partner": request.provider.legal_name, "number": request.number}
    return Stop(
        "not_global_admin",
        _("A global admin has to answer"),
        _("Your roles do not reach. Forward the text below to a global admin of %(organisation)s.") % names,
        "",
        forward=_(
            "%(partner)s asks %(organisation)s for a partnership in Partner Center (request %(number)s).\nOpen the "
            "link in the e-mail that I forward with this text, and sign in with your own account. Opening the link "
            "changes nothing."
        )
        % names,
    )


def other_region(reseller: Partner, request: PartnershipRequest) -> Stop:
    """Provider and reseller sell in different regions (R-43)."""
    names = {"partner": request.provider.legal_name, "organisation": reseller.legal_name}
    return Stop(
        "other_region",
        _("%(partner)s and %(organisation)s sell in different regions") % names,
        _("A partnership needs two partners of the same sales region. Nothing has changed."),
        _("If your company’s registered country is wrong, ask the operator to correct it."),
        icon="globe",
    )


def no_indirect_model(request: PartnershipRequest) -> Stop:
    """The cloud's rules changed since the request was made."""
    return Stop(
        "no_indirect_model",
        _("%(cloud)s has no indirect model") % {"cloud": request.cloud.name},
        _("There are no partnerships between providers and resellers in this cloud. Nothing has changed."),
        _("There is nothing to do. Tell the sender that the request cannot be answered."),
        status=409,
        icon="globe",
    )


def reseller_away(reseller: Partner) -> Stop:
    """The reseller itself is suspended, or its programme agreement is not on record (R-63)."""
    return Stop(
        "reseller_away",
        _("%(organisation)s cannot enter a partnership now") % {"organisation": reseller.legal_name},
        _("It is suspended, or its partner agreement is not on record. Nothing has changed."),
        _("Ask the operator what has to be settled, then open the link again."),
        status=409,
    )


def in_force(request: PartnershipRequest, reseller: Partner) -> Stop:
    """There is nothing left to accept."""
    names = {"partner": request.provider.legal_name, "organisation": reseller.legal_name}
    return Stop(
        "in_force",
        _("The partnership is in force already"),
        _("%(partner)s and %(organisation)s work together already. There is nothing to accept.") % names,
        _("You find the provider under Indirect providers."),
        status=409,
        icon="ok",
    )
