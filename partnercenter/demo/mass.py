"""Very many customers of one partner, for measuring lists: made in Python, written with COPY."""

import random
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.models import LONGEST_DAYS, DelegatedAdminGrant
from customers.relationships.index import NEARING
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.canonical.names import search_document, search_text, sort_key
from partnercenter.demo.loading import at_once, owns
from partnercenter.partners.models import Partner

CHUNK = 5_000
MASS = 20_000  # from so many on it is quicker to build the indexes afterwards
FIRST_JA = ("みなと", "青葉", "大和川", "堺", "京橋", "北浜", "千里", "桜", "富士", "山田")
FIRST_EN = ("Harbor", "Pine", "Lindqvist", "Aoba", "Northern", "Seto", "Umeda", "Kobe", "Alder", "Quay")
SECOND_JA = ("精機", "物流", "ガラス", "ベアリング", "電装", "商店", "デザイン", "製作所", "学園", "病院")
SECOND_EN = ("Trading", "Foods", "Works", "Logistics", "Systems", "Glass")
# Shares are such that a thousand customers fill a page of every filter; one tag is rare.
TAGS = (("Kansai", 0.3), ("重点", 0.1), ("VIP", 0.0002))
FORMS = ("{}株式会社", "株式会社{}", "{}合同会社", "{} K.K.", "{} Ltd", "{} GmbH")

Values = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """The rows of one customer, as values by column; without a grant where no rights were ever held."""

    customer: Values
    pair: Values
    relationship: Values
    grant: Values | None


def make_customers(partner: Partner, *, count: int, by: User, seed: int = 1) -> Iterator[int]:
    """Write `count` customers of `partner` with relationships and grants; gives the number written after each chunk.

    For measuring alone: no log, no mails, no agreement. `by` stands as the person who accepted.
    """
    source = random.Random(seed)  # noqa: S311
    tables = (Customer, PartnerCustomer, ResellerRelationship, DelegatedAdminGrant)
    with at_once(tables) if count >= MASS and owns(tables) else nullcontext():
        for done in range(0, count, CHUNK):
            size = min(CHUNK, count - done)
            write_chunk([invent(partner, key, by=by, source=source) for key in reserve_keys(size)])
            yield done + size


def reserve_keys(size: int) -> list[int]:
    """Primary keys for `size` new customers."""
    with connection.cursor() as cursor:
        sequence = "pg_get_serial_sequence(%s, 'id')"
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [Customer._meta.db_table, size])  # noqa: S608
        return [key for (key,) in cursor.fetchall()]


@transaction.atomic
def write_chunk(made: list[Made]) -> None:
    """All rows of some customers, in one transaction."""
    copy_rows(Customer, [one.customer for one in made])
    copy_rows(PartnerCustomer, [one.pair for one in made])
    copy_rows(ResellerRelationship, [one.relationship for one in made])
    copy_rows(DelegatedAdminGrant, [one.grant for one in made if one.grant])


