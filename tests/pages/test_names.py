"""Company names and addresses as markup."""

import pytest

from partnercenter.pages import names

COMPANIES = [
    ("株式会社みなと精機", '<span class="co" lang="ja">株式会社<wbr>みなと精機</span>'),
    ("青葉物流株式会社", '<span class="co" lang="ja">青葉物流<wbr>株式会社</span>'),
    ("Lindqvist Nordic Japan合同会社", '<span class="co" lang="ja">Lindqvist Nordic Japan<wbr>合同会社</span>'),
    ("医療法人社団桜会", '<span class="co" lang="ja">医療法人社団<wbr>桜会</span>'),
    ("上海晨曦网络有限公司", '<span class="co" lang="zh-Hans">上海晨曦网络<wbr>有限公司</span>'),
    ("なにわ", '<span class="co" lang="ja">なにわ</span>'),
    ("京橋", '<span class="co" lang="ja">京橋</span>'),
    ("한빛 시스템", '<span class="co" lang="ko">한빛 시스템</span>'),
    ("Harbor & Pine Trading K.K.", '<span class="co">Harbor &amp; Pine Trading K.K.</span>'),
    ("", '<span class="co"></span>'),
]


@pytest.mark.parametrize(("name", "markup"), COMPANIES)
def test_a_company_name_carries_its_language_and_breaks_beside_its_legal_form(name, markup):
    assert names.company_markup(name) == markup


def test_a_company_name_cannot_bring_its_own_markup():
    assert names.company_markup("<b>株式会社</b>") == (
        '<span class="co" lang="ja">&lt;b&gt;<wbr>株式会社<wbr>&lt;/b&gt;</span>'
    )


def test_a_known_language_is_not_guessed():
    assert 'lang="zh-Hans"' in names.company_markup("京橋", "zh-Hans")


def test_an_address_may_break_after_its_at_sign_and_nowhere_else():
    assert names.address_markup("m.tanaka@kitakaze.example") == "m.tanaka@<wbr>kitakaze.example"


def test_an_address_is_escaped():
    assert names.address_markup("<x>@a.example") == "&lt;x&gt;@<wbr>a.example"


def test_what_is_no_address_is_written_as_it_is():
    assert names.address_markup("nobody") == "nobody"
    assert names.address_markup(None) == ""
