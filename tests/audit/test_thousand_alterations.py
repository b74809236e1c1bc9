"""1,000 random alterations by somebody whom no trigger stops: each is found, and its row named (G12)."""

import random
from collections import Counter

import pytest
from django.db import connection

from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.audit.sealing import seal, verify
from tests import factories
from tests.audit.test_sealing import COLUMNS

pytestmark = pytest.mark.django_db
ROWS, ALTERATIONS, SEED = 4200, 1000, 20261129
TRACES = ("actor_name", "actor_email", "user_agent", "reason")
INSERT = """
    INSERT INTO audit_auditevent (public_id, happened_at, action, side, cloud_code, object_type, object_id, details,
        sequence, previous_hash, hash)
    SELECT gen_random_uuid(), happened_at, 'user.forged', side, cloud_code, object_type, object_id, details,
        -sequence, previous_hash, hash FROM audit_auditevent WHERE sequence = %s
"""


class Intruder:
    """Owns the database. Each deed falls on a place of its own, four rows from the next, and `named` must be found."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.named, self.deeds = dice, {}, Counter()

    def act(self, sequence: int) -> None:
        deed = self.dice.choice(
            (self.change, self.change, self.change, self.delete, self.insert, self.swap, self.rename)
        )
        self.deeds[deed.__name__] += 1
        deed(sequence)

    def change(self, at: int) -> None:
        """Any column of the row."""
        column = self.dice.choice(list(COLUMNS))
        past(f"UPDATE audit_auditevent SET {column} = {COLUMNS[column]} WHERE sequence = %s", at)
        self.named[at] = f"changed {column}"

    def delete(self, at: int) -> None:
        past("DELETE FROM audit_auditevent WHERE sequence = %s", at)
        self.named[at + 1] = "behind a deleted row"

    def insert(self, at: int) -> None:
        """A row of the intruder's own takes a place, with the hashes of the one that stood there."""
        past("UPDATE audit_auditevent SET sequence = -sequence WHERE sequence = %s", at)
        past(INSERT, -at)
        past("DELETE FROM audit_auditevent WHERE sequence = %s", -at)
        self.named[at] = "an inserted row"

    def swap(self, at: int) -> None:
        """Two neighbours change places, hashes and all."""
        past("UPDATE audit_auditevent SET sequence = -%s WHERE sequence = %s", at, at)
        past("UPDATE audit_auditevent SET sequence = %s WHERE sequence = %s", at, at + 1)
        past("UPDATE audit_auditevent SET sequence = %s WHERE sequence = -%s", at + 1, at)
        self.named[at] = self.named[at + 1] = "swapped"

    def rename(self, at: int) -> None:
        """The name, the address, the browser or the reason behind the row."""
        column = self.dice.choice(TRACES)
        past(
            f"UPDATE audit_audittrace SET {column} = 'forged' "
            "WHERE id = (SELECT trace_id FROM audit_auditevent WHERE sequence = %s)",
            at,
        )
        self.named[at] = f"another {column}"


def past(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_thousand_random_alterations_of_every_kind_are_all_found_and_named() -> None:
    person = factories.UserFactory(display_name="Aoki Miku")
    for number in range(ROWS):
        record("user.tested", about=person, by=person, details={"n": number})
    seal()
    first = AuditEvent.objects.filter(action="user.tested").order_by("sequence").values_list("sequence", flat=True)[0]
    intruder = Intruder(random.Random(SEED))
    places = random.Random(SEED).sample(range(first + 1, first + ROWS - 4, 4), ALTERATIONS)
    past("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the transaction is in the way of the next line
    past("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
    for place in places:
        intruder.act(place)
    past("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")
    found = {each.sequence for each in verify()}
    assert sum(intruder.deeds.values()) == ALTERATIONS
    assert len(intruder.deeds) == 5
    assert {place: what for place, what in intruder.named.items() if place not in found} == {}
    # Nothing else is accused but the row behind an altered one, which no longer follows.
    assert {place for place in found if not {place, place - 1, place - 2} & set(intruder.named)} == set()
