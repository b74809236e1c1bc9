"""The ways in which a partner can ask: as what, and with which other partner (decisions §2, §7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.models import Capacity, Partner
from partnercenter.partners.queries import providers_of, resellers_of
from partnercenter.partners.request_rules import capacities_of


@dataclass(frozen=True)
class Way:
    """One way in which this partner can ask: its capacity, and the other partner that belongs to it."""

    value: str
    label: str | Promise
    capacity: str
    other: Partner | None = None

    @property
    def is_for_reseller(self) -> bool:
        """Whether a provider asks on a reseller's behalf."""
        return self.capacity == Capacity.PROVIDER and self.other is not None


def ways_of(partner: Partner) -> Iterator[Way]:
    """Every way that is open to the partner in its cloud (decisions §2, §7)."""
    open_to = capacities_of(partner)
    if Capacity.DIRECT in open_to:
        yield Way("direct", _("As direct bill partner"), Capacity.DIRECT)
    if Capacity.RESELLER in open_to:
        for provider in providers_of(partner):
            label = _("Through %(provider)s") % {"provider": provider.legal_name}
            yield Way(f"through:{provider.public_id}", label, Capacity.RESELLER, provider)
    if Capacity.PROVIDER in open_to:
        yield Way("provider", _("As indirect provider"), Capacity.PROVIDER)
        yield from ways_for_resellers(partner)


def ways_for_resellers(provider: Partner) -> Iterator[Way]:
    """Where only the provider invites, it asks for each reseller that it works with."""
    if provider.cloud.indirect_model != IndirectModel.PROVIDER_INVITES:
        return
    for reseller in resellers_of(provider):
        label = _("For the reseller %(reseller)s") % {"reseller": reseller.legal_name}
        yield Way(f"for:{reseller.public_id}", label, Capacity.PROVIDER, reseller)
