"""A customer asks for the end of a relationship; the partner answers, or time and an operator do (decisions §6)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.relationships.models.relationships import ResellerRelationship

WORDS_LENGTH = 500


class AskedEnd(models.Model):
    """A customer's wish that a relationship ends, and what became of it.

    Nothing ends by the wish alone. The partner ends the relationship or says why it wants to go on; after 30 days it
    ends by itself where the partner said nothing and nothing sold stands in the way, otherwise an operator decides.
    """

    class Status(models.TextChoices):
        ASKED = "asked", pgettext_lazy("asked end", "waits for the partner")
        ANSWERED = "answered", pgettext_lazy("asked end", "the partner wants to go on")
        ESCALATED = "escalated", pgettext_lazy("asked end", "waits for the operator")
        ENDED = "ended", pgettext_lazy("asked end", "the relationship ended")
        REFUSED = "refused", pgettext_lazy("asked end", "the operator left the relationship as it is")
        WITHDRAWN = "withdrawn", pgettext_lazy("asked end", "withdrawn by the customer")

    # The only moves there are; a trigger refuses every other.
    MOVES = {
        Status.ASKED: (Status.ANSWERED, Status.ESCALATED, Status.ENDED, Status.WITHDRAWN),
        Status.ANSWERED: (Status.ESCALATED, Status.ENDED, Status.WITHDRAWN),
        Status.ESCALATED: (Status.ENDED, Status.REFUSED, Status.WITHDRAWN),
        Status.ENDED: (),
        Status.REFUSED: (),
        Status.WITHDRAWN: (),
    }
    OPEN = (Status.ASKED, Status.ANSWERED, Status.ESCALATED)
    CLOSED = (Status.ENDED, Status.REFUSED, Status.WITHDRAWN)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    relationship = models.ForeignKey(ResellerRelationship, on_delete=models.PROTECT, related_name="asked_ends")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    reason = models.CharField(_("reason"), max_length=WORDS_LENGTH, blank=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField(_("answer by"))  # the exclusive end of its last day, by the customer's calendar
    answer = models.CharField(_("answer"), max_length=WORDS_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(  # empty where it ended by itself
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("reason of the operator"), max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("asked end of a relationship")
        verbose_name_plural = _("asked ends of relationships")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=models.Q(status__in=["asked", "answered"]),
                name="askedend_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship"],
                condition=models.Q(status__in=["asked", "answered", "escalated"]),
                name="askedend_one_at_a_time",
            ),
            models.CheckConstraint(
                name="askedend_answered_when_who_and_what",
                condition=models.Q(answered_at=None, answered_by=None, answer="") & ~models.Q(status="answered")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="askedend_closed_when_and_who",
                condition=models.Q(
                    status__in=["asked", "answered", "escalated"], closed_at=None, closed_by=None, decision=""
                )
                | models.Q(status="ended", closed_at__isnull=False)
                | models.Q(status="withdrawn", closed_at__isnull=False, closed_by__isnull=False, decision="")
                | models.Q(status="refused", closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(decision=""),
            ),
            models.CheckConstraint(
                name="askedend_escalated_when",
                condition=~models.Q(status__in=["escalated", "refused"]) | models.Q(escalated_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["ended", "refused", "withdrawn"]),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="question_never_changes", fields=["relationship", "reason", "asked_at", "asked_by", "answer_by"]
            ),
            pgtrigger.FSM(
                name="moves_of_the_table",
                field="status",
                transitions=[
                    *(("asked", to) for to in ("answered", "escalated", "ended", "withdrawn")),
                    *(("answered", to) for to in ("escalated", "ended", "withdrawn")),
                    *(("escalated", to) for to in ("ended", "refused", "withdrawn")),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relationship}: {self.get_status_display()}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def waits_for_partner(self) -> bool:
        """Whether the partner can still say why it wants to go on."""
        return self.status == self.Status.ASKED


class AskedEndNotice(models.Model):
    """A reminder that the partner has been sent; a row each, so that none goes out twice."""

    class Kind(models.TextChoices):
        DAYS_7 = "days_7", _("7 days before the end")
        DAYS_1 = "days_1", _("1 day before the end")

    asked = models.ForeignKey(AskedEnd, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("reminder of an asked end")
        verbose_name_plural = _("reminders of asked ends")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["asked", "kind"], name="askedendnotice_once"),
            models.CheckConstraint(name="askedendnotice_known_kind", condition=models.Q(kind__in=["days_7", "days_1"])),
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.get_kind_display()}"
