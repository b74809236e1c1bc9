"""Claims to domains."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnercenter.domains.models import DomainClaim
from tests.factories.accounts import UserFactory
from tests.factories.clouds import cloud


class DomainClaimFactory(DjangoModelFactory):
    """A person's pending claim; give `claimant=` an `Organisation`, `holder=` a TenantDomain for a dispute.

    Traits `disputed` (with `holder`), `rejected`.
    """

    class Meta:
        model = DomainClaim

    class Params:
        claimant = None
        holder = None
        disputed = factory.Trait(status="disputed", words="It is ours.")
        rejected = factory.Trait(
            status="rejected", decided_at=factory.LazyFunction(timezone.now), decided_by=factory.SubFactory(UserFactory)
        )

    cloud = factory.LazyAttribute(lambda claim: claim.claimant.cloud if claim.claimant else cloud())
    domain = factory.LazyAttribute(lambda claim: claim.holder.domain if claim.holder else "minato.example")
    claimed_by = factory.SubFactory(UserFactory)
    claimant_kind = factory.LazyAttribute(lambda claim: claim.claimant.kind if claim.claimant else "")
    claimant_id = factory.LazyAttribute(lambda claim: claim.claimant.public_id if claim.claimant else None)
    holder_kind = factory.LazyAttribute(lambda claim: claim.holder.owner_kind if claim.holder else "")
    holder_id = factory.LazyAttribute(lambda claim: claim.holder.owner_id if claim.holder else None)
