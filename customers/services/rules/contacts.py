"""Who can be the support contact of a subscription (R-110). Pure."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.partners.models import Partner


def check_contact(contact: Partner, *, selectable: Collection[Partner]) -> None:
    """Who sold it, or a reseller with a relationship to this customer through the seller. Code
    `contact_not_related`."""
    if contact not in selectable:
        raise ValidationError(
            _(
                "%(partner)s has no active relationship with this customer through you. It has to request one first; "
                "then it can be chosen."
            ),
            code="contact_not_related",
            params={"partner": contact.legal_name},
        )
