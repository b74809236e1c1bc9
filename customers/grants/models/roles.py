"""Built-in directory roles, the tasks they serve, and a partner's own selections of them (R-100, R-10E)."""

import uuid
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.names import sort_key
from partnercenter.canonical.searching import search_text
from partnercenter.clouds.models import in_language
from partnercenter.partners.models import Partner

GLOBAL_ADMINISTRATOR = "global_administrator"


class Area(models.TextChoices):
    """What a role or a task is about; lists are grouped by it, in this order."""

    SUPPORT = "support", _("Licences, billing and support")
    USERS = "users", _("Users, groups and sign-in")
    COLLABORATION = "collaboration", _("Mail, files and meetings")
    DEVICES = "devices", _("Devices")
    APPS = "apps", _("Applications")
    BUSINESS = "business", _("Business applications")
    SECURITY = "security", _("Security and compliance")
    DIRECTORY = "directory", _("Organisation and directory")


class Named(models.Model):
    """Reference data with a code that other rows keep, and a name in both languages."""

    code = models.SlugField(max_length=60, unique=True)
    area = models.CharField(_("area"), max_length=16, choices=Area.choices)
    name_en = models.CharField(max_length=120)
    name_ja = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_en, self.name_ja)


class DirectoryRole(Named):
    """One built-in role. Grants and requests keep its code, so the code never changes and the row never goes."""

    class Risk(models.TextChoices):
        LOW = "low", _("low risk")
        MEDIUM = "medium", _("medium risk")
        HIGH = "high", _("high risk")

    template_id = models.UUIDField(_("role template ID"), null=True, blank=True, unique=True)
    power_en = models.CharField(_("what it can do"), max_length=300)
    power_ja = models.CharField(max_length=300, blank=True)
    risk = models.CharField(_("risk"), max_length=8, choices=Risk.choices)
    is_privileged = models.BooleanField(_("privileged"), default=False)
    is_available = models.BooleanField(
        _("can be asked for"), default=True, help_text=_("Grants that have the role already keep it.")
    )
    search_text = models.TextField(blank=True, editable=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("directory role")
        verbose_name_plural = _("directory roles")
        ordering = ["area", "name_en"]
        triggers = [
            pgtrigger.ReadOnly(name="code_never_changes", fields=["code"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = role_search_text(self)
        super().save(*args, **kwargs)

    @property
    def power(self) -> str:
        return in_language(self.power_en, self.power_ja)

    @property
    def is_global_admin(self) -> bool:
        """Whether it is the role that never extends by itself and that full rights act as (R-24, R-101)."""
        return self.code == GLOBAL_ADMINISTRATOR


def role_search_text(role: Any) -> str:
    """What a search for a role looks in: its names, powers and identifiers."""
    texts = (role.name_en, role.name_ja, role.power_en, role.power_ja, role.code, str(role.template_id or ""))
    return search_text(*texts)


class RoleTask(Named):
    """Something that a partner wants to do for a customer; any one of `roles` is enough for it."""

    roles: models.ManyToManyField = models.ManyToManyField(DirectoryRole, related_name="tasks")

    class Meta:
        verbose_name = _("task of roles")
        verbose_name_plural = _("tasks of roles")
        ordering = ["area", "id"]


class RoleTemplate(models.Model):
    """A partner's own selection of roles, to ask with again and again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="role_templates")
    name = models.CharField(_("name"), max_length=50)
    sort_key = models.CharField(max_length=200, editable=False)
    roles = ArrayField(models.CharField(max_length=60), verbose_name=_("roles"))
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("role template")
        verbose_name_plural = _("role templates")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "name"], name="roletemplate_name_once"),
            models.CheckConstraint(name="roletemplate_has_roles", condition=models.Q(roles__len__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
