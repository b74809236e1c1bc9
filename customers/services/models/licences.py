"""Licences: who of a customer's directory has a seat of what was bought. The database never gives more than that."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.services.models.subscriptions import Subscription
from customers.services.models.users import DirectoryUser


class License(models.Model):
    """A person's seat in a subscription; the row goes when it is taken, the log keeps that it was there.

    Triggers keep `Subscription.assigned`, which a CHECK holds below `seats`: so neither two assignments at once nor
    fewer seats can promise more than was bought. A cancelled subscription's licences end with it.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="licences")
    user = models.ForeignKey(DirectoryUser, on_delete=models.PROTECT, related_name="licences")
    assigned_at = models.DateTimeField(_("assigned at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "subscription"], name="license_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="moves_to_nobody", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="takes_a_seat",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE services_subscription SET assigned = assigned + 1
                        WHERE id = NEW.subscription_id AND status = 'active' AND kind = 'licence' AND customer_id =
                            (SELECT customer_id FROM services_directoryuser WHERE id = NEW.user_id);
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'Only an active licence subscription of the same customer has seats.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="frees_a_seat",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func="""
                    UPDATE services_subscription SET assigned = assigned - 1
                        WHERE id = OLD.subscription_id AND status <> 'cancelled';
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.subscription}"
