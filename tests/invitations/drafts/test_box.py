"""The part of a mail that its sender cannot change (K36, K10, K08)."""

import pytest

from invitations.drafts.box import fixed_box
from partnercenter.outbox.boxes import as_text
from partnercenter.partners.models import Capacity
from tests import factories

pytestmark = pytest.mark.django_db

POINTS = [
    "None of your existing subscriptions is changed.",
    "Neither your existing subscriptions nor the ownership of your account moves to the partner.",
    "The terms of your existing subscriptions stay, and so do your obligations for them.",
    "The Partner of Record of your subscriptions does not change.",
]


def test_the_title_and_the_four_points_are_literal():
    box = fixed_box(factories.InvitationFactory())
    assert box.title == "From Partner Center. The sender cannot change this part."
    assert (box.stays, box.points) == ("What stays as it is", POINTS)


def test_full_rights_name_their_scope_and_have_no_end():
    rows = dict(fixed_box(factories.InvitationFactory()).rows)
    assert rows["Rights"].startswith("Full administrator rights\nThese rights are for Azure Active Directory")
    assert rows["How long"].startswith("No end date.")
    assert "until the end of" in rows["Answer by"]


def test_without_rights_there_is_nothing_to_last():
    rows = dict(fixed_box(factories.InvitationFactory(no_rights=True)).rows)
    assert rows["Rights"] == "No administrator rights are asked for."
    assert "How long" not in rows


def test_an_indirect_request_names_the_provider_and_who_alone_gets_the_rights():
    tie = factories.PartnershipFactory()
    asked = factories.InvitationFactory(partner=tie.reseller, capacity=Capacity.RESELLER, provider=tie.provider)
    rows = dict(fixed_box(asked).rows)
    assert f"The request comes through {tie.provider.legal_name}." in rows["Who asks"]
    assert f"Administrator rights go to {tie.reseller.legal_name} alone." in rows["Rights"]


def test_as_text_it_holds_every_row_and_point():
    box = fixed_box(factories.InvitationFactory())
    said = as_text(box)
    assert all(point in said for point in POINTS)
    assert all(f"{label}: " in said for label, _value in box.rows)
