"""The one table of what operators may do in the administration: role × model × deed (decisions §9, D26).

Whatever stands in no line can be read by support and admins, and changed by nobody. Every page of the administration
asks `may`; a test walks the whole registry against this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import pgettext_lazy


class OperatorRole(models.TextChoices):
    """What an operator is for; empty for everybody who is none."""

    SUPPORT = "support", pgettext_lazy("operator", "Support")
    ADMIN = "admin", pgettext_lazy("operator", "Admin")
    AUDITOR = "auditor", pgettext_lazy("operator", "Auditor")


Roles = frozenset[OperatorRole]
NOBODY: Roles = frozenset()
ADMINS: Roles = frozenset({OperatorRole.ADMIN})
DESK: Roles = frozenset({OperatorRole.SUPPORT, OperatorRole.ADMIN})
ALL: Roles = frozenset(OperatorRole)
# Addresses of browsers tell where people are: for who answers for the portal, and for who checks it.
SEE_PLACES: Roles = frozenset({OperatorRole.ADMIN, OperatorRole.AUDITOR})


@dataclass(frozen=True)
class Powers:
    """Who does what on the pages of one model. `actions` change something and ask for a reason, `looks` do not."""

    view: Roles = DESK
    add: Roles = NOBODY
    change: Roles = NOBODY
    delete: Roles = NOBODY
    actions: Mapping[str, Roles] = field(default_factory=dict)
    looks: Mapping[str, Roles] = field(default_factory=dict)

    def of(self, deed: str) -> Roles:
        """The roles that may do `deed`: view, add, change, delete, or the name of an action."""
        if deed in ("view", "add", "change", "delete"):
            return frozenset(getattr(self, deed))
        return {**self.actions, **self.looks}.get(deed, NOBODY)


READ = Powers()
EVIDENCE = Powers(view=ALL)
REFERENCE = Powers(add=ADMINS, change=ADMINS)

TABLE: Mapping[str, Powers] = {
    # Logs and evidence.
    "audit.AuditEvent": EVIDENCE,
    "audit.AuditTrace": EVIDENCE,
    "invitations.Acceptance": EVIDENCE,
    "agreements.AgreementAcceptance": EVIDENCE,
    "agreements.AttestedContact": EVIDENCE,
    "grants.ForcedEnd": Powers(view=ALL, actions={"approve": ADMINS, "refuse": ADMINS}),
    "outbox.MailEvent": EVIDENCE,
    "outbox.BounceTally": EVIDENCE,
    "outbox.OutboundEmail": Powers(view=ALL, actions={"try_again": DESK}),
    "outbox.Suppression": Powers(view=ALL, add=ADMINS, change=ADMINS),
    # Reference data.
    "clouds.CloudRegion": REFERENCE,
    "clouds.MarketGroup": REFERENCE,
    "clouds.Market": Powers(add=ADMINS, change=ADMINS, delete=ADMINS),
    "grants.DirectoryRole": REFERENCE,
    "grants.RoleTask": REFERENCE,
    "services.Offer": REFERENCE,
    "services.HealthNotice": REFERENCE,
    "services.HealthUpdate": Powers(add=ADMINS),
    "teams.SecondFactorRule": REFERENCE,
    "authorities.Authority": REFERENCE,
    "authorities.ConnectedTenant": REFERENCE,
    "authorities.RoleRule": Powers(add=ADMINS, change=ADMINS, delete=ADMINS),
    # Agreements: a text changes until it is published.
    "agreements.AgreementText": Powers(
        *(ALL, ADMINS, ADMINS, ADMINS), actions={"publish_texts": ADMINS}, looks={"compare_texts": ALL}
    ),
    "agreements.Publication": Powers(view=ALL, actions={"confirm": ADMINS, "withdraw": ADMINS}),
    # Partners, customers and their people.
    "partners.Partner": Powers(add=ADMINS, change=ADMINS, actions={"suspend": ADMINS, "unsuspend": ADMINS}),
    "partners.PartnerMembership": Powers(add=ADMINS, change=ADMINS),
    "partners.Partnership": Powers(add=ADMINS, actions={"end": ADMINS}),
    "partners.PartnershipRequest": Powers(actions={"withdraw": ADMINS}),
    "directory.Customer": Powers(change=ADMINS),
    "directory.CustomerMembership": Powers(add=ADMINS, change=ADMINS),
    "clouds.TenantDomain": Powers(actions={"confirm": ADMINS, "unconfirm": ADMINS}),
    "domains.DomainClaim": Powers(actions={"transfer": ADMINS, "reject": ADMINS}),
    "accounts.User": Powers(add=ADMINS, change=ADMINS, actions={"send_link": DESK, "unlock": DESK, "sign_out": DESK}),
    # Requests, relationships and rights, which change by the portal's own actions.
    "invitations.Invitation": Powers(actions={"resend": DESK, "cancel": ADMINS, "expire": ADMINS}),
    "grants.DelegatedAdminGrant": Powers(actions={"ask_to_end": ADMINS}),
    "grants.AccessAssignment": Powers(actions={"activate": ADMINS}),
    "relationships.AskedEnd": Powers(actions={"end_now": ADMINS, "leave": ADMINS}),
    "relationships.Renegotiation": Powers(add=ADMINS, actions={"take_back": ADMINS}),
    # The operator's desk answers what partners ask it: the one thing that support writes.
    "services.ServiceRequest": Powers(change=DESK),
}


def powers(model: Any) -> Powers:
    """The line of a model; reading alone for one that has none."""
    return TABLE.get(model._meta.label, READ)


def may(user: Any, model: Any, deed: str) -> bool:
    """Whether this operator may do `deed` on the pages of `model` (a class or a row)."""
    return role_of(user) in powers(model).of(deed)


def role_of(user: Any) -> str:
    """The role of an operator who may work; empty for everybody else."""
    works = getattr(user, "is_active", False) and getattr(user, "is_staff", False)
    return getattr(user, "operator_role", "") if works else ""


def sees_places(user: Any) -> bool:
    """Whether this operator reads the IP addresses behind events and sessions."""
    return role_of(user) in SEE_PLACES


def allows(user: Any, permission: str) -> bool:
    """The table's word on a permission as Django writes it: `partners.change_partner`."""
    app, _, codename = permission.partition(".")
    deed, _, name = codename.partition("_")
    try:
        return may(user, apps.get_model(app, name), deed)
    except LookupError:
        return False


def shows_app(user: Any, app_label: str) -> bool:
    """Whether the operator may read anything of an app."""
    return any(may(user, model, "view") for model in apps.get_app_config(app_label).get_models())
