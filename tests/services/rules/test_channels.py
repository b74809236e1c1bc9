"""The multi-channel table: who may sell and manage a subscription, by every way of being tied to it (S2, R-78)."""

from itertools import product

import pytest

from customers.services.rules.channels import REASONS, SELLING, Act, Tie, Why, why_not

MANAGING = set(Act) - set(SELLING)
N, R = Why.NOT_SOLD_BY_YOU, Why.NO_RIGHTS
# sold by us, resold by us, azure, relationship, rights, multi-channel cloud → selling, managing
TABLE = {
    (1, 0, 0, 1, 0, 1): (None, R),
    (1, 0, 0, 1, 1, 1): (None, None),
    (1, 0, 0, 1, 1, 0): (None, None),
    (1, 0, 1, 1, 0, 1): (None, None),  # Azure that the partner itself provisioned (S3)
    (1, 0, 1, 0, 0, 1): (Why.NO_RELATIONSHIP, R),
    (1, 0, 0, 0, 0, 1): (Why.NO_RELATIONSHIP, R),
    (1, 0, 0, 0, 1, 1): (Why.NO_RELATIONSHIP, None),
    (0, 1, 0, 0, 0, 1): (Why.PROVIDER_ORDERS, R),
    (0, 1, 0, 0, 1, 1): (Why.PROVIDER_ORDERS, None),
    (0, 1, 0, 0, 1, 0): (Why.PROVIDER_ORDERS, None),
    (0, 1, 1, 0, 0, 1): (Why.PROVIDER_ORDERS, R),
    (0, 0, 0, 1, 0, 1): (N, R),
    (0, 0, 0, 1, 1, 1): (N, None),
    (0, 0, 1, 1, 0, 1): (N, R),  # somebody else's Azure stays closed
    (0, 0, 1, 1, 1, 1): (N, None),
    (0, 0, 0, 0, 1, 1): (N, None),  # rights without a relationship
    (0, 0, 0, 1, 1, 0): (N, Why.CLOUD),
    (0, 0, 0, 0, 0, 1): (N, R),
}


def tie(sold: int, resold: int, azure: int, related: int, rights: int, multi: int, **more: bool) -> Tie:
    return Tie(
        sold_by_us=bool(sold), resold_by_us=bool(resold), is_azure=bool(azure), has_relationship=bool(related),
        has_rights=bool(rights), cloud_is_multi_channel=bool(multi), **more,
    )  # fmt: skip


@pytest.mark.parametrize(("tied", "expected"), TABLE.items())
def test_selling_and_managing_are_open_as_the_table_says(tied, expected) -> None:
    selling, managing = expected
    assert {why_not(tie(*tied), act) for act in SELLING} == {selling}
    assert {why_not(tie(*tied), act) for act in MANAGING} == {managing}


EVERY = [each for each in product((0, 1), repeat=6) if not (each[0] and each[1])]


def test_nothing_that_another_sold_can_ever_be_resized_suspended_or_cancelled() -> None:
    others = [each for each in EVERY if not each[0]]
    assert all(why_not(tie(*each), act) for each in others for act in SELLING)


def test_rights_never_decide_what_may_be_sold() -> None:
    for sold, resold, azure, related, _, multi in EVERY:
        answers = {
            tuple(why_not(tie(sold, resold, azure, related, rights, multi), act) for act in SELLING)
            for rights in (0, 1)
        }
        assert len(answers) == 1


def test_a_suspended_partner_changes_nothing() -> None:
    assert {why_not(tie(*each, is_suspended=True), act) for each in EVERY for act in Act} == {Why.SUSPENDED}


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(Why)
