"""A partner says how customers reach its support (R-110)."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.actions.actors import lock_partners, log
from partnercenter.partners.models import Partner, PartnerMembership


@dataclass(frozen=True)
class Reach:
    """Telephone, e-mail and web address of a partner's support; each may be empty."""

    support_phone: str = ""
    support_email: str = ""
    support_url: str = ""


@transaction.atomic
def describe_support(*, partner: Partner, reach: Reach, by: PartnerMembership) -> Partner:
    """Keep the details, which the partner's customers read. The log names what changed, never the values.

    Raises PermissionDenied for others than the partner's global admins, ValidationError (`partner_suspended`).
    """
    if by.left_at or by.partner_id != partner.pk or allowed(by.roles, Capability.SETTINGS) is Allowed.NO:
        raise PermissionDenied(why_not(by.roles, Capability.SETTINGS))
    current = lock_partners(partner)[partner.pk]
    if current.is_suspended:
        raise ValidationError(_("Your company is suspended. What exists can still be read."), code="partner_suspended")
    changed = {name: value for name, value in asdict(reach).items() if getattr(current, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(current, name, value)
        current.save(update_fields=list(changed))
        log("partner.support_described", current, by, partner=current, fields=sorted(changed))
    return current
