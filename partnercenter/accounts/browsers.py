"""A browser and its system, out of the line that browsers send: a hint for the person, never a proof."""

import re

# The first that fits counts: most of them claim to be several others.
BROWSERS = (
    *((r"Edg(?:A|iOS)?/", "Edge"), (r"OPR/", "Opera"), (r"SamsungBrowser/", "Samsung Internet")),
    *((r"Firefox/|FxiOS/", "Firefox"), (r"Chrome/|CriOS/", "Chrome"), (r"Safari/", "Safari")),
)
SYSTEMS = (
    *((r"iPhone", "iPhone"), (r"iPad", "iPad"), (r"Android", "Android"), (r"Windows", "Windows")),
    *((r"Mac OS X|Macintosh", "macOS"), (r"CrOS", "ChromeOS"), (r"Linux", "Linux")),
)
SHOWN = 60  # characters of a line that nothing fits


def say_browser(user_agent: str) -> str:
    """`Firefox, Windows`; the line itself where it is unknown, empty where there is none."""
    found = [named(user_agent, table) for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or user_agent[:SHOWN]


def named(user_agent: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((name for pattern, name in table if re.search(pattern, user_agent)), "")
