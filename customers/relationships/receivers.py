"""What happens to customers when something happens to a partner, in the transaction in which it happens."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.directory.signals import customer_changed
from customers.grants.models import DelegatedAdminGrant
from customers.grants.signals import rights_changed
from customers.relationships.actions.parting import tell_of_parting
from customers.relationships.actions.telling import count_customers_in_touch, tell_of_suspension
from customers.relationships.index import mark_agreed, refresh_customer, refresh_pair
from customers.relationships.mails.suspensions import SUSPENDED, UNSUSPENDED
from partnercenter.accounts.models import User
from partnercenter.partners.hearing import hears_of_suspensions
from partnercenter.partners.models import Partner, Partnership
from partnercenter.partners.signals import partner_suspended, partner_unsuspended, partnership_ended

hears_of_suspensions(count_customers_in_touch)  # for the operator's page before the deed


@receiver(partner_suspended, dispatch_uid="customers.tell_of_suspension")
def tell_suspended(*, partner: Partner, by: User, **kwargs: Any) -> None:
    """Its customers are told that its rights have no effect now."""
    tell_of_suspension(partner=partner, occasion=SUSPENDED, by=by)


@receiver(partner_unsuspended, dispatch_uid="customers.tell_of_return")
def tell_unsuspended(*, partner: Partner, by: User, **kwargs: Any) -> None:
    """Its customers are told that it works again."""
    tell_of_suspension(partner=partner, occasion=UNSUSPENDED, by=by)


@receiver(partnership_ended, dispatch_uid="customers.tell_of_parting")
def tell_parted(*, partnership: Partnership, by: User, **kwargs: Any) -> None:
    """The customers that both serve are told that nothing changes for them."""
    tell_of_parting(partnership=partnership, by=by)


@receiver(customer_changed, dispatch_uid="customers.find_anew")
def find_anew(*, customer: Customer, **kwargs: Any) -> None:
    """Another name or domain has to be found in every partner's list."""
    refresh_customer(customer)


@receiver(rights_changed, dispatch_uid="customers.show_rights")
def show_rights(*, grant: DelegatedAdminGrant, **kwargs: Any) -> None:
    """The pair's row in the partner's list shows what is in force."""
    refresh_pair(grant.partner, grant.customer)


@receiver(post_save, sender=AgreementAcceptance, dispatch_uid="customers.show_agreement")
def show_agreement(*, instance: AgreementAcceptance, created: bool, **kwargs: Any) -> None:
    """Every partner of the customer sees in its list that a version is accepted (decisions §6)."""
    if created:
        mark_agreed(instance.customer)
