"""The links of a request."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invitations.models.requests import Invitation
from partnercenter.links.models import IssuedLink


class InvitationLink(IssuedLink):
    """One generation of an invitation link."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")

    class Meta(IssuedLink.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "generation"], name="invitationlink_generation_once"),
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(replaced_at=None), name="invitationlink_one_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation} #{self.generation}"
