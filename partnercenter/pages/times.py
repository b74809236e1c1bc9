"""Days and moments in the two languages (`docs/components.md`; words rule 11): always with their zone.

The formats are notation, not sentences, so they stand here and not in the catalogues: a half-translated
catalogue must never make a date ambiguous.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
JAPANESE_DAYS = "月火水木金土日"
# Abbreviations that name one zone only. Others are ambiguous (CST, IST, EST), so the offset is said instead.
NAMED_ZONES = {"Asia/Tokyo": "JST", "Japan": "JST", "Asia/Seoul": "KST", "UTC": "UTC", "Etc/UTC": "UTC"}
INSTANT = timedelta(microseconds=1)
Zone = str | tzinfo | None


def find_zone(zone: Zone) -> tzinfo:
    """The zone of an IANA name; without a name the active one; UTC for a name that nobody knows."""
    if not zone:
        return timezone.get_current_timezone()
    if isinstance(zone, tzinfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def offset_label(moment: datetime) -> str:
    """`UTC+9`, `UTC−5`, `UTC+5:30`; plain `UTC` at zero. `moment` is aware."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def zone_label(moment: datetime) -> str:
    """What the zone of an aware moment is called: `JST` where that is unmistakable, else its offset."""
    return NAMED_ZONES.get(str(moment.tzinfo), "") or offset_label(moment)


def long_zone_label(zone: Zone = None) -> str:
    """For the foot of a page: `JST (UTC+9)`, in Japanese `JST（UTC+9）`, or the offset alone."""
    now = datetime.now(find_zone(zone))
    name, offset = zone_label(now), offset_label(now)
    if name == offset:
        return name
    return f"{name}（{offset}）" if is_japanese() else f"{name} ({offset})"


def is_japanese() -> bool:
    """Whether the page is being written in Japanese."""
    return (get_language() or "").startswith("ja")


def say_day(day: date, *, short: bool = False) -> str:
    """`20 November 2026` / `2026年11月20日(金)`; short `20 Nov 2026` / `2026年11月20日`."""
    if is_japanese():
        weekday = "" if short else f"({JAPANESE_DAYS[day.weekday()]})"
        return f"{day.year}年{day.month}月{day.day}日{weekday}"
    month = ENGLISH_MONTHS[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {day.year}"


def say_moment(moment: datetime, zone: Zone = None, *, short: bool = False) -> str:
    """`20 November 2026, 14:30 JST` / `2026年11月20日(金) 14:30 JST` of an aware moment."""
    there = moment.astimezone(find_zone(zone))
    comma = "" if is_japanese() else ","
    return f"{say_day(there.date(), short=short)}{comma} {there:%H:%M} {zone_label(there)}"


def last_instant(expires_at: datetime, zone: Zone = None) -> datetime:
    """The last moment before an exclusive end, in its zone: its date is the last day that counts."""
    return expires_at.astimezone(find_zone(zone)) - INSTANT


def say_last_day(expires_at: datetime, zone: Zone = None) -> str:
    """`until the end of 20 December 2026 (JST)` / `2026年12月20日(日)まで（JST）`, as plain text."""
    last = last_instant(expires_at, zone)
    return frame_last_day(say_day(last.date()), zone_label(last))


def frame_last_day(day: str, zone: str) -> str:
    """The words around a last day that is already written."""
    return f"{day}まで（{zone}）" if is_japanese() else f"until the end of {day} ({zone})"


def time_element(*, machine: str, words: str) -> SafeString:
    """`<time>` with no-break spaces, so that a date is never torn apart. Both are ours: nothing needs escape."""
    words = words.replace(" ", "\u00a0")
    return mark_safe(f'<time datetime="{machine}">{words}</time>')
