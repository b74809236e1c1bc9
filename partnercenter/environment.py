"""What each setting of the environment has to look like: a wrong one is refused by name when the portal starts.

`settings` asks here before it reads anything, so that nobody learns of a slip from a page that fails days later.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

ADDRESS = r"[^@\s<>]+@[^@\s<>]+"
HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
SWITCH = (r"(?i)(?:0|1|true|false|yes|no|on|off)", "1 or 0")
FROM_ONE = (r"[1-9]\d{0,6}", "a number from 1 on")
PATHS_OF_THE_PORTAL = (
    "accounts|customer|healthz|help|i|invitation|mailbox|notices|p|partner|privacy|readyz|static|team|verify"
)

# Name: the whole value's form, and how a refusal names it. An empty value stands for none.
FORMS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("DATABASE_URL", "DATABASE_OWNER_URL"),
        (
            r"(?:postgres|postgresql|pgsql)://\S+",
            "an address of PostgreSQL, as postgresql://user:password@host:5432/name",
        ),
    ),
    "DATABASE_ROLE": (r"app|owner", "app or owner"),
    "DATABASE_POOL": FROM_ONE,
    "REDIS_URL": (r"rediss?://[^/\s]+/?", "an address as redis://:password@host:6379, without a database number"),
    "CACHE_URL": (r"rediss?://\S+", "an address as redis://:password@host:6379/0"),
    "BASE_URL": (r"https?://[^/\s]+/?", "https:// and the portal's host, without a path"),
    "ACCEPTANCE_DOMAIN": (HOST, "a host name alone, for example accept.example.com"),
    "ADMIN_HOST": (HOST, "a name of its own, for example operators.example.com"),
    "ADMIN_PATH": (rf"/?(?!(?:{PATHS_OF_THE_PORTAL})(?:/|$))[\w-]+(?:/[\w-]+)*/?", "a path that no page has, as admin"),
    "CLOUDS": (r"[\w-]+(?:\s*,\s*[\w-]+)*", "codes of clouds, separated by commas, as public,china"),
    "SECURITY_CONTACT": (r"(?:mailto:|https://)\S+", "a mailto: or https: address"),
    "TRUSTED_PROXIES": (r"\d{1,2}", "a number, 0 for none"),
    "EMAIL_URL": (r"smtps?(?:\+tls|\+ssl)?://\S+", "a mail server, as smtp+tls://user:password@host:587"),
    **dict.fromkeys(("MAIL_FROM", "BOUNCE_ADDRESS"), (rf"{ADDRESS}|[^<>]+<{ADDRESS}>", "an e-mail address")),
    "BOUNCE_LMTP": (r"\S+:\d{1,5}", "host:port"),
    "DNS_SERVERS": (r"[0-9A-Fa-f.:\[\], ]+", "IP addresses, separated by commas"),
    "DNS_TIMEOUT": (r"(?!0+(?:\.0+)?$)\d+(?:\.\d+)?", "a number of seconds"),
    "LOG_FORMAT": (r"json|line", "json or line"),
    "LOG_LEVEL": (r"DEBUG|INFO|WARNING|ERROR|CRITICAL", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
    **dict.fromkeys(("EMBEDDED", "DEBUG", "OPERATORS_NEED_SECOND_FACTOR"), SWITCH),
    **dict.fromkeys(
        (
            *("MAILS_TO_ADDRESS_A_DAY", "MAILS_OF_PARTNER_A_DAY", "MAIL_LEASE_SECONDS", "MAIL_SWEEP_SECONDS"),
            *("SESSION_IDLE_MINUTES", "OPERATOR_IDLE_MINUTES"),
        ),
        FROM_ONE,
    ),
}


def refuse_wrong(environment: Mapping[str, str]) -> None:
    """Raise `ImproperlyConfigured` for the first setting that has not its form, without repeating its value."""
    for name, (form, words) in FORMS.items():
        value = environment.get(name, "").strip()
        if value and re.fullmatch(form, value) is None:
            raise ImproperlyConfigured(f"{name} must be {words}.")
