"""What a look-up found, in words that say what to do next."""

from django.utils.translation import gettext as _

from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.proof import Finding, Outcome, record_name, record_value
from partnercenter.pages.sentences import listed


def say_finding(found: Finding, row: TenantDomain | DomainClaim) -> str:
    """One or two sentences about a record that is not there as it should be."""
    said = {
        "domain": row.domain,
        "name": record_name(row.domain),
        "expected": record_value(row.challenge),
        "values": listed(_("“%(text)s”") % {"text": value} for value in found.values),
    }
    return SENTENCES[found.outcome]() % said


def absent() -> str:
    return _(
        "There is no TXT record at %(name)s yet. Add it as shown. After a change it can take an hour until the record "
        "is seen everywhere; then check again."
    )


def wrong() -> str:
    return _("The TXT record at %(name)s says %(values)s. It has to say %(expected)s. Correct it, then check again.")


def failed() -> str:
    return _(
        "The name servers of %(domain)s answered with an error. Ask whoever runs your DNS (a wrong DNSSEC signature is "
        "a usual cause), then check again."
    )


def silent() -> str:
    return _("DNS could not be asked in time. Nothing has changed. Try again in a few minutes.")


SENTENCES = {Outcome.ABSENT: absent, Outcome.WRONG: wrong, Outcome.FAILED: failed, Outcome.SILENT: silent}


def say_settled(claim: DomainClaim) -> str:
    """What a record that is there has come to."""
    if claim.status == DomainClaim.Status.GRANTED:
        return _("%(domain)s is confirmed.") % {"domain": claim.domain}
    return _(
        "The record is right. Another organisation stands behind this domain too, so the operator decides; you get an "
        "e-mail then."
    )
