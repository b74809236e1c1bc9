"""That a partner's customers are told of its suspension, however many they are (decisions §6)."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.partners.models import Partner


class SuspensionNotice(models.Model):
    """One occasion of which all customers of a partner are told. The row is the guarantee: while `finished_at` is
    empty a job goes on behind the customer that was told last."""

    class Occasion(models.TextChoices):
        SUSPENDED = "partner.suspended", _("suspended")
        UNSUSPENDED = "partner.unsuspended", _("works again")

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="suspension_notices")
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reached = models.BigIntegerField(_("key of the customer told last"), default=0)
    told = models.PositiveIntegerField(_("customers told"), default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice of a suspension")
        verbose_name_plural = _("notices of suspensions")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(finished_at=None), name="suspensionnotice_unfinished"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.get_occasion_display()}"
