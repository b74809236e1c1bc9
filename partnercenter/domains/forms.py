"""What people type about domains."""

from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.domains import MAX_DOMAIN_LENGTH, clean_domain
from partnercenter.canonical.fields import LineField, TextBlockField
from partnercenter.domains.rules import check_ownable
from partnercenter.pages.forms import PortalForm


class DomainField(LineField):
    """A domain in its stored form, of a kind that an organisation can own."""

    def canonical(self, text: str) -> str:
        domain = clean_domain(text)  # stricter than a line: what cannot be seen is refused, not taken out
        check_ownable(domain)
        return domain


class AddDomainForm(PortalForm):
    """A domain that the organisation will prove."""

    domain = DomainField(
        label=_("Domain"),
        max_length=MAX_DOMAIN_LENGTH,
        help_text=_("Such as example.com. You prove it afterwards with a DNS record."),
        error_messages={"required": _("Enter a domain, such as example.com.")},
    )


class DisputeForm(PortalForm):
    """Why the domain is not the holder's."""

    words = TextBlockField(
        label=_("Why the domain is yours"),
        max_length=1000,
        links_allowed=False,
        help_text=_("The operator reads it. Say who you are and how the domain belongs to your organisation."),
        error_messages={"required": _("Say why the domain is yours.")},
    )
