"""What operators do to partners: register one with its first global admin, suspend it, let it work again."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.accounts.actions import send_set_password_link
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from partnercenter.partners.signals import partner_suspended, partner_unsuspended


@dataclass(frozen=True, kw_only=True)
class FirstAdmin:
    """The person who gets a new partner going."""

    name: str
    email: str
    language: str = ""


@transaction.atomic
def register_partner(*, partner: Partner, admin: FirstAdmin, domain: str = "", by: User) -> PartnerMembership:
    """Save a new partner, its confirmed domain, and its first global admin, who gets the link for a password.

    Somebody who has an account keeps its password and gets no link. Raises `ValidationError` (`domain_taken`).
    """
    check_domain_free(partner, domain)
    partner.save(force_insert=True)
    if domain:
        confirm_domain(partner, domain, by=by)
    user = find_or_invite(admin, by=by)
    roles = [PartnerRole.GLOBAL_ADMIN.value]
    membership = PartnerMembership.objects.create(partner=partner, user=user, roles=roles)
    log("partner.registered", partner, by=by)
    log("membership.joined", partner, by=by, roles=roles, user=str(user.public_id))
    return membership


def check_domain_free(partner: Partner, domain: str) -> None:
    """A domain belongs to one organisation of a cloud."""
    if domain and TenantDomain.objects.filter(cloud=partner.cloud, domain=domain).exists():
        raise ValidationError(
            _("The domain %(domain)s belongs to another organisation of this cloud. Settle that first."),
            code="domain_taken",
            params={"domain": domain},
        )


def confirm_domain(partner: Partner, domain: str, *, by: User) -> TenantDomain:
    """The partner's domain, confirmed by the operator who registers it."""
    return TenantDomain.objects.create(
        cloud=partner.cloud,
        domain=domain,
        owner_kind=TenantDomain.Owner.PARTNER,
        owner_id=partner.public_id,
        confirmed_at=timezone.now(),
        confirmed_by=f"operator {by.public_id}",
    )


def find_or_invite(admin: FirstAdmin, *, by: User) -> User:
    """The person with this address; a new one without a password gets the link to choose one."""
    user = User.objects.filter(email_key=email_key(admin.email)).first()
    if user is None:
        user = User.objects.create_user(admin.email, display_name=admin.name, locale=admin.language)
    if not user.has_usable_password():
        send_set_password_link(user, by=by)
    return user


@transaction.atomic
def suspend_partner(*, partner: Partner, reason: str = "", by: User) -> Partner:
    """The partner reads but changes nothing; its requests keep their status and answer "not available now" (§4, §6).

    The partner reads the reason, its customers do not. Raises `ValidationError` (`suspended_already`).
    """
    locked = Partner.objects.select_for_update(of=("self",)).select_related("cloud").get(pk=partner.pk)
    if locked.is_suspended:
        raise ValidationError(_("%(partner)s is suspended already.") % {"partner": locked}, code="suspended_already")
    locked.suspension_reason = reason
    set_status(locked, Partner.Status.SUSPENDED, "partner.suspended", by=by)
    partner_suspended.send(sender=Partner, partner=locked, by=by)
    return locked


@transaction.atomic
def unsuspend_partner(*, partner: Partner, by: User) -> Partner:
    """The partner works again, with everything it had. Raises `ValidationError` (`not_suspended`)."""
    locked = Partner.objects.select_for_update(of=("self",)).select_related("cloud").get(pk=partner.pk)
    if not locked.is_suspended:
        raise ValidationError(_("%(partner)s is not suspended.") % {"partner": locked}, code="not_suspended")
    locked.suspension_reason = ""
    set_status(locked, Partner.Status.ACTIVE, "partner.unsuspended", by=by)
    partner_unsuspended.send(sender=Partner, partner=locked, by=by)
    return locked


def set_status(partner: Partner, status: str, action: str, *, by: User) -> None:
    """Write the status with when, who and why, and the event, which keeps no words of people."""
    is_suspended = status == Partner.Status.SUSPENDED
    partner.status = status
    partner.suspended_at, partner.suspended_by = (timezone.now(), by) if is_suspended else (None, None)
    partner.save(update_fields=["status", "suspended_at", "suspended_by", "suspension_reason"])
    log(action, partner, by=by)


def log(action: str, partner: Partner, *, by: User, **details: object) -> None:
    """The operator's event about a partner."""
    record(
        action,
        about=partner,
        by=by,
        side="operator",
        cloud_code=partner.cloud.code,
        partner_id=partner.public_id,
        details=details,
    )
