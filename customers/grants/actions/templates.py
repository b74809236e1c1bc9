"""A partner's own selections of roles, kept to ask with (decisions §9: templates are a global admin's)."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from customers.grants.models import RoleTemplate
from customers.grants.queries.roles import available_codes
from customers.grants.rules import check_name, check_roles
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.actions.actors import log
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available


@transaction.atomic
def save_template(
    *, name: str, roles: Collection[str], template: RoleTemplate | None = None, by: PartnerMembership
) -> RoleTemplate:
    """Keep these roles under this name, as a new template or in the place of what `template` was.

    Raises `ValidationError` (`grant_name`, `roles`, `template_name_taken`, `partner_suspended`), PermissionDenied.
    """
    check_may_keep_templates(by, template)
    check_name(name)
    check_roles(roles, available=available_codes())
    kept = template or RoleTemplate(partner=by.partner)
    if RoleTemplate.objects.filter(partner=by.partner, name=name).exclude(pk=kept.pk).exists():
        raise ValidationError(
            _("There is a template with this name already. Choose another name."), code="template_name_taken"
        )
    kept.name, kept.roles = name, sorted(roles)
    kept.save()
    log("template.saved", kept, by, partner=by.partner, roles=kept.roles)
    return kept


@transaction.atomic
def delete_template(*, template: RoleTemplate, by: PartnerMembership) -> None:
    """Forget a selection; requests made with it stay as they are.

    Raises `ValidationError` (`partner_suspended`), PermissionDenied.
    """
    check_may_keep_templates(by, template)
    log("template.deleted", template, by, partner=by.partner)
    template.delete()


def check_may_keep_templates(by: PartnerMembership, template: RoleTemplate | None) -> None:
    """A global admin, of the partner whose template it is. Code `partner_suspended`."""
    is_own = template is None or template.partner_id == by.partner_id
    if not is_own or by.left_at or allowed(by.roles, Capability.SETTINGS) is not Allowed.YES:
        raise PermissionDenied(_("Only a global admin can change role templates."))
    if by.partner.is_suspended:  # it reads and changes nothing (decisions §6)
        check_available(by.partner)
