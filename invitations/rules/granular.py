"""What granular rights need when they are asked for, and what a customer may make of them (decisions §4-§6)."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from customers.grants import rules
from customers.grants.terms import GranularTerms
from partnercenter.canonical.refusals import Refusals


def gather_granular(refused: Refusals, asked: GranularTerms, *, available: Collection[str]) -> None:
    """The floor's rules on such rights, each refusal at the field of the form that it is about (R-100, R-101)."""
    refused.gather("grant_name", rules.check_name, asked.name)
    refused.gather("roles", rules.check_roles, asked.roles, available=available)
    refused.gather("days", rules.check_days, asked.days)
    refused.gather("auto_extends", rules.check_auto_extend, asked.roles, auto_extends=asked.auto_extends)


def check_name_unasked(*, is_asked: bool) -> None:
    """No other request that may still be accepted has this name (decisions §6). Code `name_asked`."""
    if is_asked:
        raise ValidationError(
            _("Another request of yours that is still open has this name. Choose another name."), code="name_asked"
        )
