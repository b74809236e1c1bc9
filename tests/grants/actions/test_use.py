"""A right is used: logged with the grant it came from, and refused with a reason that says what to do."""

import uuid

import pytest

from customers.grants.actions import NoRight, end_grant, use_right
from customers.grants.needs import Need
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def access(granular, agent):
    group = factories.SecurityGroupFactory(partner=agent.partner, members=[agent])
    return factories.AccessAssignmentFactory(grant=granular, group=group)


def test_a_use_is_logged_for_the_customer_with_grant_group_and_role(access, agent, admin) -> None:
    person = uuid.uuid4()

    right = use_right(customer=admin.customer, need=Need.ASSIGN_LICENCES, about=person, by=agent)

    assert right.role == "license_administrator"
    event = AuditEvent.objects.get(action="grant.used")
    assert (event.object_id, event.customer_id) == (access.grant.public_id, admin.customer.public_id)
    assert (event.side, event.actor_id) == ("partner", agent.user.public_id)
    assert event.details == {
        "kind": "granular",
        "need": "assign_licences",
        "role": "license_administrator",
        "group": str(access.group.public_id),
        "about": str(person),
    }


def test_the_last_use_is_kept_without_writing_the_row_at_every_use(access, agent, admin) -> None:
    used_at = []
    for _ in range(3):
        use_right(customer=admin.customer, need=Need.READ_USERS, by=agent)
        access.grant.refresh_from_db()
        used_at.append(access.grant.last_used_at)
    assert used_at[0] is not None
    assert len(set(used_at)) == 1
    assert AuditEvent.objects.filter(action="grant.used").count() == 3

    type(access.grant).objects.filter(pk=access.grant.pk).update(last_used_at=factories.ago(minutes=20))
    use_right(customer=admin.customer, need=Need.READ_USERS, by=agent)
    access.grant.refresh_from_db()
    assert access.grant.last_used_at > factories.ago(minutes=1)


def test_a_refused_use_says_why_and_leaves_no_use_in_the_log(access, agent, admin) -> None:
    customer = admin.customer
    customer.name = "Minato Seiki"
    customer.save()
    end_grant(grant=access.grant, side="customer", by=admin.user)
    with pytest.raises(NoRight) as refused:
        use_right(customer=customer, need=Need.ASSIGN_LICENCES, by=agent)
    assert str(refused.value) == "Needs the role License Administrator, which Minato Seiki has not granted."
    assert not AuditEvent.objects.filter(action="grant.used").exists()


def test_each_reason_has_its_sentence(access, agent, admin) -> None:
    helpdesk = factories.PartnerMembershipFactory(partner=agent.partner, roles=[PartnerRole.HELPDESK_AGENT])
    viewer = factories.PartnerMembershipFactory(partner=agent.partner, roles=[PartnerRole.VIEWER])
    left = factories.PartnerMembershipFactory(partner=agent.partner, left_at=factories.ago(days=1))
    said = {}
    for who, need, by in (
        ("no access", Need.RESET_PASSWORDS, helpdesk),
        ("own role", Need.RESET_PASSWORDS, viewer),
        ("left", Need.RESET_PASSWORDS, left),
        ("role missing", Need.MANAGE_SERVICES, agent),
    ):
        with pytest.raises(NoRight) as refused:
            use_right(customer=admin.customer, need=need, by=by)
        said[who] = str(refused.value)
    assert len(set(said.values())) == 4
    assert all(sentence.endswith(".") for sentence in said.values())
