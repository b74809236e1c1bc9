"""Where DNS is asked: never longer than `DNS_TIMEOUT` seconds in all, in no transaction, and no row is read."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from dns.exception import DNSException
from dns.nameserver import Do53Nameserver
from dns.rdtypes.ANY.TXT import TXT
from dns.resolver import NXDOMAIN, LifetimeTimeout, NoAnswer, NoResolverConfiguration, Resolver

from partnercenter.domains.proof import Finding, Outcome, record_name, record_value

MOST_VALUES, LONGEST_VALUE = 3, 100
PORT = 53


def find_record(domain: str, challenge: UUID) -> Finding:
    """Ask DNS for the record. An alias (CNAME) is followed, a cut answer asked for again over TCP."""
    try:
        texts = ask(record_name(domain))
    except (NXDOMAIN, NoAnswer):
        return Finding(Outcome.ABSENT)
    except (LifetimeTimeout, NoResolverConfiguration, OSError):
        return Finding(Outcome.SILENT)
    except DNSException:
        return Finding(Outcome.FAILED)
    if record_value(challenge) in texts:
        return Finding(Outcome.FOUND)
    return Finding(Outcome.WRONG, tuple(shown(text) for text in texts[:MOST_VALUES]))


def ask(name: str) -> list[str]:
    """The TXT records at `name`; strings of one record are joined, as RFC 7208 joins them. Raises `DNSException`."""
    answer = resolver().resolve(name, "TXT", search=False, lifetime=settings.DNS_TIMEOUT)
    return [b"".join(each.strings).decode("utf-8", "replace").strip() for each in answer if isinstance(each, TXT)]


def resolver() -> Resolver:
    """Of the servers that the settings name; without any, of those that this machine uses."""
    asked = Resolver(configure=not settings.DNS_SERVERS)
    if settings.DNS_SERVERS:
        asked.nameservers = [server(entry) for entry in settings.DNS_SERVERS]
    asked.timeout = settings.DNS_TIMEOUT / 2  # for each try, so that a second server gets its turn
    return asked


def server(entry: str) -> Do53Nameserver:
    """`192.0.2.1`, `192.0.2.1:5353` or `[2001:db8::1]:53` of the settings."""
    where = urlsplit(f"//{entry}")
    return Do53Nameserver(where.hostname or "", where.port or PORT)


def shown(text: str) -> str:
    """A stranger's text as a page may show it: one line, no control characters, not long."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:LONGEST_VALUE]
