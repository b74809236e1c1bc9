"""What the facts of a person in a directory have to be: pure checks."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.emails import domain_of, email_key
from partnercenter.pages.sentences import listed


def check_any_domain(domains: Collection[str]) -> None:
    """Nobody can be invited before the customer has confirmed a domain. Code `no_own_domain`."""
    if not domains:
        raise ValidationError(
            _("The customer has confirmed no domain yet. Ask it to confirm one; then people can be invited."),
            code="no_own_domain",
        )


def check_own_domain(user_name: str, domains: Collection[str]) -> None:
    """A user name lies in a confirmed domain of the customer. Codes `no_own_domain`, `foreign_domain`."""
    check_any_domain(domains)
    if domain_of(email_key(user_name)) not in domains:
        raise ValidationError(
            _("Use an address in a confirmed domain of the customer: %(domains)s."),
            code="foreign_domain",
            params={"domains": listed(sorted(domains))},
        )
