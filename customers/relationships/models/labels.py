"""Under which labels a partner finds a customer again: its tags, and the partners that serve the customer with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnercenter.partners.models import Partner

TAG_LENGTH = 50
MOST_TAGS = 150  # of one customer
TAG, BESIDE = "tag:", "by:"

# The trigger of `PartnerCustomer` that keeps these rows. They repeat what the list sorts by, so that each label has
# an index in each order: a filter costs the same for a thousand customers and for a million.
KEEP_LABELS = f"""
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM relationships_customerlabel WHERE pair_id = NEW.id;
    END IF;
    IF NEW.tags <> '{{}}' OR NEW.beside <> '{{}}' THEN
        INSERT INTO relationships_customerlabel (partner_id, pair_id, label, sort_key, since, ends_order)
        SELECT NEW.partner_id, NEW.id, label, NEW.sort_key, NEW.since, NEW.ends_order FROM (
            SELECT '{TAG}' || tag FROM unnest(NEW.tags) AS tag
            UNION SELECT '{BESIDE}' || key FROM unnest(NEW.beside) AS key
        ) AS labels (label);
    END IF;
    RETURN NULL;
"""  # noqa: S608 - constants alone


def tag_label(tag: str) -> str:
    """The label of a tag."""
    return f"{TAG}{tag}"


def beside_label(partner: Partner) -> str:
    """The label of a provider, of its reseller's customers; of a reseller, of its provider's."""
    return f"{BESIDE}{partner.pk}"


class CustomerLabel(models.Model):
    """One label of one row of a partner's list. The database writes it; nothing else does."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    pair = models.ForeignKey(
        "relationships.PartnerCustomer", on_delete=models.CASCADE, related_name="labels", db_index=False
    )
    label = models.CharField(max_length=TAG_LENGTH + len(TAG))
    sort_key = models.CharField(max_length=200)
    since = models.DateTimeField()
    ends_order = models.DateTimeField()

    class Meta:
        verbose_name = _("label of a customer")
        verbose_name_plural = _("labels of customers")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["partner", "label", "sort_key", "pair"], name="customerlabel_by_name"),
            models.Index(fields=["partner", "label", "since", "pair"], name="customerlabel_by_since"),
            models.Index(fields=["partner", "label", "ends_order", "pair"], name="customerlabel_by_end"),
        ]
        constraints = [models.UniqueConstraint(fields=["pair", "label"], name="customerlabel_once")]

    def __str__(self) -> str:
        return self.label
