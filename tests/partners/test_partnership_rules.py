"""Who may have a partnership, as a table; and what fits which state of a request."""

from datetime import UTC, datetime, timedelta

import pytest

from partnercenter.clouds.models import CloudRegion
from partnercenter.partners import kinds
from partnercenter.partners import partnership_rules as rules
from partnercenter.partners.models import PartnershipRequest
from tests import factories
from tests.partners.asked import code_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NO_AGREEMENT = {"programme_agreement_version": "", "programme_agreement_accepted_on": None}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("provider", "reseller", "code"),
    [
        ({"provider": True}, {"reseller": True}, ""),
        ({"provider": True}, {"is_direct": True, "is_reseller": True}, ""),
        ({"is_direct": True, "is_provider": True}, {"reseller": True}, ""),
        ({}, {"reseller": True}, "no_provider"),
        ({"reseller": True}, {"reseller": True}, "no_provider"),
        ({"provider": True}, {}, "no_reseller"),
        ({"provider": True}, {"provider": True}, "no_reseller"),
        ({"provider": True}, {"reseller": True, "cloud": "germany", "country": "DE"}, "other_cloud"),
        ({"provider": True, "country": "CN"}, {"reseller": True, "cloud": "china", "country": "CN"}, "other_cloud"),
        ({"provider": True}, {"reseller": True, "country": "KR"}, "other_region"),
        ({"provider": True, "country": "FR"}, {"reseller": True, "country": "NO"}, ""),
        ({"provider": True, "suspended": True}, {"reseller": True}, "provider_away"),
        ({"provider": True, **NO_AGREEMENT}, {"reseller": True}, "provider_away"),
        ({"provider": True}, {"reseller": True, "suspended": True}, "reseller_away"),
        ({"provider": True}, {"reseller": True, **NO_AGREEMENT}, "reseller_away"),
    ],
)
def test_a_provider_and_a_reseller_of_one_cloud_and_region_may_have_a_partnership(provider, reseller, code):
    one, other = (factories.PartnerFactory(**placed(facts)) for facts in (provider, reseller))
    assert code_of(rules.check_pair, one, other, in_force=False) == code
    if not code:
        assert code_of(rules.check_pair, one, other, in_force=True) == "in_force"


def placed(facts: dict[str, object]) -> dict[str, object]:
    return facts | ({"cloud": factories.cloud(str(facts["cloud"]))} if "cloud" in facts else {})


@pytest.mark.django_db
def test_a_cloud_without_the_indirect_model_has_no_partnerships():
    cloud = factories.cloud("us-government")
    here = {"cloud": cloud, "country": "US"}
    provider = factories.PartnerFactory(provider=True, **here)
    reseller = factories.PartnerFactory(reseller=True, **here)
    assert code_of(rules.check_pair, provider, reseller, in_force=False) == "no_indirect_model"
    assert code_of(rules.check_may_ask, provider) == "no_indirect_model"
    assert not kinds.has_resellers(provider)
    assert not kinds.has_providers(reseller)


@pytest.mark.django_db
@pytest.mark.parametrize("cloud", ["public", "china", "us-government", "germany"])
def test_the_table_of_clouds_says_where_partnerships_are(cloud):
    found = CloudRegion.objects.get(code=cloud)
    country = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}[cloud]
    provider = factories.PartnerFactory(provider=True, cloud=found, country=country)
    assert kinds.has_resellers(provider) is (cloud != "us-government")
    assert kinds.has_providers(provider) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"provider": True}, ""),
        ({}, "no_provider"),
        ({"reseller": True}, "no_provider"),
        ({"provider": True, "suspended": True}, "partner_suspended"),
        ({"provider": True, **NO_AGREEMENT}, "programme_agreement"),
    ],
)
def test_an_active_provider_may_ask(facts, code):
    assert code_of(rules.check_may_ask, factories.PartnerFactory(**facts)) == code


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("h.mori@midorino.example", ""),
        ("somebody@gmail.com", ""),
        ("r.aoki@akatsuki-dist.example", "own_domain"),
        ("r.aoki@mail.akatsuki-dist.example", "own_domain"),
        ("a@localhost.example", "portal_domain"),
    ],
)
def test_a_request_goes_to_nobody_of_the_providers_own(email, code):
    assert bool(code_of(rules.check_recipient, email, own_domains=["akatsuki-dist.example"])) is bool(code)


@pytest.mark.parametrize(("days", "code"), [(0, "life_days"), (1, ""), (90, ""), (91, "life_days"), (-1, "life_days")])
def test_a_link_lives_a_day_to_ninety(days, code):
    assert code_of(rules.check_life, days) == code


@pytest.mark.parametrize(
    ("status", "is_open", "can_change"),
    [
        ("ready", "", ""),
        ("sent", "", ""),
        *[(status, "ended", "ended") for status in PartnershipRequest.TERMINAL],
    ],
)
def test_what_fits_a_status(status, is_open, can_change):
    asked = PartnershipRequest(status=status, expires_at=NOW + timedelta(days=1))
    assert code_of(rules.check_open, asked, NOW) == is_open
    assert code_of(rules.check_not_ended, asked) == can_change


@pytest.mark.parametrize(("left", "code"), [(1, ""), (0, "expired"), (-1, "expired")])
def test_the_end_is_exclusive(left, code):
    asked = PartnershipRequest(status="sent", expires_at=NOW + timedelta(seconds=left))
    assert code_of(rules.check_open, asked, NOW) == code


@pytest.mark.parametrize(
    ("status", "is_past", "is_replaced", "reason"),
    [
        ("ready", False, False, ""),
        ("sent", False, False, ""),
        ("sent", True, False, "expired"),
        ("sent", False, True, "replaced"),
        ("sent", True, True, "replaced"),
        ("accepted", False, True, "used"),
        ("declined", True, False, "used"),
        ("cancelled", False, True, "cancelled"),
        ("expired", True, False, "expired"),
    ],
)
def test_why_a_link_is_dead(status, is_past, is_replaced, reason):
    assert rules.why_dead(status=status, is_past=is_past, is_replaced=is_replaced) == reason
