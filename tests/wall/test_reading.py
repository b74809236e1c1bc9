"""Who reads what on a connection: nothing by default, an organisation's own, and everything in a deed of the portal."""

import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection, connections, transaction

from customers.directory.models import Customer
from customers.services.models import DirectoryUser
from partnercenter.wall.base import DatabaseWrapper
from partnercenter.wall.readers import NOBODY, PORTAL, Reader, customer, partner, read_as
from tests import factories

SAID = "SELECT current_setting('wall.partner', true), current_setting('wall.sees', true)"


@pytest.fixture
def one_seat(django_db_setup: None) -> Iterator[list[DatabaseWrapper]]:
    """Two threads' connections as the application, who share a pool of a single one."""
    facts = deepcopy(connection.settings_dict)
    address = urlsplit(os.environ["DATABASE_URL"])
    facts |= {"USER": unquote(address.username or ""), "PASSWORD": unquote(address.password or ""), "CONN_MAX_AGE": 0}
    facts["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 1, "timeout": 5}}
    connections.settings["one seat"] = facts
    both = [DatabaseWrapper(facts, alias="one seat") for _ in range(2)]
    connections["one seat"] = both[0]
    yield both
    for each in both:
        each.close()
    both[0].close_pool()
    del connections["one seat"], connections.settings["one seat"]


def said(wrapper: DatabaseWrapper) -> tuple[str, str]:
    with wrapper.cursor() as cursor:
        cursor.execute(SAID)
        return cursor.fetchone()


def test_nobody_reads_as_who_had_the_connection_before(one_seat: list[DatabaseWrapper], django_db_blocker: Any) -> None:
    first, second = one_seat
    with django_db_blocker.unblock():
        first.read_as(Reader(partner="a", partner_key="1"))
        assert said(first) == ("a", "")
        first.close()
        second.read_as(NOBODY)
        assert said(second) == ("", "")
        second.close()
        assert said(first) == ("a", "")  # the thread goes on as it was


@pytest.mark.django_db
def test_a_reader_sees_its_own_and_nobody_sees_anything() -> None:
    one, two = factories.CustomerFactory(), factories.CustomerFactory()
    for reader, seen in ((NOBODY, []), (customer(one), [one]), (customer(two), [two]), (PORTAL, [one, two])):
        read_as(reader)
        assert list(Customer.objects.order_by("pk")) == seen


@pytest.mark.django_db
def test_a_partner_sees_the_people_of_a_customer_for_as_long_as_it_is_on_its_list() -> None:
    pair, stranger = factories.PartnerCustomerFactory(), factories.PartnerFactory()
    user = factories.DirectoryUserFactory(customer=pair.customer)
    for asking, seen in ((pair.partner, [user]), (stranger, [])):
        read_as(partner(asking))
        assert list(DirectoryUser.objects.all()) == seen


@pytest.mark.django_db
def test_a_deed_sees_everything_and_what_follows_it_does_not() -> None:
    factories.CustomerFactory()
    read_as(NOBODY)
    with transaction.atomic():
        assert Customer.objects.count() == 1
        with transaction.atomic():
            assert Customer.objects.count() == 1
        assert Customer.objects.count() == 1
    assert Customer.objects.count() == 0


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_the_reader_as_it_was() -> None:
    factories.CustomerFactory()
    read_as(NOBODY)
    with transaction.atomic():
        assert Customer.objects.count() == 1
        transaction.set_rollback(True)
    assert Customer.objects.count() == 0


def test_a_real_transaction_is_a_deed_until_it_ends(one_seat: list[DatabaseWrapper], django_db_blocker: Any) -> None:
    wrapper = one_seat[0]
    with django_db_blocker.unblock():
        wrapper.read_as(NOBODY)
        for end in (wrapper.commit, wrapper.rollback):
            wrapper.set_autocommit(False)
            assert said(wrapper) == ("", "all")
            end()
            wrapper.set_autocommit(True)
            assert said(wrapper) == ("", "")


@pytest.mark.django_db
def test_a_page_writes_no_row_of_somebody_elses() -> None:
    theirs = factories.CustomerFactory()
    read_as(customer(factories.CustomerFactory()))
    assert Customer.objects.filter(pk=theirs.pk).update(name="Mine") == 0
