"""Pure checks of publishing, accepting and attesting (decisions §6, R-92 to R-97)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from customers.agreements.models import AgreementText
from customers.directory.models import CustomerRole
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import Capacity

MAY_ACCEPT = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
ATTESTING = (Capacity.DIRECT, Capacity.PROVIDER)
Status = AgreementText.Status


@dataclass(frozen=True)
class Named:
    """The contact whom a partner names, as the form gives it (R-92)."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""


def check_publishable(text: AgreementText, statuses_of_version: Iterable[str]) -> None:
    """Refuse what is no draft, and a further language of a version that a newer one has followed already.

    `statuses_of_version` are those of the version's texts in all languages. Codes `published_already`,
    `version_superseded`.
    """
    if text.status != Status.DRAFT:
        raise ValidationError(_("This text is published already. Make a new version."), code="published_already")
    if Status.SUPERSEDED in statuses_of_version:
        raise ValidationError(
            _("A newer version has followed version %(version)s. Make a new version."),
            code="version_superseded",
            params={"version": text.version},
        )


def check_may_accept(role: str) -> None:
    """Global and billing administrators sign agreements (decisions §9). Code `not_an_admin`."""
    if role not in MAY_ACCEPT:
        raise ValidationError(
            _("Only a global or billing administrator of your organisation can accept the agreement."),
            code="not_an_admin",
        )


def why_no_attestation(cloud: CloudRegion, roles: Iterable[str], capacities: Collection[str]) -> str:
    """Why this person cannot attest for a customer; empty where they can.

    `capacities` are those in which the partner serves the customer now. Gives `cloud`, `role`, `indirect_reseller`
    or `no_relationship` (R-93; decisions §2, §9).
    """
    if not cloud.allows_attestation:
        return "cloud"
    if not set(ATTESTING).intersection(capacities):
        return "indirect_reseller" if Capacity.RESELLER in capacities else "no_relationship"
    return "role" if allowed(roles, Capability.ATTEST_AGREEMENT) is Allowed.NO else ""


def check_attestation_allowed(cloud: CloudRegion, roles: Iterable[str], capacities: Collection[str]) -> None:
    """Refuse with the reason of `why_no_attestation` as the code."""
    if reason := why_no_attestation(cloud, roles, capacities):
        raise ValidationError(say_no_attestation(reason, cloud), code=reason)


def say_no_attestation(reason: str, cloud: CloudRegion) -> str:
    """A reason of `why_no_attestation` in words, with what to do instead."""
    if reason == "cloud":
        return _(
            "In %(cloud)s partners cannot attest the agreement. Ask the customer to accept it on its own page."
        ) % {"cloud": cloud.name}
    return {
        "indirect_reseller": _("An indirect reseller cannot attest. Ask your provider to do it."),
        "no_relationship": _("You can attest once you have a reseller relationship with this customer."),
        "role": _("To attest, you need the role Admin agent or Sales agent."),
    }[reason]


def check_accepted_on(day: date, *, published: date, today: date) -> None:
    """Refuse a day that lies ahead (R-92), or on which the version was not published yet.

    Days of the customer's calendar. Codes `in_the_future`, `before_publication`.
    """
    if day > today:
        raise ValidationError(_("The day lies in the future. Enter the day of the acceptance."), code="in_the_future")
    if day < published:
        raise ValidationError(
            _("This version was not published on that day yet. Enter a later day."), code="before_publication"
        )


def check_contact_changed(named: Named, before: Iterable[Named]) -> None:
    """Refuse a second attestation of the same version with the same contact (R-95). Code `attested_already`."""
    if named in before:
        raise ValidationError(
            _("You have attested this version with this contact already. Attest it again only if the contact changed."),
            code="attested_already",
        )
