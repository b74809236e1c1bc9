"""What was ordered from an offer is called as the offer is, in the reader's language, instead of the customer's."""

from typing import Any

import pgtrigger
from django.db import migrations, models
from django.db.models import F, Q


def call_in_both(apps: Any, schema_editor: Any) -> None:
    """What still bears one of its offer's names gets both; other names stay as they are."""
    sold = apps.get_model("services", "Subscription").objects.exclude(offer=None)
    offered = Q(name_en=F("offer__name_en")) | Q(name_en=F("offer__name_ja"))
    with pgtrigger.ignore("services.Subscription:cancelled_never_changes"):
        for row in sold.filter(offered).select_related("offer").iterator(chunk_size=1000):
            row.name_en, row.name_ja = row.offer.name_en, row.offer.name_ja
            row.save(update_fields=["name_en", "name_ja"])


class Migration(migrations.Migration):
    dependencies = [("services", "0007_give_people_seats_of_what_was_bought")]

    operations = [
        migrations.RenameField("subscription", "name", "name_en"),
        migrations.AlterField(
            "subscription", "name_en", models.CharField(max_length=200, verbose_name="name (English)")
        ),
        migrations.AddField(
            "subscription",
            "name_ja",
            models.CharField(blank=True, default="", max_length=200, verbose_name="name (Japanese)"),
            preserve_default=False,
        ),
        migrations.RunPython(call_in_both, migrations.RunPython.noop),
    ]
