"""Every error case (domain §8.1) in both languages: its page, status, heading and words, and the next steps lead on."""

import pytest
from django.utils import translation

from invitations.models import Acceptance
from partnercenter.clouds.markets import country_name
from partnercenter.clouds.models import CloudRegion, MarketGroup
from tests.errors import cases
from tests.errors.cases import Case
from tests.errors.reading import LEADS_ON, Page, follow, squeezed
from tests.errors.table import INVITATION, TABLE
from tests.translations.latin import english_in

pytestmark = pytest.mark.django_db
NAMES = {"partner": cases.PARTNER, "organisation": cases.CUSTOMER}
REGISTERED_IN = "%(country)s, sales region %(region)s"


def named(case: Case) -> dict[str, str]:
    """The names in the words, in the active language."""
    more = dict(case.names)
    if "cloud" in more:
        more["cloud"] = CloudRegion.objects.get(code=more["cloud"]).name
    if "country" in more:
        more["country"] = country_name(more["country"])
    return NAMES | more


def worded(source: str, case: Case) -> str:
    """A source in the active language; `{DE:EUROPE}` is a registered country with its sales region."""
    if source.startswith("{"):
        country, _colon, group = source.strip("{}").partition(":")
        region = MarketGroup.objects.get(code=group).name
        return squeezed(translation.gettext(REGISTERED_IN) % {"country": country_name(country), "region": region})
    return squeezed(translation.gettext(source) % named(case))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.code)
def test_the_page_says_what_is_so_and_leads_on(case: Case, language: str) -> None:
    scene = case.reach(language)
    page = Page(scene.answer.content.decode())
    with translation.override(language):
        assert (scene.answer.status_code, page.language) == (case.status, language)
        assert page.heading == worded(case.heading, case)
        for words in case.words:
            assert worded(words, case) in page.text
    assert Acceptance.objects.count() == 0
    for way in case.ways_on:
        assert leads_on(scene.client, page, way), way


def leads_on(client, page: Page, way: str) -> bool:
    """Whether the page offers this way and it leads somewhere; `#…` is a place on the page itself."""
    if way.startswith("#"):
        return way in page.links
    status = follow(client, page, way)
    # a page that says "not available now" is offered to be tried again, and says so again
    return status in LEADS_ON or (way == INVITATION and status == 410)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.code)
def test_no_english_is_left_on_the_japanese_page(case: Case) -> None:
    assert english_in(case.reach("ja").answer.content.decode()) == []


def test_every_case_of_the_domain_is_reached() -> None:
    wanted = {
        *("not_signed_in", "not_global_admin", "wrong_cloud", "region_not_allowed", "partner_tenant", "self_accept"),
        *("already_related", "single_partner_cloud", "link_expired", "link_cancelled", "link_used", "link_unknown"),
        *("partner_inactive", "partnership_missing", "mca_required", "dap_not_optional", "closed_cloud"),
    }
    assert wanted <= {case.code.partition(",")[0] for case in TABLE}  # role_missing_mfa: see test_second_step
