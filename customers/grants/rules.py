"""Checks on grants (decisions §6)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.grants.models import DelegatedAdminGrant


def check_active(grant: DelegatedAdminGrant) -> None:
    """Only rights in force can end. Raises `ValidationError` (`grant_not_active`)."""
    if grant.status != DelegatedAdminGrant.Status.ACTIVE:
        raise ValidationError(_("These rights have ended already."), code="grant_not_active")
