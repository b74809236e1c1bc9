"""The database keeps the promises by itself: what no action would do is refused to bare SQL too (D8, decisions §4-§7).

Each case changes one row that is lawful; the database names the constraint or the trigger that it breaks.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import AskedEnd, ResellerRelationship
from invitations.models import Acceptance, InvitationLink
from partnercenter.partners.models import PartnerMembership, Partnership
from tests import factories
from tests.invitations.actions.taking import take

pytestmark = pytest.mark.django_db
Make = Callable[[], models.Model]


def accepted() -> Acceptance:
    """A real answer with its evidence."""
    member = factories.CustomerMembershipFactory()
    return take(factories.InvitationFactory(sent=True, recipient_email=member.user.email), member.user)


def made(factory: Any, **facts: Any) -> Make:
    return lambda: factory(**facts)


PARTNER, MEMBER = made(factories.PartnerFactory), made(factories.PartnerMembershipFactory)
PROVIDER, PAIR = made(factories.PartnerFactory, provider=True), made(factories.PartnershipFactory)
DRAFT, ASKED = made(factories.InvitationFactory, draft=True), made(factories.InvitationFactory, sent=True)
TAKEN, OPEN_LINK = made(factories.InvitationFactory, accepted=True), made(factories.InvitationFactory, reusable=True)
RELATED, PARTED = made(factories.ResellerRelationshipFactory), made(factories.ResellerRelationshipFactory, ended=True)
WISHED, WITHDRAWN = made(factories.AskedEndFactory), made(factories.AskedEndFactory, withdrawn=True)
FULL, GRANULAR = made(factories.DelegatedAdminGrantFactory), made(factories.DelegatedAdminGrantFactory, granular=True)
OVER = made(factories.DelegatedAdminGrantFactory, terminated=True)
AGREED, TEXT = made(factories.AgreementAcceptanceFactory), made(factories.AgreementTextFactory)
BOUGHT = made(factories.SubscriptionFactory)

# What is set on a lawful row, by what it would mean, and what the database answers with.
CHANGES: Mapping[str, tuple[Make, str, str]] = {
    "a partner of no kind": (PARTNER, "is_direct = false", "partner_has_a_kind"),
    "a provider that resells": (PROVIDER, "is_reseller = true", "partner_provider_is_no_reseller"),
    "a suspension by nobody": (PARTNER, "status = 'suspended', suspended_at = now()", "partner_suspended_when_and_who"),
    "a programme agreement without a day": (
        PARTNER,
        "programme_agreement_accepted_on = NULL",
        "partner_agreement_version_and_date",
    ),
    "a colleague without a role": (MEMBER, "roles = '{}'", "partnermembership_has_known_roles"),
    "a role that there is not": (MEMBER, "roles = '{emperor}'", "partnermembership_has_known_roles"),
    "a partnership of others": (PAIR, "reseller_id = provider_id", "pair_never_changes"),
    "an end without a moment": (PAIR, "status = 'ended'", "partnership_"),
    "other terms once the link lives": (ASKED, "rights = 'none'", "terms_frozen"),
    "another rights holder once the link lives": (ASKED, "rights_holder_id = NULL", "terms_frozen"),
    "a longer life once the link lives": (ASKED, "expires_at = expires_at + interval '1 day'", "terms_frozen"),
    "another partner once the link lives": (ASKED, "partner_id = partner_id + 1", "terms_frozen"),
    "another cloud once the link lives": (ASKED, "cloud_id = cloud_id + 1", "two clouds"),
    "more uses of a link that lives": (OPEN_LINK, "use_limit = 99", "terms_frozen"),
    "an answered request that opens again": (TAKEN, "status = 'sent', ended_at = NULL", "terminal_never_moves"),
    "an answered request that was withdrawn": (TAKEN, "status = 'cancelled'", "terminal_never_moves"),
    "a reusable request to one person": (
        DRAFT,
        "is_reusable = true",
        "invitation_reusable_is_open",
    ),
    "a reseller's request without provider": (DRAFT, "capacity = 'reseller'", "invitation_provider_fits_capacity"),
    "a request for nothing": (
        DRAFT,
        "with_relationship = false, rights = 'none', rights_holder_id = NULL",
        "invitation_asks_for_something",
    ),
    "granular rights without roles": (DRAFT, "rights = 'granular'", "invitation_terms_fit_rights"),
    "a life of a year": (DRAFT, "life_days = 365", "invitation_life_within_bounds"),
    "a sent request that was never ready": (DRAFT, "status = 'sent', sent_at = now()", "invitation_times_fit_status"),
    "an answer that says something else": (accepted, "outcome = 'declined'", "evidence_stays"),
    "an answer with other terms": (accepted, "terms = '{}'", "evidence_stays"),
    "an answer of somebody else": (accepted, "decided_by_id = NULL", "evidence_stays"),
    "an accepted agreement of another day": (AGREED, "accepted_at = now()", "evidence_stays"),
    "a published text that reads differently": (TEXT, "body = 'Something else'", "published_never_changes"),
    "a relationship that comes back": (PARTED, "status = 'active', ended_at = NULL", "ended_never_changes"),
    "a reseller without provider": (RELATED, "capacity = 'reseller'", "resellerrelationship_provider_fits_capacity"),
    "an asked end that opens again": (WITHDRAWN, "status = 'asked'", "closed_never_changes"),
    "a decision about what no operator has seen": (
        WISHED,
        "status = 'refused', closed_at = now(), closed_by_id = asked_by_id, decision = 'No'",
        "moves_of_the_table",
    ),
    "an answer without words": (
        WISHED,
        "status = 'answered', answered_at = now(), answered_by_id = asked_by_id",
        "askedend_answered_when_who_and_what",
    ),
    "an asked end that nobody withdrew": (
        WISHED,
        "status = 'withdrawn', closed_at = now()",
        "askedend_closed_when_and_who",
    ),
    "more time for an answer": (WISHED, "answer_by = answer_by + interval '1 day'", "question_never_changes"),
    "another reason for the wish": (WISHED, "reason = 'Something else'", "question_never_changes"),
    "a reason of no suspension": (PARTNER, "suspension_reason = 'Why'", "partner_suspended_when_and_who"),
    "full rights that end": (FULL, "ends_at = now()", "delegatedadmingrant_"),
    "granular rights for ever": (GRANULAR, "ends_at = NULL", "delegatedadmingrant_"),
    "rights that come back": (OVER, "status = 'active', ended_at = NULL, ended_side = ''", "ended_never_changes"),
    "a sale by nobody": (BOUGHT, "channel = 'partner'", "subscription_seller_fits_channel"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_an_unlawful_row_is_refused(case: str) -> None:
    make, change, why = CHANGES[case]
    row = make()
    assert why in refusal(f'UPDATE "{row._meta.db_table}" SET {change} WHERE id = %s', row.pk)


KEPT: Mapping[str, Make] = {
    "a request whose link lived": ASKED,
    "an answer": accepted,
    "a relationship": RELATED,
    "rights": FULL,
    "an asked end": WISHED,
    "an accepted agreement": AGREED,
    "a published text": TEXT,
}


@pytest.mark.parametrize("case", KEPT)
def test_evidence_is_never_deleted(case: str) -> None:
    row = KEPT[case]()
    said = refusal(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', row.pk)
    assert "never_deleted" in said or "evidence_stays" in said


# A second row like the first one, for all columns but those that are a row's own.
OWN = ("id", "public_id", "token_hash", "request_key", "number", "receipt", "order_key", "grant_id")
ONCE: Mapping[str, tuple[Make, type[models.Model], str]] = {
    "a partnership in force": (PAIR, Partnership, "partnership_one"),
    "a membership": (MEMBER, PartnerMembership, "partnermembership_once_at_a_time"),
    "an active relationship of one kind": (RELATED, ResellerRelationship, "resellerrelationship_one_active"),
    "an open wish that a relationship ends": (WISHED, AskedEnd, "askedend_one_at_a_time"),
    "full rights of a pair": (FULL, DelegatedAdminGrant, "delegatedadmingrant_one_full"),
    "an answer to a single-use request": (accepted, Acceptance, "acceptance_single_use_once"),
}


@pytest.mark.parametrize("case", ONCE)
def test_what_there_is_once_is_refused_a_second_time(case: str) -> None:
    make, model, why = ONCE[case]
    row = make()
    kept = [field.column for field in model._meta.concrete_fields if field.column not in OWN]
    columns = ", ".join(f'"{name}"' for name in kept)
    fresh = {"public_id": "gen_random_uuid()", "receipt": "'A-2026-AAAAAAAA'", "grant_id": "NULL"}
    own = {name: value for name, value in fresh.items() if name in {f.column for f in model._meta.concrete_fields}}
    insert = f'INSERT INTO "{model._meta.db_table}" ({", ".join(own)}, {columns})'
    assert why in refusal(
        f'{insert} SELECT {", ".join(own.values())}, {columns} FROM "{model._meta.db_table}" WHERE id = %s', row.pk
    )


def refusal(statement: str, key: Any) -> str:
    """What the database says to a statement; the test fails where it obeys."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [key])
    return str(refused.value)


def test_one_link_of_a_request_lives() -> None:
    asked = ASKED()
    with pytest.raises(DatabaseError, match="invitationlink_one_live"), transaction.atomic():
        factories.InvitationLinkFactory(invitation=asked, generation=2)
    assert InvitationLink.objects.filter(invitation=asked, replaced_at=None).count() == 1
