"""The shells: one h1's place, landmarks, and parts that hide where nothing stands behind them."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.urls("partnercenter.pages.urls")
BASES = ["partner", "acceptance", "customer", "account"]
MEMBERSHIP = SimpleNamespace(
    organisation_name="株式会社みなと精機",
    role_label="Global administrator",
    cloud_name="Public cloud",
    market_group_name="Japan",
    public_id="11111111-1111-4111-8111-111111111111",
    is_current=True,
)
CLOUD = SimpleNamespace(portal_name="Office 365 admin center", operator_name="21Vianet", accent="plum", name="China")
ENTRY = SimpleNamespace(label="Customers", url="/partner/customers/", icon="people", current=True)


def drawn(base, **attributes):
    request = RequestFactory().get("/somewhere/?a=1")
    request.user = AnonymousUser()
    for name, value in attributes.items():
        setattr(request, name, value)
    return render_to_string(f"base/{base}.html", {}, request)


@pytest.mark.parametrize("base", BASES)
def test_a_shell_without_anything_behind_it_is_a_whole_page(base):
    shown = drawn(base)
    assert shown.count("<main ") == shown.count("<header ") == shown.count("<footer ") == 1
    assert '<a class="skip" href="#main">' in shown
    assert 'class="menu org"' not in shown
    assert 'class="cloudband"' not in shown
    assert 'class="menu person"' not in shown
    assert 'aria-current="page"' not in shown


@pytest.mark.parametrize("base", ["acceptance", "customer", "account"])
def test_an_acceptance_host_says_its_portal_and_wears_its_accent(base):
    shown = drawn(base, cloud=CLOUD)
    assert "Office 365 admin center" in shown
    assert "China, operated by 21Vianet" in shown
    assert "accent-plum" in shown


@pytest.mark.parametrize("base", ["partner", "customer"])
def test_the_page_one_is_on_is_marked_for_everybody(base):
    shown = drawn(base, navigation=[ENTRY])
    assert 'href="/partner/customers/" aria-current="page"' in shown


@pytest.mark.urls("tests.pages.switching_urls")
def test_the_switcher_posts_the_other_memberships_and_names_the_current_one():
    other = SimpleNamespace(**{**vars(MEMBERSHIP), "public_id": "other", "is_current": False})
    shown = drawn("partner", membership=MEMBERSHIP, memberships=[MEMBERSHIP, other])
    assert "株式会社<wbr>みなと精機" in shown
    assert '<button type="submit" name="membership" value="other">' in shown
    assert shown.count('name="membership"') == 1


def test_the_switches_come_back_to_the_page_with_its_query():
    assert '<input type="hidden" name="next" value="/somewhere/?a=1">' in drawn("partner")


def test_a_view_may_name_another_place_to_come_back_to():
    assert '<input type="hidden" name="next" value="/list/">' in drawn("partner", here="/list/")
