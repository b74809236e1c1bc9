"""Domains: confirmed, disputed, claimed."""

from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.actions import claim_domain, confirm_domain, dispute_domain, grant_claim, reject_claim
from partnercenter.domains.actions.deciding import unconfirm_domain
from partnercenter.domains.owners import find_owner
from tests import factories
from tests.tenancy.land import Land


def dispute_domains(land: Land) -> None:
    """Second domains confirmed and taken back, disputes granted and rejected, a claim that waits."""
    operator = factories.UserFactory(operator=True)
    for name in "BD":
        owner = land.customers[name]
        second = factories.TenantDomainFactory(
            owner=owner, domain=f"{name}-2.{land.country}.example".lower(), is_primary=False, unconfirmed=True
        )
        confirm_domain(domain=second, reason="Seen in the register", by=operator)
        unconfirm_domain(domain=second, reason="Expired", by=operator)
        whole = find_owner(TenantDomain.Owner.CUSTOMER, owner.public_id)
        assert whole
        claim_domain(organisation=whole, domain=f"{name}-3.{land.country}.example".lower(), by=land.admin(name).user)
        for decide in (reject_claim, grant_claim):
            claim = dispute_domain(
                cloud=land.cloud, domain=second.domain, words="It is ours", is_member=False, by=land.passers_by.pop()
            )
            decide(claim=claim, reason="By the register", by=operator)
