"""Words for domains and claims to them; partners and customers have both."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from partnercenter.home.events.kinds import BOTH, Kind, Topic

_O = Topic.ORGANISATION

DOMAINS: Mapping[str, Kind] = {
    "domain.confirmed": Kind(_O, _("{who} confirmed the domain {domain}"), BOTH),
    "domain.unconfirmed": Kind(_O, _("The domain {domain} is no longer confirmed"), BOTH),
    "domain.made_primary": Kind(_O, _("{who} made {domain} the primary domain"), BOTH),
    "domain.removed": Kind(_O, _("{who} removed the domain {domain}"), BOTH),
    "domain_claim.created": Kind(_O, _("{who} claimed the domain {domain}"), BOTH),
    "domain_claim.proved": Kind(_O, _("{who} proved the claim to the domain {domain}"), BOTH),
    "domain_claim.disputed": Kind(_O, _("{who} disputed the domain {domain}"), BOTH),
    "domain_claim.granted": Kind(_O, _("The claim to the domain {domain} was granted"), BOTH),
    "domain_claim.rejected": Kind(_O, _("The claim to the domain {domain} was rejected"), BOTH),
    "domain_claim.withdrawn": Kind(_O, _("{who} withdrew the claim to the domain {domain}"), BOTH),
}
