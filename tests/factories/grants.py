"""Admin rights."""

import factory
from factory.django import DjangoModelFactory

from customers.grants.models import DelegatedAdminGrant
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
