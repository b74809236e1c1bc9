"""Search inside names in any script, domains and identifiers; never beyond the partner's own rows."""

import random
import uuid

import pytest

from customers.directory.models import Customer
from customers.relationships.index import refresh_pair
from customers.relationships.listing import Narrowing, narrowed
from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {
    "yamada": ("山田製作所株式会社", "yamada-works.example"),
    "yamada_kana": ("ヤマダ電装", "densou.example"),
    "harbor": ("Harbor & Pine Trading K.K.", "harborpine.example"),
    "straße": ("Straßenbau Müller GmbH", "strassenbau.example"),
    "abc": ("ＡＢＣ商事", "abc-shoji.example"),
    "percent": ("100% Organic", "organic.example"),
}


@pytest.fixture
def rows(partner: Partner) -> dict[str, Customer]:
    """The partner's customers, by a short name."""
    made = {}
    for short, (name, domain) in NAMES.items():
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, domain)  # a random one finds "100" or "abc" in itself at times
        made[short] = factories.CustomerFactory(name=name, primary_domain=domain, tenant_id=identifier)
        tie(partner, made[short])
    return made


def tie(partner: Partner, customer: Customer) -> None:
    """Make the customer the partner's, with its row."""
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)


def found(partner: Partner, typed: str) -> set[str]:
    """The names that a search finds."""
    return {row.customer.name for row in narrowed(partner, Narrowing(typed=typed)).select_related("customer")}


SEARCHES = [
    ("山田", {"yamada"}),
    ("田製", {"yamada"}),
    ("ﾔﾏﾀﾞ", {"yamada_kana"}),
    ("ヤマダ", {"yamada_kana"}),
    ("やまだ", {"yamada_kana"}),
    ("まだ", {"yamada_kana"}),
    ("ABC", {"abc"}),
    ("ａｂｃ", {"abc"}),
    ("abc商", {"abc"}),
    ("harbor", {"harbor"}),
    ("ARBO", {"harbor"}),
    ("pine harbor", {"harbor"}),
    ("harbor yamada", set()),
    ("strasse", {"straße"}),
    ("müller", {"straße"}),
    ("yamada-works", {"yamada"}),
    ("works.example", {"yamada"}),
    ("organic", {"percent"}),
    ("100%", {"percent"}),
    ("nothing like it", set()),
    ("zz", set()),
]


@pytest.mark.parametrize(("typed", "shorts"), SEARCHES, ids=[search[0] for search in SEARCHES])
def test_a_part_of_name_or_domain_finds_the_customer(
    partner: Partner, rows: dict[str, Customer], typed: str, shorts: set[str]
) -> None:
    assert found(partner, typed) == {NAMES[short][0] for short in shorts}


@pytest.mark.parametrize("part", [slice(0, 8), slice(4, 20), slice(-12, None), slice(None)])
def test_a_part_of_the_identifier_finds_the_customer(partner: Partner, rows: dict[str, Customer], part: slice) -> None:
    identifier = str(rows["harbor"].tenant_id)[part]

    assert rows["harbor"].name in found(partner, identifier)


@pytest.mark.parametrize(
    "typed", ["%", "_", "%%", "__", "'", "\\", "&", "|", "!", "(", ":*", "a", "山", "@", "", "   "]
)
def test_what_cannot_be_searched_narrows_nothing_and_breaks_nothing(
    partner: Partner, rows: dict[str, Customer], typed: str
) -> None:
    assert not Narrowing(typed=typed).is_searching
    assert len(found(partner, typed)) == len(NAMES)


@pytest.mark.parametrize(
    "typed", ["ab' | 'cd", "ab & !cd", "ab:*", "ab\\", "'ab", "ab%cd", "ab_cd", "a b c d", "@1 ab"]
)
def test_signs_of_sql_and_tsquery_steer_nothing(partner: Partner, rows: dict[str, Customer], typed: str) -> None:
    assert found(partner, typed) <= {name for name, _ in NAMES.values()}


def test_letters_that_stand_apart_are_no_match(partner: Partner) -> None:
    tie(partner, factories.CustomerFactory(name="uvxvw", primary_domain="x.example"))

    assert found(partner, "uvw") == set()  # letters that no identifier has


def test_nothing_matches_across_name_and_domain(partner: Partner) -> None:
    tie(partner, factories.CustomerFactory(name="Foo Bar", primary_domain="qux.example"))

    assert found(partner, "barqux") == set()


def test_a_search_finds_a_partners_own_rows_alone(partner: Partner, rows: dict[str, Customer]) -> None:
    other = factories.PartnerFactory()
    tie(other, rows["harbor"])

    assert found(other, "harbor") == {NAMES["harbor"][0]}
    assert found(other, "山田") == set()


def test_a_number_in_a_name_is_not_taken_for_a_partner(partner: Partner, rows: dict[str, Customer]) -> None:
    other = factories.PartnerFactory()

    assert found(other, f"@{partner.pk}") == set()
    assert found(other, f"@{partner.pk} harbor") == set()


def test_random_searches_never_break(partner: Partner, rows: dict[str, Customer]) -> None:
    source = random.Random(20261120)
    letters = "abcヤマダ山田%_'\\&|!():*@ \t\u200b\u3099\uff9eÄß-.,\U0001f600"
    for _ in range(200):
        typed = "".join(source.choice(letters) for _ in range(source.randint(0, 30)))
        assert found(partner, typed) <= {name for name, _ in NAMES.values()}


def test_the_search_and_the_filters_work_together(partner: Partner, rows: dict[str, Customer]) -> None:
    PartnerCustomer.objects.filter(customer=rows["harbor"]).update(state="ended", rights="ended")

    def names(**narrowing: str) -> set[str]:
        return {row.customer.name for row in narrowed(partner, Narrowing(**narrowing)).select_related("customer")}

    assert names(state="ended") == {NAMES["harbor"][0]}
    assert names(rights="ended", typed="harbor") == {NAMES["harbor"][0]}
    assert names(state="active", typed="harbor") == set()
    assert len(names(state="active", rights="none")) == len(NAMES) - 1
