"""The person who signs in. What a person may do stands in memberships, never here."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operators import OperatorRole, allows, shows_app
from partnercenter.canonical.emails import email_key


class UserManager(BaseUserManager["User"]):
    """Makes users whose e-mail is the login."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with this address; without a password, one who sets it by a mailed link."""
        user = self.model(email=email.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An operator of all clouds, with the role of an admin. What operators may do stands in `audit.operators`."""
        return self.create_user(email, password, **fields | {"operator_role": OperatorRole.ADMIN})

    def get_by_natural_key(self, email: str | None) -> "User":
        """By the stored comparison key, so that letter case and the form of the domain do not matter."""
        return self.get(email_key=email_key(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """One person; `email_key` is the same key that recipients and suppressions use (decisions §10)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    email_key = models.CharField(max_length=320, unique=True, editable=False)
    display_name = models.CharField(_("name"), max_length=100, blank=True)
    locale = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("operator"), default=False)
    operator_role = models.CharField(_("role of this operator"), max_length=10, choices=OperatorRole, blank=True)
    operated_clouds = models.JSONField(_("clouds of this operator (empty = all)"), default=list, blank=True)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="user_operator_has_role",
                condition=models.Q(is_staff=False, operator_role="")
                | models.Q(is_staff=True, operator_role__in=OperatorRole.values),
            ),
            # Django's "may do everything" would go past the table of operators.
            models.CheckConstraint(name="user_never_superuser", condition=models.Q(is_superuser=False)),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The login is the key itself, so that allauth's look-ups by address find it however it was typed.
        self.email = self.email_key = email_key(self.email)
        self.is_staff = bool(self.operator_role)
        fields = kwargs.get("update_fields")
        if fields is not None and "operator_role" in fields:
            kwargs["update_fields"] = fields = {*fields, "is_staff"}
        if fields is not None and "email" in fields:
            kwargs["update_fields"] = {*fields, "email_key"}
        super().save(*args, **kwargs)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """What the table of operators says; nobody has permissions of another kind."""
        return allows(self, perm)

    def has_module_perms(self, app_label: str) -> bool:
        return shows_app(self, app_label)

    @property
    def public_name(self) -> str:
        """What the other side of a relationship reads: the name, and never the address that is the login."""
        return self.display_name or gettext("an administrator")

    def get_full_name(self) -> str:
        return self.display_name


class WrongTry(models.Model):
    """A wrong password or code of the last day, by digests alone: what limits of guessing go by when the cache forgot.

    `action` is the limit it counts for; what it was tried for and from where are told to nobody, not even by name.
    """

    action = models.CharField(max_length=20, editable=False)
    account_digest = models.CharField(max_length=32, editable=False)
    address_digest = models.CharField(max_length=32, editable=False)
    tried_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("wrong try")
        verbose_name_plural = _("wrong tries")
        indexes = [
            models.Index(fields=["account_digest", "tried_at"], name="wrongtry_account"),
            models.Index(fields=["address_digest", "tried_at"], name="wrongtry_address"),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.tried_at:%Y-%m-%d %H:%M})"


class OpenSession(models.Model):
    """Where somebody is signed in: one row for each session, gone with it. What it may do stands in the session."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    began_at = models.DateTimeField(_("signed in"), db_default=Now(), editable=False)
    ip_address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user} ({self.began_at:%Y-%m-%d %H:%M})"
