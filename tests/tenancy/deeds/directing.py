"""The cloud's directory: A and B are connected with it."""

from partnercenter.authorities.models import Authority, ConnectedTenant, RoleRule
from tests.tenancy.land import Land


def connect_directories(land: Land) -> None:
    """One authority for the cloud, a rule for each side, and a tenant for A and for B."""
    issuer = f"https://directory.{land.cloud.code}.example"
    authority = Authority(cloud=land.cloud, name_en="Directory", issuer=issuer, client_id="portal")
    authority.secret = "only the portal knows"
    authority.save()
    for kind, owner, role in (("partner", land.partners["A"], "viewer"), ("customer", land.customers["B"], "user")):
        RoleRule.objects.create(authority=authority, owner_kind=kind, directory_role="Reader", roles=[role])
        ConnectedTenant.objects.create(
            authority=authority, tenant_id=f"tenant-of-{kind}", owner_kind=kind, owner_id=owner.public_id
        )
