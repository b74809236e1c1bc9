"""A relationship ends with what hangs on it, and with nothing else."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer, CustomerMembership
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import end_relationship
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Capacity, Partner, PartnerMembership
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct(partner: Partner, customer: Customer) -> ResellerRelationship:
    """A direct relationship with full rights beside it, as the list shows it."""
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


@pytest.fixture
def tier(customer: Customer) -> tuple[ResellerRelationship, ResellerRelationship]:
    """The provider's and the reseller's relationship of one acceptance, rights with the reseller."""
    provider, reseller = factories.PartnerFactory(provider=True), factories.PartnerFactory(reseller=True)
    make = factories.ResellerRelationshipFactory
    above = make(partner=provider, customer=customer, capacity=Capacity.PROVIDER)
    below = make(partner=reseller, customer=customer, capacity=Capacity.RESELLER, provider=provider)
    factories.DelegatedAdminGrantFactory(partner=reseller, customer=customer)
    for partner in (provider, reseller):
        refresh_pair(partner, customer)
    return above, below


def test_it_ends_now_by_whom_on_which_side_and_why(
    direct: ResellerRelationship, customer_membership: CustomerMembership
) -> None:
    end_relationship(relationship=direct, side="customer", reason="We moved.", by=customer_membership.user)

    direct.refresh_from_db()
    assert (direct.status, direct.ended_side, direct.end_reason) == ("ended", "customer", "We moved.")
    assert direct.ended_by == customer_membership.user
    assert direct.ended_at is not None


def test_the_event_knows_the_side_and_keeps_the_words_to_itself(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    end_relationship(relationship=direct, side="partner", reason="Kenichi is rude.", by=partner_membership.user)

    event = AuditEvent.objects.get(action="relationship.ended")
    assert (event.side, event.object_id, event.details) == ("partner", direct.public_id, {"capacity": "direct"})


def test_the_last_relationship_of_a_pair_takes_its_rights_along(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    end_relationship(relationship=direct, side="partner", by=partner_membership.user)

    grant = DelegatedAdminGrant.objects.get()
    assert (grant.status, grant.ended_side) == ("terminated", "system")
    pair = PartnerCustomer.objects.get()
    assert (pair.state, pair.rights) == ("ended", "ended")


def test_rights_stay_while_another_relationship_of_the_pair_lives(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    provider = factories.PartnerFactory(provider=True)
    factories.ResellerRelationshipFactory(
        partner=direct.partner, customer=direct.customer, capacity=Capacity.RESELLER, provider=provider
    )

    end_relationship(relationship=direct, side="partner", by=partner_membership.user)

    assert DelegatedAdminGrant.objects.get().status == "active"
    assert PartnerCustomer.objects.get().state == "active"


def test_a_providers_end_ends_the_resellers_made_through_it_with_its_rights(
    tier: tuple[ResellerRelationship, ResellerRelationship], customer_membership: CustomerMembership
) -> None:
    above, below = tier

    end_relationship(relationship=above, side="customer", by=customer_membership.user)

    assert set(ResellerRelationship.objects.values_list("status", "ended_side")) == {("ended", "customer")}
    assert DelegatedAdminGrant.objects.get(partner=below.partner).status == "terminated"
    assert set(PartnerCustomer.objects.values_list("state", flat=True)) == {"ended"}


def test_a_resellers_end_leaves_its_provider(
    tier: tuple[ResellerRelationship, ResellerRelationship], customer_membership: CustomerMembership
) -> None:
    above, below = tier

    end_relationship(relationship=below, side="customer", by=customer_membership.user)

    above.refresh_from_db()
    assert above.status == "active"
    assert PartnerCustomer.objects.get(partner=above.partner).state == "active"


def test_what_a_reseller_has_through_another_provider_stays(
    tier: tuple[ResellerRelationship, ResellerRelationship], customer_membership: CustomerMembership
) -> None:
    above, below = tier
    other = factories.PartnerFactory(provider=True)
    elsewhere = factories.ResellerRelationshipFactory(
        partner=below.partner, customer=below.customer, capacity=Capacity.RESELLER, provider=other
    )

    end_relationship(relationship=above, side="customer", by=customer_membership.user)

    elsewhere.refresh_from_db()
    assert elsewhere.status == "active"
    assert DelegatedAdminGrant.objects.get(partner=below.partner).status == "active"


def test_another_partners_rows_are_not_touched(
    direct: ResellerRelationship, customer_membership: CustomerMembership
) -> None:
    theirs = factories.ResellerRelationshipFactory(customer=direct.customer)
    held = factories.DelegatedAdminGrantFactory(partner=theirs.partner, customer=direct.customer)

    end_relationship(relationship=direct, side="customer", by=customer_membership.user)

    for row in (theirs, held):
        row.refresh_from_db()
        assert row.status == "active"


def test_a_second_end_is_refused_and_tells_nobody(
    direct: ResellerRelationship, customer_membership: CustomerMembership
) -> None:
    end_relationship(relationship=direct, side="customer", by=customer_membership.user)
    told = OutboundEmail.objects.count()

    with pytest.raises(ValidationError) as refused:
        end_relationship(relationship=direct, side="customer", by=customer_membership.user)

    assert refused.value.code == "relationship_not_active"
    assert OutboundEmail.objects.count() == told


def test_a_reseller_cannot_end_its_own_and_is_told_whom_to_ask(
    tier: tuple[ResellerRelationship, ResellerRelationship],
) -> None:
    above, below = tier
    staff = factories.PartnerMembershipFactory(partner=below.partner)

    with pytest.raises(ValidationError) as refused:
        end_relationship(relationship=below, side="partner", by=staff.user)

    assert refused.value.code == "reseller_cannot_end"
    assert above.partner.legal_name in refused.value.messages[0]


def test_each_side_is_told_once_in_words_that_fit(
    tier: tuple[ResellerRelationship, ResellerRelationship], customer_membership: CustomerMembership
) -> None:
    above, _ = tier
    staff = {row.partner: factories.PartnerMembershipFactory(partner=row.partner) for row in tier}

    end_relationship(relationship=above, side="customer", reason="Costs & more", by=customer_membership.user)

    told = {(mail.kind, mail.recipient, str(mail.about_id)) for mail in OutboundEmail.objects.all()}
    assert told == {
        *(("relationship.ended_partner", staff[row.partner].user.email, str(row.public_id)) for row in tier),
        *(("relationship.ended_customer", customer_membership.user.email, str(row.public_id)) for row in tier),
    }
    for mail in OutboundEmail.objects.all():
        letter = render(mail)
        assert "Costs & more" in letter.text
        assert "Costs &amp; more" in letter.html
        assert "%(" not in letter.subject


def test_what_begins_again_is_a_new_relationship(
    direct: ResellerRelationship, customer_membership: CustomerMembership
) -> None:
    end_relationship(relationship=direct, side="customer", by=customer_membership.user)
    again = factories.ResellerRelationshipFactory(partner=direct.partner, customer=direct.customer)
    pair = refresh_pair(direct.partner, direct.customer)
    assert (pair.state, again.status) == ("active", "active")
