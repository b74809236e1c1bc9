"""Cloud × rights × kind of partner × flow × link: allowed, or the codes of the refusal.

What is expected is written down here from the decisions (§2, §4, §7), not taken from the rules.
"""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from invitations.actions.create import check_terms
from invitations.asking import Terms
from invitations.rules.request import gather_refusals
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db

COUNTRIES = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}
RIGHTS = {  # decisions §2: request without admin rights; full / granular
    "public": {"none", "full", "granular"},
    "china": {"full", "granular"},
    "us-government": {"full", "granular"},
    "germany": {"full"},
}
# decisions §2, "indirect model": who may make an indirect request
RESELLER_ASKS = {"public", "germany"}
PROVIDER_ASKS = {"public", "germany", "china"}
PROVIDER_ASKS_FOR_RESELLER = {"china"}

KINDS = {
    "direct": {"is_direct"},
    "provider": {"is_provider"},
    "reseller": {"is_reseller"},
    "direct and reseller": {"is_direct", "is_reseller"},
    "direct and provider": {"is_direct", "is_provider"},
}
OTHER_PROVIDER, OTHER_RESELLER = Partner(pk=-2, is_provider=True), Partner(pk=-3, is_reseller=True)
FLOWS = {
    "direct": {"capacity": "direct"},
    "provider": {"capacity": "provider"},
    "through a provider": {"capacity": "reseller", "provider": OTHER_PROVIDER},
    "on behalf": {"capacity": "provider", "on_behalf_of": OTHER_RESELLER, "rights_holder": OTHER_RESELLER},
    "rights only": {"capacity": "direct", "with_relationship": False},
}
LINKS = {
    "addressed": {"recipient_email": "k.sato@minato.example"},
    "open": {},
    "reusable": {"is_reusable": True},
    "reusable with a limit": {"is_reusable": True, "use_limit": 5},
    "reusable and addressed": {"is_reusable": True, "recipient_email": "k.sato@minato.example"},
    "a limit without reuse": {"use_limit": 5},
}


def may_take_part(cloud: str, kinds: set[str], flow: str) -> bool:
    """Whether this kind of partner may ask in this flow in this cloud (decisions §2, §7)."""
    return {
        "direct": "is_direct" in kinds,
        "rights only": "is_direct" in kinds,
        "provider": "is_provider" in kinds and cloud in PROVIDER_ASKS,
        "on behalf": "is_provider" in kinds and cloud in PROVIDER_ASKS,
        "through a provider": "is_reseller" in kinds and cloud in RESELLER_ASKS,
    }[flow]


def expected(cloud: str, rights: str, kinds: set[str], flow: str, link: str) -> set[str]:
    """The codes of every refusal; none where it is allowed."""
    refused = {
        "rights_not_in_cloud": rights not in RIGHTS[cloud],
        "capacity": not may_take_part(cloud, kinds, flow),
        "on_behalf": flow == "on behalf" and cloud not in PROVIDER_ASKS_FOR_RESELLER,
        "nothing_asked": flow == "rights only" and rights != "granular",
        "reusable_granular": link in ("reusable", "reusable with a limit") and rights == "granular",
        "reusable_addressed": link == "reusable and addressed",
        "use_limit": link == "a limit without reuse",
    }
    return {code for code, is_so in refused.items() if is_so}


@pytest.fixture
def clouds() -> dict[str, CloudRegion]:
    """The rows as the migrations load them: the only look-up of the whole table."""
    return {cloud.code: cloud for cloud in CloudRegion.objects.all()}


def partner_of(cloud: CloudRegion, kinds: set[str]) -> Partner:
    return Partner(pk=-1, legal_name="Kitakaze", cloud=cloud, **dict.fromkeys(kinds, True))


def terms_of(rights: str, flow: str, link: str) -> Terms:
    return Terms(rights=rights, **FLOWS[flow] | LINKS[link])


def refusals(partner: Partner, terms: Terms) -> set[str]:
    refused = Refusals()
    gather_refusals(refused, partner, terms, providers=[OTHER_PROVIDER], resellers=[OTHER_RESELLER])
    return {error.code for errors in refused.by_field.values() for error in errors}


def test_every_combination_is_answered_as_the_decisions_say(clouds) -> None:
    combinations = list(product(COUNTRIES, ("none", "full", "granular"), KINDS, FLOWS, LINKS))
    assert len(combinations) == 4 * 3 * 5 * 5 * 6
    wrong = {}
    for cloud, rights, kind, flow, link in combinations:
        found = refusals(partner_of(clouds[cloud], KINDS[kind]), terms_of(rights, flow, link))
        wanted = expected(cloud, rights, KINDS[kind], flow, link)
        if found != wanted:
            wrong[cloud, rights, kind, flow, link] = (found, wanted)
    assert wrong == {}


@pytest.mark.parametrize("code", COUNTRIES)
def test_somebody_may_ask_for_something_in_every_cloud_and_not_for_everything(clouds, code) -> None:
    """The table is neither all "yes" nor all "no"."""
    found = {
        (rights, kind, flow): refusals(partner_of(clouds[code], KINDS[kind]), terms_of(rights, flow, "addressed"))
        for rights, kind, flow in product(("none", "full", "granular"), KINDS, FLOWS)
    }
    assert any(not codes for codes in found.values())
    assert any(codes for codes in found.values())


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("flow", FLOWS)
def test_the_action_asks_the_same_rules(code, flow) -> None:
    """A sample through `actions.create`, with partnerships that are rows."""
    country = COUNTRIES[code]
    facts = {"cloud": factories.cloud(code), "country": country}
    is_reseller, is_provider = flow == "through a provider", flow in ("provider", "on behalf")
    asking = factories.PartnerFactory(**facts, is_reseller=is_reseller, is_provider=is_provider)
    provider = factories.PartnerFactory(provider=True, **facts)
    reseller = factories.PartnerFactory(reseller=True, **facts)
    if is_reseller:
        factories.PartnershipFactory(provider=provider, reseller=asking)
    if flow == "on behalf":
        factories.PartnershipFactory(provider=asking, reseller=reseller)
    others = {"provider": provider, "on_behalf_of": reseller, "rights_holder": reseller}
    parts = {name: others.get(name, value) for name, value in FLOWS[flow].items()}
    by = factories.PartnerMembershipFactory(partner=asking)
    kinds = {name for name in ("is_direct", "is_provider", "is_reseller") if getattr(asking, name)}
    for rights in ("none", "full"):
        terms = Terms(rights=rights, customer_country=country, **parts)
        assert codes_of_action(terms, by) == expected(code, rights, kinds, flow, "open"), rights


def codes_of_action(terms: Terms, by) -> set[str]:
    try:
        check_terms(terms, by=by)
    except ValidationError as refusal:
        return {error.code for errors in refusal.error_dict.values() for error in errors}
    return set()
