"""What an organisation must be called and whether it may register here (R-125, decisions §2, §5)."""

import re
import unicodedata
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.directory.models import CustomerMembership, CustomerRole, JoinRequest
from partnercenter.clouds.models import CloudRegion, TenantDomain

_FORMS = """
inc ltd llc llp plc gmbh ag kg ohg ug sa sas sarl srl spa bv nv ab oy oyj as aps co corp kk gk company
limited incorporated corporation
株式会社 有限会社 合同会社 合資会社 合名会社 (株) (有) (同) 有限公司 股份有限公司 주식회사
"""
BARE_FORMS = frozenset(_FORMS.split())
SPACES_AND_SIGNS = re.compile(r"[\W_]+")


def check_company_name(name: str) -> str:
    """The legal name of an organisation. Refuses a single character, signs alone and a bare legal form (R-125).

    Codes `name_too_short`, `name_only_signs`, `name_only_form`.
    """
    letters = SPACES_AND_SIGNS.sub("", name)
    if not letters:
        raise ValidationError(
            _("Enter the organisation's legal name; signs alone are not one."), code="name_only_signs"
        )
    if len(letters) < 2:
        raise ValidationError(
            _("Enter the organisation's whole legal name, with at least 2 characters."), code="name_too_short"
        )
    folded = unicodedata.normalize("NFKC", name).casefold().strip(" .,")
    if folded in BARE_FORMS or SPACES_AND_SIGNS.sub("", folded) in BARE_FORMS:
        raise ValidationError(_("Enter the organisation's own name beside its legal form."), code="name_only_form")
    return name


def check_open_to_new(cloud: CloudRegion) -> None:
    """Refuse a registration in a cloud that takes no new organisations. Code `cloud_closed`."""
    if not cloud.accepts_new_customers:
        raise ValidationError(
            _("%(cloud)s accepts no new organisations. Use an organisation that is in another cloud."),
            code="cloud_closed",
            params={"cloud": cloud.name},
        )


def check_domain_free(owner: TenantDomain | None) -> None:
    """Refuse a domain that is somebody's already in this cloud. Codes `domain_of_customer`, `domain_of_partner`."""
    if owner is None:
        return
    if owner.owner_kind == TenantDomain.Owner.CUSTOMER:
        raise ValidationError(
            _("The organisation of %(domain)s is registered already. Ask its administrator to let you in."),
            code="domain_of_customer",
            params={"domain": owner.domain},
        )
    check_no_partner(owner.owner_id, owner.domain)


def check_no_partner(partner_id: UUID | None, domain: str) -> None:
    """Refuse a domain that is a partner's, or lies below one (S2, R-61). Code `domain_of_partner`."""
    if partner_id:
        raise ValidationError(
            _("%(domain)s belongs to a partner, and a partner's organisation cannot be a customer."),
            code="domain_of_partner",
            params={"domain": domain},
        )


def check_join_open(join_request: JoinRequest) -> None:
    """Only a join request that nobody has answered can be answered. Code `join_answered`."""
    if join_request.status != JoinRequest.Status.OPEN:
        raise ValidationError(_("Somebody has answered this join request already."), code="join_answered")


def check_present(membership: CustomerMembership) -> None:
    """Nobody leaves twice. Code `left_already`."""
    if membership.left_at:
        raise ValidationError(_("This person has left already."), code="left_already")


def check_keeps_global_admin(membership: CustomerMembership) -> None:
    """Refuse what takes the last global administrator away. Code `last_global_admin`."""
    present = CustomerMembership.objects.filter(customer=membership.customer_id, left_at=None)
    others = present.exclude(pk=membership.pk).filter(role=CustomerRole.GLOBAL_ADMIN)
    if membership.role != CustomerRole.GLOBAL_ADMIN or others.exists():
        return
    raise ValidationError(
        _(
            "%(person)s is the last global administrator of %(customer)s. Give the role to a colleague first: without "
            "one nobody can decide for the organisation."
        ),
        code="last_global_admin",
        params={"person": membership.user, "customer": membership.customer},
    )
