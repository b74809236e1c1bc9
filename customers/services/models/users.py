"""People in a customer's directory, who hold its licences. No act on them touches a sign-in of this portal."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from partnercenter.canonical.emails import email_key
from partnercenter.canonical.names import sort_key
from partnercenter.canonical.searching import search_text


class DirectoryUser(models.Model):
    """One person of the customer's directory (decisions §1): never an `accounts.User`, and linked to none."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="directory_users")
    display_name = models.CharField(_("name"), max_length=150)
    user_name = models.CharField(_("user name"), max_length=320)
    user_name_key = models.CharField(max_length=320, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    country = models.CharField(_("usage location"), max_length=2, blank=True)  # ISO code: where the services are used
    language = models.CharField(_("language"), max_length=2, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    blocked_at = models.DateTimeField(_("blocked at"), null=True, blank=True)
    password_reset_at = models.DateTimeField(_("password reset at"), null=True, blank=True)

    class Meta:
        verbose_name = _("directory user")
        verbose_name_plural = _("directory users")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["customer", "sort_key", "id"], name="directoryuser_of_customer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["customer", "user_name_key"], name="directoryuser_name_once"),
            models.CheckConstraint(
                name="directoryuser_has_names", condition=~models.Q(display_name="") & ~models.Q(user_name_key="")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="customer_never_changes", fields=["customer", "public_id"]),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """What the names are compared, sorted and searched by; before every write of them."""
        self.user_name_key = email_key(self.user_name)
        self.sort_key = sort_key(self.display_name)
        self.search_text = search_text(self.display_name, self.user_name)

    @property
    def is_blocked(self) -> bool:
        return self.blocked_at is not None
