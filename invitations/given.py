"""What an answer gave, out of its evidence: for the pages and mails that tell both sides (decisions §5)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.grants.queries.roles import role_names
from invitations.models import Acceptance, Invitation
from partnercenter.pages.sentences import listed
from partnercenter.pages.times import say_last_day

Rights = Invitation.Rights


@dataclass(frozen=True)
class Given:
    """The rights that began with an answer, and what of the asked ones the customer left out or shortened."""

    rights: str = Rights.NONE
    roles: tuple[str, ...] = ()  # codes
    left_out: tuple[str, ...] = ()
    days: int | None = None
    asked_days: int | None = None
    auto_extends: bool = False
    extension_refused: bool = False
    ends_at: datetime | None = None

    @property
    def is_partial(self) -> bool:
        """Whether less was allowed than was asked."""
        return bool(self.left_out) or self.is_shortened or self.extension_refused

    @property
    def is_shortened(self) -> bool:
        return bool(self.days and self.asked_days and self.days < self.asked_days)

    @property
    def role_words(self) -> str:
        return listed(role_names(self.roles))

    @property
    def left_out_words(self) -> str:
        return listed(role_names(self.left_out))


def given_by(answer: Acceptance) -> Given:
    """Read from the evidence, so that it says what was accepted, whatever became of the rights since."""
    asked = answer.terms
    if answer.outcome != Acceptance.Outcome.ACCEPTED or not asked.get("starts_grant", True):
        return Given()
    if asked.get("rights") != Rights.GRANULAR:
        return Given(rights=asked.get("rights", Rights.NONE))
    granted = asked.get("granted") or {"roles": asked["roles"], "days": asked["days"]}
    ends_at, roles = granted.get("ends_at"), tuple(granted["roles"])
    return Given(
        rights=Rights.GRANULAR if roles else Rights.NONE,
        roles=roles,
        left_out=tuple(granted.get("left_out", ())),
        days=granted["days"],
        asked_days=asked["days"],
        auto_extends=granted.get("auto_extends", False),
        extension_refused=bool(roles) and asked["auto_extends"] and not granted.get("auto_extends", False),
        ends_at=datetime.fromisoformat(ends_at) if ends_at else None,
    )


def rows_of(given: Given, zone: str) -> list[tuple[str, str]]:
    """The rows of a mail's table, in the language of the moment."""
    if given.rights == Rights.FULL:
        return [(_("Administrator rights"), _("Full rights, no end date"))]
    rows = [(_("Administrator rights"), given.role_words or _("None"))]
    if given.left_out:
        rows.append((_("Left out"), given.left_out_words))
    if given.ends_at:
        rows.append((pgettext("before a last day", "In force"), say_last_day(given.ends_at, zone)))
    if given.is_shortened:
        rows.append((_("Shortened"), say_shortened(given)))
    if given.rights == Rights.GRANULAR:
        rows.append((_("Automatic extension"), say_extension(given)))
    return rows


def say_shortened(given: Given) -> str:
    """The days that were allowed, of those that were asked."""
    return ngettext("%(days)d of %(asked)d day", "%(days)d of %(asked)d days", given.asked_days or 0) % {
        "days": given.days,
        "asked": given.asked_days,
    }


def say_extension(given: Given) -> str:
    """Whether the rights extend by themselves, and whether that was refused."""
    if given.auto_extends:
        return _("By 180 days at a time")
    return _("None; the customer did not allow it") if given.extension_refused else _("None")
