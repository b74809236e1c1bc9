"""Which authorities a host offers, which directories are known, and which of them a person has connected."""

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from partnercenter.accounts.models import User
from partnercenter.authorities.models import Authority, ConnectedTenant
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.clouds.serving import only_served

BETWEEN = "/"  # tenant and subject in `SocialAccount.uid`; a tenant's identifier has none


def authorities_on(cloud: CloudRegion | None) -> QuerySet[Authority]:
    """Those in use: of the cloud on its acceptance host, of every served cloud on the main host (None)."""
    in_use = only_served(Authority.objects.filter(is_active=True).select_related("cloud"), cloud="cloud")
    return in_use.filter(cloud=cloud) if cloud else in_use


def kind_on(cloud: CloudRegion | None) -> TenantDomain.Owner:
    """Whose people work on the host: customers' on a cloud's, partners' on the main one."""
    return TenantDomain.Owner.CUSTOMER if cloud else TenantDomain.Owner.PARTNER


def tenant_of(authority: Authority, tenant: str, kind: str) -> ConnectedTenant | None:
    """The connected directory with this identifier, if it belongs to an organisation of this kind."""
    known = ConnectedTenant.objects.filter(authority=authority, owner_kind=kind, is_active=True)
    return known.filter(tenant_id=tenant).select_related("authority__cloud").first() if tenant else None


def uid_of(tenant: str, subject: str) -> str:
    """How a person of a directory is known: a subject counts within its tenant alone."""
    return f"{tenant}{BETWEEN}{subject}"


def tenants_of_account(provider: str, uid: str) -> QuerySet[ConnectedTenant]:
    """The connected directories that a sign-in, as allauth notes it, came from."""
    known = ConnectedTenant.objects.filter(authority__public_id=provider, is_active=True)
    return known.filter(tenant_id=uid.rpartition(BETWEEN)[0])


def accounts_of(user: User) -> QuerySet[SocialAccount]:
    """What the person has connected, the oldest first."""
    return SocialAccount.objects.filter(user=user).order_by("pk")
