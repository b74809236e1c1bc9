"""The Customers list with everything on, its file, and what a partner keeps for itself, in Japanese."""

import pytest
from django.utils import translation

from customers.relationships import export
from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import PartnerRole
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_the_list_with_every_filter_on_speaks_japanese(world, partner_client, colleague_client) -> None:  # noqa: F811
    PartnerCustomer.objects.update(tags=["関西", "重点", "製造", "医療", "学校", "病院"])
    path = "/partner/customers/?tag=関西"
    for query in ("", "&ends=soon", "&agreement=accepted", "&agreement=missing", "&rights=full&relationship=active"):
        for sort in ("", "&sort=-name", "&sort=since", "&sort=-since", "&sort=end", "&sort=-end"):
            assert_japanese(partner_client, path + query + sort)
    assert_japanese(colleague_client(PartnerRole.VIEWER), path)


def test_what_a_partner_keeps_for_itself_speaks_japanese(world, partner_client, colleague_client) -> None:  # noqa: F811
    record = f"/partner/customers/{world['customer'].public_id}/"
    page = f"{record}tags-and-note/"
    assert_japanese(partner_client, page)
    assert_japanese(partner_client, page, tags="あ" * 51, owner="nobody")
    assert_japanese(partner_client, page, tags="\n".join("あ" * (n + 1) for n in range(49)) + "\n" + "い\n" * 3)
    assert_japanese(partner_client, record)
    assert_japanese(colleague_client(PartnerRole.VIEWER), record)
    assert_japanese(colleague_client(PartnerRole.VIEWER), page)


def test_the_file_speaks_japanese() -> None:
    with translation.override("ja"):
        words = export.Words()
        said = [*export.header(), *words.states.values(), *words.rights.values(), *words.agreed.values()]
        said += words.capacities.values()
    assert [each for each in said if each.isascii()] == []
