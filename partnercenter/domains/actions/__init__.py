"""What happens to domains: claimed, proved, confirmed, disputed, handed over. The entrances of other rooms."""

from partnercenter.domains.actions.claiming import claim_domain, dispute_domain, withdraw_claim
from partnercenter.domains.actions.deciding import confirm_domain, grant_claim, reject_claim, unconfirm_domain
from partnercenter.domains.actions.keeping import make_primary, register_domain, remove_domain
from partnercenter.domains.actions.proving import check_again, check_claim, check_domain

__all__ = [
    "check_again",
    "check_claim",
    "check_domain",
    "claim_domain",
    "confirm_domain",
    "dispute_domain",
    "grant_claim",
    "make_primary",
    "register_domain",
    "reject_claim",
    "remove_domain",
    "unconfirm_domain",
    "withdraw_claim",
]
