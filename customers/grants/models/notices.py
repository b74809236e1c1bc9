"""What both sides have been told about a grant: a row per notice, so that none is sent twice."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.grants.models.grant import DelegatedAdminGrant


class GrantNotice(models.Model):
    """One notice to both sides. `regarding` is the moment that it is about: the end, or since when rights lie idle."""

    class Kind(models.TextChoices):
        DAYS_30 = "days_30", _("30 days before the end")
        DAYS_7 = "days_7", _("7 days before the end")
        DAYS_1 = "days_1", _("1 day before the end")
        EXPIRED = "expired", _("at the end")
        UNUSED = "unused", _("full rights unused for 90 days")

    grant = models.ForeignKey(DelegatedAdminGrant, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    regarding = models.DateTimeField()
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("notice about rights")
        verbose_name_plural = _("notices about rights")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "kind", "regarding"], name="grantnotice_once"),
            models.CheckConstraint(
                name="grantnotice_known_kind",
                condition=models.Q(kind__in=["days_30", "days_7", "days_1", "expired", "unused"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.get_kind_display()}"
