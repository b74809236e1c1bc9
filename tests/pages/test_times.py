"""Days and moments as both languages write them (words rule 11)."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from partnercenter.pages import times

AFTERNOON = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 22, 5, tzinfo=UTC)
END_IN_TOKYO = datetime(2026, 12, 20, 15, 0, tzinfo=UTC)  # midnight after 20 December, in Tokyo
END_IN_BERLIN = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)  # midnight after 30 June, in Berlin

DAYS = [
    ("en", date(2026, 11, 20), None, "20 November 2026"),
    ("en-gb", date(2026, 1, 1), None, "1 January 2026"),
    ("ja", date(2026, 11, 20), None, "2026年11月20日(金)"),
    ("ja", date(2026, 12, 20), None, "2026年12月20日(日)"),
    ("en", LATE, "Asia/Tokyo", "21 November 2026"),
    ("ja", LATE, "Asia/Tokyo", "2026年11月21日(土)"),
    ("en", LATE, "America/New_York", "20 November 2026"),
]
MOMENTS = [
    ("en", AFTERNOON, "Asia/Tokyo", "20 November 2026, 14:30 JST"),
    ("ja", AFTERNOON, "Asia/Tokyo", "2026年11月20日(金) 14:30 JST"),
    ("en", AFTERNOON, "UTC", "20 November 2026, 05:30 UTC"),
    ("en", AFTERNOON, "Europe/Berlin", "20 November 2026, 06:30 UTC+1"),
    ("en", datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "Europe/Berlin", "1 July 2026, 14:00 UTC+2"),
    ("ja", AFTERNOON, "America/New_York", "2026年11月20日(金) 00:30 UTC−5"),
    ("en", AFTERNOON, "Asia/Kolkata", "20 November 2026, 11:00 UTC+5:30"),
    ("en", AFTERNOON, "Asia/Shanghai", "20 November 2026, 13:30 UTC+8"),
    ("en", AFTERNOON, "Nowhere/Atlantis", "20 November 2026, 05:30 UTC"),
]
LAST_DAYS = [
    ("en", END_IN_TOKYO, "Asia/Tokyo", "until the end of 20 December 2026 (JST)"),
    ("ja", END_IN_TOKYO, "Asia/Tokyo", "2026年12月20日(日)まで（JST）"),
    ("en", END_IN_BERLIN, "Europe/Berlin", "until the end of 30 June 2026 (UTC+2)"),
    ("ja", END_IN_BERLIN, "Europe/Berlin", "2026年6月30日(火)まで（UTC+2）"),
]


def written(source: str, language: str, **values: object) -> str:
    """What a template with the portal's tags writes, with its no-break spaces as plain ones."""
    with translation.override(language):
        return Template("{% load portal %}" + source).render(Context(values)).replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "value", "zone", "words"), DAYS)
def test_a_day_is_written_with_its_weekday_in_japanese_and_its_month_in_english(language, value, zone, words):
    assert f">{words}</time>" in written("{% date_day value zone %}", language, value=value, zone=zone)


@pytest.mark.parametrize(("language", "value", "zone", "words"), MOMENTS)
def test_a_moment_always_names_its_zone(language, value, zone, words):
    assert f">{words}</time>" in written("{% moment value zone %}", language, value=value, zone=zone)


@pytest.mark.parametrize(("language", "value", "zone", "words"), LAST_DAYS)
def test_an_exclusive_midnight_is_shown_as_the_last_day(language, value, zone, words):
    with translation.override(language):
        assert times.say_last_day(value, zone) == words
    shown = written("{% last_day value zone %}", language, value=value, zone=zone)
    assert shown.replace("</time>", "").partition(">")[2] in words
    assert shown.count("<time datetime=") == 1


def test_the_machine_readable_last_day_is_the_last_day_too():
    shown = written("{% last_day value zone bare=True %}", "en", value=END_IN_TOKYO, zone="Asia/Tokyo")
    assert shown == '<time datetime="2026-12-20">20 December 2026</time>'


def test_a_moment_keeps_its_offset_for_machines():
    shown = written("{% moment value 'Asia/Tokyo' %}", "en", value=AFTERNOON)
    assert 'datetime="2026-11-20T14:30+09:00"' in shown


def test_a_date_is_never_torn_apart():
    with translation.override("en"):
        shown = Template("{% load portal %}{% moment value 'UTC' %}").render(Context({"value": AFTERNOON}))
    assert "20\u00a0November\u00a02026,\u00a005:30\u00a0UTC" in shown


@pytest.mark.parametrize("tag", ["date_day", "moment", "last_day"])
def test_a_missing_time_writes_nothing(tag):
    assert written("{% " + tag + " value %}", "en", value=None) == ""


def test_without_a_zone_the_active_one_counts():
    with timezone.override("Asia/Tokyo"):
        assert "21 November 2026" in written("{% date_day value %}", "en", value=LATE)


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("en", "Asia/Tokyo", "JST (UTC+9)"),
        ("ja", "Asia/Tokyo", "JST（UTC+9）"),
        ("en", "UTC", "UTC"),
        ("en", "Asia/Dubai", "UTC+4"),
    ],
)
def test_the_foot_of_a_page_names_the_zone_and_its_offset(language, zone, words):
    with translation.override(language):
        assert times.long_zone_label(zone) == words


def test_a_short_day_keeps_its_year():
    assert ">20 Nov 2026<" in written("{% date_day value short=True %}", "en", value=date(2026, 11, 20))
