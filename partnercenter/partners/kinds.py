"""What kinds of partnerships a partner can have at all, by its kind and its cloud (decisions §2, §7)."""

from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.models import Partner


def has_resellers(partner: Partner) -> bool:
    """Whether the partner is an indirect provider in a cloud with the indirect model."""
    return partner.is_provider and partner.cloud.indirect_model != IndirectModel.NONE


def has_providers(partner: Partner) -> bool:
    """Whether the partner is an indirect reseller in a cloud with the indirect model."""
    return partner.is_reseller and partner.cloud.indirect_model != IndirectModel.NONE
