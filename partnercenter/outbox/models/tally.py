"""How many messages came back, by day and by what was made of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BounceTally(models.Model):
    """A number for operators: a flood of forged bounces leaves this, and nothing else."""

    class Verdict(models.TextChoices):
        BOUNCED = "bounced", _("bounced")
        DELAYED = "delayed", _("delayed")
        NOTHING_NEW = "nothing_new", _("known already, or nothing to do")
        FORGED = "forged", _("not to an address that we signed")
        TOO_LARGE = "too_large", _("too large")
        LOOPING = "looping", _("going round in circles")
        UNREADABLE = "unreadable", _("no report about a delivery")

    day = models.DateField(_("day"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("bounces of a day")
        verbose_name_plural = _("bounces by day")
        ordering = ["-day", "verdict"]
        constraints = [models.UniqueConstraint(fields=["day", "verdict"], name="bouncetally_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.verdict}: {self.number}"
