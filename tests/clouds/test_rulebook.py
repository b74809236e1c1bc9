"""The document of the rules is what the rows and the rules say, and is not stale."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from invitations.rulebook import rulebook
from partnercenter.clouds.models import CloudRegion

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "clouds-and-markets.md"


def printed() -> str:
    out = StringIO()
    call_command("print_rules", stdout=out)
    return out.getvalue()


def test_the_document_is_what_the_command_prints() -> None:
    assert printed() == DOCUMENT.read_text(encoding="utf-8"), "Run: manage.py print_rules > docs/clouds-and-markets.md"


def test_it_is_printed_in_english_whoever_asks() -> None:
    with override("ja"):
        assert printed() == DOCUMENT.read_text(encoding="utf-8")


def test_a_flag_that_is_flipped_shows_in_every_table_that_it_reaches() -> None:
    before = rulebook()
    CloudRegion.objects.filter(code="public").update(allows_no_rights=False, indirect_model="none")
    after = rulebook()
    assert before != after
    public = after.partition("### Public cloud")[2].partition("###")[0]
    assert "| direct bill partner | `rights_not_in_cloud` | yes | yes | yes |" in public
    assert "| indirect provider, for itself | `rights_not_in_cloud`, `capacity` |" in public


def test_every_location_stands_in_it_under_each_of_its_names() -> None:
    said = rulebook()
    for name in ("Japan (JP)", "Saba (BQ)", "Bonaire (BQ)", "Guam (GU)", "Cuba (CU)", "Liechtenstein (LI)"):
        assert name in said
