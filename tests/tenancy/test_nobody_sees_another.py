"""Nobody sees a word, a number or a trace of somebody else's, on any page or in any mail (S1, D23; domain §2.6).

What to do when one of these fails: a new column needs a line in `readers.py` (who may read it), a new model rows in
`world.py`. Anything else is a leak.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from partnercenter.outbox.models import OutboundEmail
from tests.policy.figures import FIGURES
from tests.tenancy import letters, operators, searching
from tests.tenancy.canaries import own_models, text_columns, unlisted_columns
from tests.tenancy.cast import bosses, everybody, eyes_of, opened
from tests.tenancy.codes import CODES
from tests.tenancy.crawling import Actor
from tests.tenancy.growing import grow
from tests.tenancy.readers import READERS
from tests.tenancy.strangers import stable, told_apart
from tests.tenancy.world import World

pytestmark = pytest.mark.django_db

# What a partner and a customer have to come across, or the crawl would prove nothing.
PARTNER_READS = {
    *("accounts.User.display_name", "directory.Customer.name", "directory.Customer.primary_domain"),
    *("directory.Customer.contact_email", "grants.DelegatedAdminGrant.name", "invitations.Acceptance.reason"),
    *("invitations.Invitation.number", "invitations.Invitation.body", "invitations.Invitation.reference"),
    *("invitations.Invitation.recipient_email", "partners.Partner.legal_name"),
}
STRANGERS = ("A in public", "R in public", "B in public", "D in public", "A in china")
CUSTOMER_READS = {
    *("accounts.User.display_name", "directory.Customer.name", "invitations.Invitation.number"),
    "partners.Partner.legal_name",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Both clouds, built once; each test's own writing is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=["part", pytest.param("whole", marks=pytest.mark.long)])
def part(request: pytest.FixtureRequest) -> str:
    """How much is read: in part with every run of the tests, the whole of it with `make walk`."""
    return request.param


@pytest.fixture(scope="module")
def actors(world: World, part: str) -> list[Actor]:
    """Everybody, with all pages that each can reach; in part, those of no use as strangers read one page of a kind."""
    found = list(everybody(world))
    for each in found:
        each.most = each.most if part == "whole" or each.name in STRANGERS else 1
    return [crawled(each) for each in found]


def crawled(actor: Actor, *starts: str) -> Actor:
    """After a crawl; the limits of accounts do not count what others did."""
    cache.clear()
    actor.crawl(starts)
    return actor


def test_every_text_column_says_who_may_read_it() -> None:
    assert unlisted_columns() == []


def test_the_table_of_readers_names_only_columns_that_there_are() -> None:
    known = {f"{model._meta.label}.{name}" for model in own_models() for name in text_columns(model)}
    assert sorted({*READERS, *CODES} - known) == []


def test_every_column_of_words_holds_canaries(world: World) -> None:
    assert sorted(set(READERS) - world.aviary.columns()) == []


def test_every_model_has_rows(world: World) -> None:
    assert [model._meta.label for model in own_models() if model._default_manager.count() < 2] == []


def test_nobody_reads_a_foreign_canary(world: World, actors: list[Actor]) -> None:
    leaks = [
        f"{actor} {address}: {leak}"
        for actor in actors
        for address, page in actor.pages.items()
        for leak in world.aviary.foreign_in(page, actor.parties)
    ]
    FIGURES.add("canaries", pages=sum(len(actor.pages) for actor in actors), leaks=len(leaks))
    assert "\n".join(leaks) == ""


def test_everybody_reads_his_own(world: World, actors: list[Actor]) -> None:
    by_name = {actor.name: columns_read(world, actor) for actor in actors}
    assert sorted(PARTNER_READS - by_name["A in public"]) == []
    assert sorted(CUSTOMER_READS - by_name["B in public"]) == []


def columns_read(world: World, actor: Actor) -> set[str]:
    return {canary.column for page in actor.pages.values() for canary in world.aviary.seen_in(page)}


def test_visitors_read_no_canary_at_all(world: World, actors: list[Actor]) -> None:
    assert [str(actor) for actor in actors if not actor.parties and columns_read(world, actor)] == []


def test_no_page_fails_for_anybody(actors: list[Actor]) -> None:
    failed = [(str(actor), path) for actor in actors for path, page in actor.pages.items() if page.startswith("5")]
    assert failed == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_id_is_answered_as_an_unknown_one(actors: list[Actor], method: str) -> None:
    """Every address with an id that anybody of either cloud reached, for everybody who did not reach it (73)."""
    strangers = [actor for actor in actors if actor.name in STRANGERS]
    assert "\n".join(each for actor in strangers for each in told_apart(actor, actors, method)) == ""


def test_a_search_for_somebody_elses_words_finds_what_nonsense_finds(
    world: World, actors: list[Actor], part: str
) -> None:
    searchers = [actor for actor in actors if actor.name == "A in public"]
    found = [
        each
        for actor in searchers
        for each in searching.betrayed(world.aviary, actor, every=1 if part == "whole" else 4)
    ]
    assert "\n".join(found) == ""


def test_every_kind_of_mail_was_written_in_the_world(world: World) -> None:
    assert letters.kinds_never_written() == []


def test_a_mail_tells_its_reader_nothing_of_others(world: World) -> None:
    mails = [mail for mail in OutboundEmail.objects.all() if not mail.kind.startswith("account.")]
    leaks = [f"{mail}: {leak}" for mail in mails for leak in letters.leaks_in(world.aviary, mail)]
    assert "\n".join(leaks) == ""


def test_a_strangers_link_tells_no_more_than_who_asks(world: World) -> None:
    """D opens the requests that are addressed to others: the partner's name, and nothing else (decisions §5)."""
    land = world.lands["public"]
    for name, asked in land.asked.items():
        stranger = next(actor for actor in bosses(land) if actor.name == "D in public")
        crawled(stranger, opened(asked))
        pages = "\n".join(stranger.pages.values())
        seen = {str(leak) for leak in world.aviary.foreign_in(pages, stranger.parties)}
        names = {str(canary) for canary in world.aviary.of_columns("partners.Partner.legal_name")}
        assert seen - names == set(), name


def test_others_business_changes_no_page_by_a_byte(world: World, actors: list[Actor]) -> None:
    """No count, order, page or hint: with a new partner at the same customer, and much more of everybody's."""
    outsiders = ("A in public", "R in public", "F in public")
    before = {actor.name: actor.pages for actor in actors if actor.name in outsiders}
    # Copies: the rows go with this test's transaction, and later tests must not remember them.
    grow(deepcopy(world.lands["public"]), replace(world.aviary, canaries=dict(world.aviary.canaries)))
    again_read = {actor.name: actor.most for actor in actors}
    for again in (each for each in everybody(world) if each.name in outsiders):
        again.most = again_read[again.name]
        crawled(again)
        assert changed_pages(before[again.name], again.pages) == [], again


def changed_pages(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The addresses that are new, gone, or read differently; the head of the whole log moves with every deed."""
    pages = [path for path in before | after if not path.startswith(("/accounts/", "/.well-known/audit-head"))]
    return sorted(path for path in pages if stable(before.get(path, "")) != stable(after.get(path, "")))


def test_an_operator_of_one_cloud_reads_no_word_of_another(world: World) -> None:
    reader = crawled(operators.operator_of("china"), operators.START)
    assert eyes_of(world, reader) > 50  # canaries of its own cloud
    assert operators.abroad(world.aviary, reader, "public") == []