def copy_rows(model: type[Any], rows: list[Values]) -> None:
    """Write rows that have the same columns: COPY goes past no row-level security, so it is into a copy first."""
    if not rows:
        return
    table, names = model._meta.db_table, ", ".join(rows[0])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        with cursor.copy(f"COPY copied ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(list(row.values()))
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM copied")  # noqa: S608
        cursor.execute("DROP TABLE copied")


def invent(partner: Partner, key: int, *, by: User, source: random.Random) -> Made:
    """One customer: a name that others may share, a domain of its own, and where it stands with the partner."""
    customer = invent_customer(partner, key, source)
    since = timezone.now() - timedelta(days=source.randint(30, 1500))
    is_over, rights = source.random() < 0.25, invent_rights(source)
    ended = timezone.now() - timedelta(days=source.randint(1, 29))
    until = {"ended": ended, "granular": timezone.now() + timedelta(days=source.randint(1, 90))}.get(rights)
    both: dict[str, Any] = {"partner_id": partner.pk, "customer_id": key}
    tags = [tag for tag, share in TAGS if source.random() < share]
    pair = both | shown(customer, partner) | standing(since, ended if is_over else None, rights, until) | {"tags": tags}
    relationship = both | ended_or_not(ended if is_over else None, "ended")
    relationship |= {"public_id": uuid.uuid4(), "capacity": "direct", "started_at": since, "started_by_id": by.pk}
    relationship |= {"ended_side": "", "end_reason": ""}
    grant = None if rights == "none" else both | invent_grant(since, rights, until, by, name=f"Rights {key}")
    return Made(customer, pair, relationship, grant)


def invent_rights(source: random.Random) -> str:
    """Ended, full, granular and none, in shares of a fifth to a third."""
    drawn = source.random()
    return "ended" if drawn < 0.2 else "full" if drawn < 0.45 else "granular" if drawn < 0.7 else "none"


def invent_customer(partner: Partner, key: int, source: random.Random) -> Values:
    """The customer's own row."""
    name = source.choice(FORMS).format(
        source.choice(FIRST_JA + FIRST_EN) + source.choice(("", " ")) + source.choice(SECOND_JA + SECOND_EN)
    )
    return {
        "id": key,
        "public_id": uuid.UUID(int=source.getrandbits(128), version=4),
        "cloud_id": partner.cloud_id,
        "tenant_id": uuid.UUID(int=source.getrandbits(128), version=4),
        "name": name,
        "sort_key": sort_key_of(name),
        "primary_domain": f"company{key}.example",
        "country": partner.country,
        "address": "",
        "contact_name": "",
        "contact_email": "",
        "language": "ja",
        "time_zone": partner.time_zone,
        "is_self_registered": False,
    }


def shown(customer: Values, partner: Partner) -> Values:
    """What lists sort by and search in (`customers.relationships.index`)."""
    domain, tenant = customer["primary_domain"].replace(".", ""), customer["tenant_id"].hex
    text, document = keys_of(customer["name"])
    pairs = {each[at : at + 2] for each in (domain, tenant) for at in range(len(each) - 1)}
    quoted = " ".join(f"'{pair}'" for pair in pairs)
    return {
        "public_id": uuid.uuid4(),
        "sort_key": customer["sort_key"],
        "search_text": f"{text} {domain} {tenant}",
        "search": f"{document} {quoted} '@{partner.pk}'",
        "note": "",
        "beside": [],
        "is_agreed": False,
    }


@cache
def keys_of(name: str) -> tuple[str, str]:
    """The search's keys of a name: few names are invented, many times each."""
    return search_text(name), search_document(name)


@cache
def sort_key_of(name: str) -> str:
    return sort_key(name)


def standing(since: datetime, over_at: datetime | None, rights: str, until: datetime | None) -> Values:
    """State and rights as a list shows them."""
    is_held = rights in ("full", "granular")
    return {
        "since": since,
        "state": "active" if over_at is None else "admin_only" if is_held else "ended",
        "ended_at": None if is_held else over_at,
        "rights": rights,
        "rights_until": until,
        "nears_end": rights == "granular" and until is not None and until <= timezone.now() + NEARING,
    }


def ended_or_not(at: datetime | None, status: str) -> Values:
    """Status and end of a row that has them."""
    return {"status": status if at else "active", "ended_at": at}


def invent_grant(since: datetime, rights: str, until: datetime | None, by: User, *, name: str) -> Values:
    """Full or granular rights in force, or full ones that the customer took back."""
    is_granular, is_over = rights == "granular", rights == "ended"
    return {
        **ended_or_not(until if is_over else None, "terminated"),
        "public_id": uuid.uuid4(),
        "kind": "granular" if is_granular else "full",
        "name": name if is_granular else "",
        "roles": ["global_reader"] if is_granular else [],
        "days": LONGEST_DAYS if is_granular else None,
        "starts_at": since,
        "ends_at": until if is_granular else None,
        "auto_extends": False,
        "extended_times": 0,
        "granted_by_id": by.pk,
        "ended_side": "customer" if is_over else "",
        "end_reason": "",
    }
