"""The acceptance portals that somebody may be looking for on the main host."""

from dataclasses import dataclass

from customers.directory.models import CustomerMembership
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_origin
from partnercenter.clouds.models import CloudRegion
from partnercenter.clouds.serving import is_served, only_unserved
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Portal:
    """A cloud's acceptance portal and its address."""

    cloud: CloudRegion
    address: str


def served() -> list[Portal]:
    """The portals of this deployment."""
    return [Portal(cloud, acceptance_origin(cloud)) for cloud in CloudRegion.objects.all() if is_served(cloud)]


def of_user(user: User) -> list[Portal]:
    """The portals where the person belongs to a customer."""
    present = CustomerMembership.objects.filter(user=user, left_at=None)
    clouds = set(present.values_list("customer__cloud", flat=True))
    return [portal for portal in served() if portal.cloud.pk in clouds]


def not_served_for(user: User) -> list[PartnerMembership]:
    """The person's memberships of partners in clouds that this deployment does not serve."""
    present = PartnerMembership.objects.filter(user=user, left_at=None).select_related("partner__cloud")
    return list(only_unserved(present, cloud="partner__cloud"))
