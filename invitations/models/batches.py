"""Requests by file: what stood in it, what is asked of everybody in it, and what became of each row."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.grants.models import NAME_LENGTH
from invitations.models.requests import DEFAULT_LIFE, Invitation
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.one_cloud import OneCloud
from partnercenter.links.words import LONGEST_BODY
from partnercenter.partners.models import Capacity, Partner, PartnerMembership


class InvitationBatch(models.Model):
    """One file: uploaded, its terms chosen, looked at, then asked row by row. Its rows are the job's guarantee.

    The bytes are not kept. A sales agent's batch with rights is `proposed` until an admin agent releases it (§9).
    `digest` is of rows, columns and terms: the same file is sent once.
    """

    class Status(models.TextChoices):
        UPLOADED = "uploaded", pgettext_lazy("file of requests", "uploaded")
        CHECKED = "checked", pgettext_lazy("file of requests", "checked")
        PROPOSED = "proposed", pgettext_lazy("file of requests", "waits for release")
        CONFIRMED = "confirmed", pgettext_lazy("file of requests", "being sent")
        FINISHED = "finished", pgettext_lazy("file of requests", "sent")
        STOPPED = "stopped", pgettext_lazy("file of requests", "stopped")

    class Reason(models.TextChoices):
        """Why a batch was stopped."""

        CANCELLED = "cancelled", _("It was stopped by hand.")
        LEFT = "left", _("The person it belongs to has left, or lost the role that it needs.")
        NOT_ALLOWED = (
            "not_allowed",
            _("What it asks for is no longer allowed."),
        )

    OWN = (Status.UPLOADED, Status.CHECKED)  # nobody's but the uploader's, and may be thrown away
    ENDED = (Status.FINISHED, Status.STOPPED)
    # The only moves there are; one that is not confirmed may also be thrown away.
    MOVES = {
        Status.UPLOADED: (Status.CHECKED,),
        Status.CHECKED: (Status.PROPOSED, Status.CONFIRMED),
        Status.PROPOSED: (Status.CONFIRMED, Status.STOPPED),
        Status.CONFIRMED: ENDED,
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="invitation_batches")
    uploaded_by = models.ForeignKey(PartnerMembership, on_delete=models.PROTECT, related_name="invitation_batches")
    titles = ArrayField(models.TextField(), default=list)
    columns = models.JSONField(default=dict, blank=True)  # which cell of a row holds what: {"recipient_email": 0, …}
    # Terms, as a request has them; chosen once for all rows
    rights = models.CharField(max_length=10, choices=Invitation.Rights.choices, blank=True)
    with_relationship = models.BooleanField(default=True)
    capacity = models.CharField(max_length=10, choices=Capacity.choices, blank=True)
    provider = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rights_holder = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    roles = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    auto_extends = models.BooleanField(default=False)
    grant_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    language = models.CharField(max_length=10, default="en", choices=settings.LANGUAGES)
    life_days = models.PositiveSmallIntegerField(default=DEFAULT_LIFE)
    reminds = models.BooleanField(default=True)
    asks_again = models.BooleanField(default=False)  # whom an earlier file asked in vain
    subject = models.CharField(max_length=150, blank=True)  # empty: the words that a single request begins with
    body = models.TextField(max_length=LONGEST_BODY, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    total = models.PositiveIntegerField(_("rows"))
    good = models.PositiveIntegerField(_("rows that can be sent"), default=0)
    done = models.PositiveIntegerField(_("rows worked on"), default=0)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.UPLOADED)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        PartnerMembership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of requests")
        verbose_name_plural = _("files of requests")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["partner", "-id"], name="invitationbatch_partner"),
            models.Index(fields=["id"], condition=Q(status="confirmed"), name="invitationbatch_under_way"),
            models.Index(
                fields=["uploaded_at"], condition=Q(status__in=["uploaded", "checked"]), name="invitationbatch_unsent"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "digest"],
                condition=~Q(status__in=["uploaded", "checked"]) & ~Q(digest=""),
                name="invitationbatch_once",
            ),
            models.CheckConstraint(
                name="invitationbatch_rows_add_up", condition=Q(good__lte=F("total")) & Q(done__lte=F("good"))
            ),
            models.CheckConstraint(
                name="invitationbatch_times_fit_status",
                condition=Q(status__in=["uploaded", "checked", "proposed"], confirmed_at=None, ended_at=None)
                | Q(status="confirmed", confirmed_at__isnull=False, ended_at=None)
                | Q(status="finished", confirmed_at__isnull=False, ended_at__isnull=False)
                | Q(status="stopped", ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="invitationbatch_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitationbatch_stopped_for_a_reason",
                condition=(Q(status="stopped") & ~Q(reason="")) | (~Q(status="stopped") & Q(reason="")),
            ),
        ]
        triggers = [
            OneCloud(name="one_cloud", fields=["partner", "provider", "on_behalf_of", "rights_holder"]),
            FrozenWhen(
                name="asked_never_changes",
                fields=[
                    *("partner", "uploaded_by", "total", "rights", "with_relationship", "capacity", "provider"),
                    *("on_behalf_of", "rights_holder", "roles", "days", "auto_extends", "grant_name"),
                    *("language", "life_days", "reminds", "asks_again", "subject", "body"),
                ],
                condition=~pgtrigger.Q(old__status__in=["uploaded", "checked"]),
            ),
            FrozenWhen(
                name="ended_never_moves",
                fields=["status", "ended_at", "reason", "done", "good"],
                condition=pgtrigger.Q(old__status__in=["finished", "stopped"]),
            ),
            pgtrigger.Protect(
                name="never_deleted",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status__in=["uploaded", "checked"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.total}"

    @property
    def refused(self) -> int:
        """How many rows could not be sent as they stood."""
        return self.total - self.good

    @property
    def asks_rights(self) -> bool:
        return self.rights not in ("", Invitation.Rights.NONE)

    @property
    def is_own(self) -> bool:
        """Whether it is still the uploader's alone."""
        return self.status in self.OWN


class InvitationBatchRow(models.Model):
    """One row as it stood in the file. `problem` is a code of `rules.batch.PROBLEMS`; empty: it is good."""

    class Outcome(models.TextChoices):
        WAITING = "", pgettext_lazy("row of a file of requests", "not sent")
        ASKED = "asked", pgettext_lazy("row of a file of requests", "sent")
        FAILED = "failed", pgettext_lazy("row of a file of requests", "not sent")

    batch = models.ForeignKey(InvitationBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    cells = ArrayField(models.TextField(), default=list)
    problem = models.CharField(max_length=30, blank=True)
    about = models.TextField(blank=True)  # what the problem is about, as it stood in the file
    outcome = models.CharField(_("result"), max_length=10, choices=Outcome.choices, default="", blank=True)
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="batch_row"
    )

    class Meta:
        verbose_name = _("row of a file of requests")
        verbose_name_plural = _("rows of files of requests")
        ordering = ["line"]
        # Rows with a problem stand first, those with the same one together: "" is the smallest text.
        indexes = [models.Index(fields=["batch", "-problem", "line"], name="batchrow_problems_first")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="batchrow_once"),
            models.CheckConstraint(
                name="batchrow_asked_has_request",
                condition=Q(outcome="asked", invitation__isnull=False, problem="")
                | (~Q(outcome="asked") & Q(invitation=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.line}"
