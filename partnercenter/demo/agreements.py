"""Customers that have accepted their agreement: most the version in force, some an older one, one also attested."""

from datetime import UTC, datetime, timedelta

from customers.agreements.attesting import attest
from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, attestations_by, current_text
from customers.agreements.receipts import sealed
from customers.agreements.rules import Named
from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.clouds.markets import today
from partnercenter.demo.past import note
from partnercenter.demo.stage import Stage
from partnercenter.partners.models import Capacity

OLDER, OLDER_SINCE = "2025-04", datetime(2025, 4, 1, tzinfo=UTC)
BEHIND = ("shirasagi.example", "lindgren-marine.example")  # for them a newer version waits
ATTESTED = (("kitakaze.example", "komorebi.example", Named("直人", "木下", "n.kinoshita@komorebi.example", "")),)


def accept_agreement(customer: Customer, *, at: datetime, by: User) -> AgreementAcceptance | None:
    """The acceptance that a customer's answer of `at` rested on; None where no text is.

    Who answered before the text in force was published accepted the version before it, and by now the text in force
    as well, unless the customer is behind.
    """
    text = current_text(cloud=customer.cloud, country=customer.country, language=customer.language)
    if text is None:
        return None
    newer_at = max(at, text.published_at + timedelta(hours=3)) if text.published_at else at
    behind = customer.primary_domain in BEHIND
    newest = None if behind else keep_once(customer, text, at=newer_at, by=by)
    if newest and newer_at == at:
        return newest
    return keep_once(customer, version_before(text), at=max(at, OLDER_SINCE), by=by)


def version_before(text: AgreementText) -> AgreementText:
    """The older version of a sample text, in the same language."""
    place = {"cloud": text.cloud, "market_group": text.market_group, "version": OLDER, "language": text.language}
    facts = {
        "title": text.title,
        "body": text.body.rpartition("\n\n")[0],
        "is_sample": True,
        "status": AgreementText.Status.SUPERSEDED,
        "published_at": OLDER_SINCE,
        "published_by": "sample text of the demo",
    }
    return AgreementText.objects.get_or_create(**place, defaults=facts)[0]


def attest_agreements(stage: Stage) -> None:
    """What partners have attested; a second run finds it."""
    for partner, customer, named in ATTESTED:
        by, whom = stage.staff[partner][0], stage.customers[customer]
        if not attestations_by(by.partner, whom).exists():
            attest(customer=whom, named=named, on=today(), capacities=[Capacity.DIRECT], by=by)


def keep_once(customer: Customer, text: AgreementText, *, at: datetime, by: User) -> AgreementAcceptance:
    """The acceptance of this version that stands, else one at `at`."""
    return acceptance_of(customer, text) or keep_acceptance(customer, text, at=at, by=by)


def keep_acceptance(customer: Customer, text: AgreementText, *, at: datetime, by: User) -> AgreementAcceptance:
    event = note("agreement.accepted", text, at=at, by=by, side="customer", customer=customer, version=text.version)
    accepted = AgreementAcceptance(customer=customer, text=text, accepted_by=by, trace_id=event.trace_id)
    sealed(accepted, at).save(force_insert=True)
    return accepted
