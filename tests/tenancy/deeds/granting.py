"""Rights: groups and assignments, and a notice of every occasion."""

from customers.agreements.approving import ask_to_publish
from customers.grants.mails.notices import invite_to_ask, tell_both
from customers.grants.mails.wording import Occasion
from customers.grants.models import DelegatedAdminGrant, ForcedEnd, GrantNotice, RoleTemplate
from tests import factories
from tests.tenancy.land import Land


def use_rights(land: Land) -> None:
    """A and C keep role templates and groups, and everybody has been told everything about their granular rights."""
    for name in ("A", "C"):
        partner = land.partners[name]
        RoleTemplate.objects.create(partner=partner, name="Our usual", roles=["global_reader"])
        grant = DelegatedAdminGrant.objects.get(
            partner=partner, customer=land.customers["B"], kind="granular", status="active"
        )
        group = factories.SecurityGroupFactory(partner=partner, members=[land.boss[name]])
        factories.AccessAssignmentFactory(grant=grant, group=group, created_by=land.boss[name].user)
        GrantNotice.objects.create(grant=grant, kind=GrantNotice.Kind.values[0], regarding=grant.ends_at)
        operator = factories.UserFactory(operator=True)
        ForcedEnd.objects.create(grant=grant, reason="By order of a court", asked_by=operator)
        draft = factories.AgreementTextFactory(draft=True, cloud=partner.cloud)
        ask_to_publish(text=draft, reason="A new year", by=operator)
        for occasion in Occasion:
            if occasion == Occasion.INVITED:
                invite_to_ask(partner, grant.customer, after=grant)
            else:
                tell_both(occasion, grant, moment=occasion, side="customer", left_out=grant.roles[:1])
