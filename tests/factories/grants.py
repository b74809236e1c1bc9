"""Admin rights, and the groups that they reach people through."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GroupMember, SecurityGroup
from tests.factories.accounts import UserFactory
from tests.factories.directory import CustomerFactory
from tests.factories.partners import PartnerFactory
from tests.factories.times import ago


class DelegatedAdminGrantFactory(DjangoModelFactory):
    """Full rights in force; traits `granular` and `terminated`."""

    class Meta:
        model = DelegatedAdminGrant

    class Params:
        granular = factory.Trait(
            kind=DelegatedAdminGrant.Kind.GRANULAR,
            name=factory.Sequence(lambda n: f"GRANT-{n}"),
            roles=["global_reader", "service_support_administrator"],
            days=190,
            ends_at=factory.LazyFunction(lambda: ago(days=-100)),
        )
        terminated = factory.Trait(
            status=DelegatedAdminGrant.Status.TERMINATED,
            ended_at=factory.LazyFunction(lambda: ago(days=1)),
            ended_side=DelegatedAdminGrant.EndedSide.CUSTOMER,
        )

    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    kind = DelegatedAdminGrant.Kind.FULL
    starts_at = factory.LazyFunction(lambda: ago(days=90))
    granted_by = factory.SubFactory(UserFactory)


class SecurityGroupFactory(DjangoModelFactory):
    """A partner's group; give `members=[membership, …]`."""

    class Meta:
        model = SecurityGroup
        skip_postgeneration_save = True

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"Group {n}")

    @factory.post_generation
    def members(self: SecurityGroup, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            for membership in extracted or ():
                GroupMember.objects.create(group=self, membership=membership)


class AccessAssignmentFactory(DjangoModelFactory):
    """All roles of granular rights for a group of the same partner, active; trait `pending`."""

    class Meta:
        model = AccessAssignment

    class Params:
        pending = factory.Trait(status=AccessAssignment.Status.PENDING, activated_at=None)

    grant = factory.SubFactory(DelegatedAdminGrantFactory, granular=True)
    group = factory.SubFactory(SecurityGroupFactory, partner=factory.SelfAttribute("..grant.partner"))
    roles = factory.LazyAttribute(lambda assignment: assignment.grant.roles)
    status = AccessAssignment.Status.ACTIVE
    created_by = factory.SubFactory(UserFactory)
    activated_at = factory.LazyFunction(lambda: ago(days=1))
