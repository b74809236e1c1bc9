"""Whose directories people may sign in with: a cloud's authority, the tenants it speaks for, what their roles mean."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.models import CloudRegion, TenantDomain, in_language
from partnercenter.links.crypto import open_sealed, seal

TENANT_PLACE = "{tenantid}"  # in an issuer that names the tenant of each token


def role_claims() -> list[str]:
    """The claims that the usual authorities put directory roles and application roles in."""
    return ["wids", "roles"]


class Authority(models.Model):
    """The OpenID provider of a cloud. Another issuer is another row: who was known to the old one is not to the new."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="authorities")
    name_en = models.CharField(_("name on the sign-in page"), max_length=80)
    name_ja = models.CharField(_("name in Japanese"), max_length=80, blank=True)
    issuer = models.CharField(
        _("issuer"),
        max_length=300,
        unique=True,
        help_text=_("As tokens name it. Write {tenantid} where a token names its own tenant."),
    )
    configuration_url = models.CharField(
        _("address of the configuration"),
        max_length=400,
        blank=True,
        help_text=_("Empty: below the issuer, at /.well-known/openid-configuration."),
    )
    client_id = models.CharField(_("client ID"), max_length=200)
    sealed_secret = models.BinaryField(editable=False, default=bytes)
    tenant_claim = models.CharField(_("claim with the tenant"), max_length=60, default="tid")
    role_claims = ArrayField(
        models.CharField(max_length=60), default=role_claims, verbose_name=_("claims with the roles")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("sign-in authority")
        verbose_name_plural = _("sign-in authorities")
        ordering = ["cloud", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cloud"], condition=models.Q(is_active=True), name="authority_one_in_use_a_cloud"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)

    @property
    def secret(self) -> str:
        """The client's secret out of its seal; empty where none was set."""
        return str(open_sealed(self.sealed_secret)["secret"]) if self.sealed_secret else ""

    @secret.setter
    def secret(self, words: str) -> None:
        self.sealed_secret = seal({"secret": words})

    @property
    def where_configured(self) -> str:
        """The address of the provider's configuration."""
        return self.configuration_url or f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


class ConnectedTenant(models.Model):
    """A directory that an operator has checked to be a partner's or a customer's. By label and id, as domains are."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="tenants")
    tenant_id = models.CharField(_("tenant ID"), max_length=100)
    owner_kind = models.CharField(_("belongs to a"), max_length=10, choices=TenantDomain.Owner.choices)
    owner_id = models.UUIDField(_("ID of the organisation"))
    is_active = models.BooleanField(_("in use"), default=True)
    connected_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("connected directory")
        verbose_name_plural = _("connected directories")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "tenant_id", "owner_kind"], name="connectedtenant_once_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.tenant_id

    @property
    def cloud(self) -> CloudRegion:
        return self.authority.cloud


class RoleRule(models.Model):
    """What a role of the directory is here. An empty one counts for everybody whom no other rule names."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="rules")
    owner_kind = models.CharField(_("members of a"), max_length=10, choices=TenantDomain.Owner.choices)
    directory_role = models.CharField(
        _("role in the token"),
        max_length=100,
        blank=True,
        help_text=_("As the token says it. Empty: everybody of the directory whom no other rule names."),
    )
    roles = ArrayField(models.CharField(max_length=20), verbose_name=_("roles here"))

    class Meta:
        verbose_name = _("rule of directory roles")
        verbose_name_plural = _("rules of directory roles")
        ordering = ["authority", "owner_kind", "directory_role"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "owner_kind", "directory_role"], name="rolerule_once_a_role"),
            models.CheckConstraint(name="rolerule_has_roles", condition=models.Q(roles__len__gte=1)),
        ]

    def __str__(self) -> str:
        return self.directory_role or str(_("everybody else"))
