"""Asking a real DNS server, over real sockets, for the record that proves a domain."""

import time
import uuid

import dns.rcode
import pytest

from partnercenter.domains.asking import server
from partnercenter.domains.proof import Outcome, look_up, record_name, record_value
from tests.domains.name_server import Zone

CHALLENGE = uuid.UUID("0f5a6c1e-2b3d-4e5f-8a9b-0c1d2e3f4a5b")
NAME, VALUE = "_partnercenter-challenge.minato.example", "partnercenter=0f5a6c1e2b3d4e5f8a9b0c1d2e3f4a5b"


def test_the_record_is_named_and_said_as_the_page_shows_it():
    assert (record_name("minato.example"), record_value(CHALLENGE)) == (NAME, VALUE)


@pytest.mark.parametrize(
    ("texts", "outcome", "values"),
    [
        ([VALUE], Outcome.FOUND, ()),
        ([[VALUE[:10], VALUE[10:]]], Outcome.FOUND, ()),  # one record of two strings
        (["v=spf1 -all", VALUE], Outcome.FOUND, ()),
        ([f" {VALUE} "], Outcome.FOUND, ()),  # spaces that a form of some registrar kept
        (["v=spf1 -all"], Outcome.WRONG, ("v=spf1 -all",)),
        ([VALUE.upper()], Outcome.WRONG, (VALUE.upper(),)),
        (["a", "b", "c", "d"], Outcome.WRONG, ("a", "b", "c")),
        (["x" * 200], Outcome.WRONG, ("x" * 100,)),
        (["a\\009b\\027c\\255"], Outcome.WRONG, ("a b c\ufffd",)),
        ([], Outcome.ABSENT, ()),
    ],
)
def test_what_stands_there_is_read(zone: Zone, texts, outcome, values):
    zone.texts[NAME] = texts
    found = look_up("minato.example", CHALLENGE)
    assert found.outcome is outcome
    if outcome is Outcome.WRONG:
        assert sorted(found.values) == sorted(values) or len(values) == len(found.values) == 3


def test_no_such_name_is_an_absent_record(zone: Zone):
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.ABSENT


def test_an_alias_is_followed(zone: Zone):
    zone.aliases[NAME] = "proof.elsewhere.example"
    zone.texts["proof.elsewhere.example"] = [VALUE]
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.FOUND


def test_a_cut_answer_is_asked_for_again_over_tcp(zone: Zone):
    zone.cut, zone.texts[NAME] = True, [f"filler {number} {'x' * 200}" for number in range(8)] + [VALUE]
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.FOUND
    assert zone.asked == {"udp": 1, "tcp": 1}


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
def test_an_error_of_the_name_servers_is_told_from_an_absent_record(zone: Zone, rcode):
    zone.rcode = rcode
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.FAILED


def test_a_delayed_answer_counts_as_long_as_it_is_in_time(zone: Zone):
    zone.delay, zone.texts[NAME] = 0.2, [VALUE]
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.FOUND


def test_a_silent_server_is_given_up_within_the_time_limit(zone: Zone):
    zone.silent = True
    started = time.monotonic()
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.SILENT
    assert time.monotonic() - started < 2


def test_nobody_at_the_address_is_given_up_too(zone: Zone, settings):
    settings.DNS_SERVERS, settings.DNS_TIMEOUT = ["127.0.0.1:1"], 0.5
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.SILENT


def test_a_second_server_answers_for_a_silent_one(zone: Zone, settings):
    zone.texts[NAME] = [VALUE]
    settings.DNS_SERVERS = ["127.0.0.1:1", f"127.0.0.1:{zone.port}"]
    assert look_up("minato.example", CHALLENGE).outcome is Outcome.FOUND


def test_a_name_that_is_too_long_for_dns_is_no_error_page(zone: Zone):
    assert look_up(".".join(["a" * 60] * 4), CHALLENGE).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("entry", "address", "port"),
    [("192.0.2.1", "192.0.2.1", 53), ("192.0.2.1:5353", "192.0.2.1", 5353), ("[2001:db8::1]:54", "2001:db8::1", 54)],
)
def test_a_server_is_named_with_or_without_its_port(entry, address, port):
    asked = server(entry)
    assert (asked.address, asked.port) == (address, port)


def test_without_servers_in_the_settings_the_machines_own_are_asked(settings):
    settings.DNS_SERVERS = []
    assert look_up("minato.invalid", CHALLENGE).outcome in (Outcome.ABSENT, Outcome.SILENT, Outcome.FAILED)
