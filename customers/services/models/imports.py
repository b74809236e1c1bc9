"""A file of people for a customer's directory: what stood in it, row by row, and what became of each."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.directory.models import Customer
from partnercenter.partners.models import PartnerMembership


class UserImport(models.Model):
    """One file: checked when it is uploaded, written once a person has looked at it. Its rows are the job's guarantee.

    The bytes are not kept. `digest` is of header and rows: the same contents are imported once for a customer.
    """

    class Status(models.TextChoices):
        CHECKED = "checked", pgettext_lazy("file of people", "checked")
        CONFIRMED = "confirmed", pgettext_lazy("file of people", "being imported")
        FINISHED = "finished", pgettext_lazy("file of people", "imported")
        STOPPED = "stopped", pgettext_lazy("file of people", "stopped")

    # The only moves there are; one that was only checked may also be thrown away.
    MOVES = {
        Status.CHECKED: (Status.CONFIRMED,),
        Status.CONFIRMED: (Status.FINISHED, Status.STOPPED),
        Status.FINISHED: (),
        Status.STOPPED: (),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="user_imports")
    uploaded_by = models.ForeignKey(PartnerMembership, on_delete=models.PROTECT, related_name="user_imports")
    digest = models.CharField(max_length=64, editable=False)
    total = models.PositiveIntegerField(_("rows"))
    good = models.PositiveIntegerField(_("rows that can be imported"))
    done = models.PositiveIntegerField(_("rows worked on"), default=0)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.CHECKED)
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of people")
        verbose_name_plural = _("files of people")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(status="confirmed"), name="userimport_under_way"),
            models.Index(fields=["uploaded_at"], condition=models.Q(status="checked"), name="userimport_unconfirmed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "digest"], condition=~models.Q(status="checked"), name="userimport_once"
            ),
            models.CheckConstraint(
                name="userimport_rows_add_up",
                condition=models.Q(good__lte=models.F("total")) & models.Q(done__lte=models.F("good")),
            ),
            models.CheckConstraint(
                name="userimport_times_fit_status",
                condition=models.Q(status="checked", confirmed_at=None, ended_at=None)
                | models.Q(status="confirmed", confirmed_at__isnull=False, ended_at=None)
                | models.Q(status__in=["finished", "stopped"], confirmed_at__isnull=False, ended_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="contents_never_change", fields=["customer", "uploaded_by", "digest", "total"]),
            pgtrigger.Protect(
                name="ended_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["finished", "stopped"]),
            ),
            pgtrigger.Protect(
                name="confirmed_never_goes",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status="checked"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.total}"

    @property
    def refused(self) -> int:
        """How many rows could not be imported as they stood."""
        return self.total - self.good


class UserImportRow(models.Model):
    """One row as it stood in the file. `problem` is a code of `rules.importing.PROBLEMS`; empty: it is good."""

    class Outcome(models.TextChoices):
        WAITING = "", _("not imported")
        INVITED = "invited", pgettext_lazy("row of a file", "invited")
        LICENSED = "licensed", pgettext_lazy("row of a file", "licences assigned")
        FAILED = "failed", pgettext_lazy("row of a file", "not imported")

    file = models.ForeignKey(UserImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    display_name = models.TextField(_("name"), blank=True)
    user_name = models.TextField(_("user name"), blank=True)
    country = models.TextField(_("usage location"), blank=True)
    language = models.TextField(_("language"), blank=True)
    licences = models.TextField(_("licences"), blank=True)
    problem = models.CharField(max_length=30, blank=True)
    subject = models.TextField(blank=True)  # what the problem is about, as it stood in the file
    outcome = models.CharField(_("result"), max_length=10, choices=Outcome.choices, default="", blank=True)

    class Meta:
        verbose_name = _("row of a file")
        verbose_name_plural = _("rows of files")
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["file", "line"], name="userimportrow_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.display_name}"

    def as_dict(self) -> dict[str, Any]:
        """The cells by the keys of `rules.importing.COLUMNS`."""
        return {key: getattr(self, key) for key in ("display_name", "user_name", "country", "language", "licences")}
