"""Whose teams there are: partners and customers live on floors above and register how members come, change and go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.owners import Organisation
from partnercenter.pages.forms import ChoiceNote
from partnercenter.pages.sentences import listed


@dataclass(frozen=True, kw_only=True)
class TeamKind:
    """What a room says of its teams. Members have `public_id`, `user`, `roles`, `role_label`, `joined_at` and
    `is_from_directory`.

    `is_open` says whether the organisation may change its team now (a suspended partner may not), `check_stays` refuses
    to let somebody go without whom nobody manages it: whoever alone has the `last_role`. The three deeds
    are the room's own actions: `add(organisation, user, roles, by)`, `change(membership, roles, by)` and
    `remove(membership, successor, by)`; `follow(organisation, user, roles)` is what a directory says at each
    sign-in, and marks the membership as its own: from then on nobody changes its roles by hand.
    """

    roles: tuple[TextChoices, ...]  # as they are offered
    has_several: bool  # whether one person may have several of them
    members: Callable[[Organisation], QuerySet[Any]]
    is_open: Callable[[Organisation], bool]
    check_stays: Callable[[Any], None]
    last_role: str  # which one member always has
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]
    follow: Callable[..., Any]
    hands_over: bool = False  # whether what somebody who leaves had asked passes to a colleague
    notes: dict[str, ChoiceNote] = field(default_factory=dict)

    def why_not_leave(self, membership: Any) -> str:
        """Why this member cannot leave now; empty where nothing is in the way."""
        try:
            self.check_stays(membership)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return ""

    def say_roles(self, roles: Iterable[str]) -> str:
        """The names of the roles, in the language that is active."""
        labels = {role.value: role.label for role in self.roles}
        return listed(labels[role] for role in roles if role in labels) or str(_("No role"))


_kinds: dict[str, TeamKind] = {}


def register_team(kind: TenantDomain.Owner, room: TeamKind) -> None:
    """Say how the teams of `kind` work; once for each kind, when the apps are ready."""
    _kinds[kind] = room


def team_kind(kind: str) -> TeamKind:
    """How teams of organisations of that kind work."""
    return _kinds[kind]


def page_address(kind: str, cloud: CloudRegion, name: str, **kwargs: object) -> str:
    """The absolute address of a page of a team, on the host where the organisation's people work."""
    if kind == TenantDomain.Owner.PARTNER:
        return main_address(name, **kwargs)
    return acceptance_address(cloud, name, **kwargs)
