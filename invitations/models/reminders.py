"""The reminders of a request, so that none goes out twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invitations.models.requests import Invitation
from partnercenter.partners.models import SentReminder


class InvitationReminder(SentReminder):
    """A reminder of a request to a customer."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="reminders")

    class Meta(SentReminder.Meta):
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "kind"], name="invitationreminder_once"),
            models.CheckConstraint(name="invitationreminder_known_kind", condition=Q(kind__in=["days_7", "days_1"])),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_kind_display()}"
