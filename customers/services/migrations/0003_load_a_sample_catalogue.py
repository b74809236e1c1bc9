from typing import Any

from django.db import migrations

from customers.services.catalogue import CATALOGUE


def load(apps: Any, schema_editor: Any) -> None:
    clouds = apps.get_model("clouds", "CloudRegion").objects.in_bulk(list(CATALOGUE), field_name="code")
    offer_model = apps.get_model("services", "Offer")
    offer_model.objects.bulk_create(
        (
            offer_model(cloud=clouds[code], **line._asdict())
            for code, lines in CATALOGUE.items()
            if code in clouds
            for line in lines
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # The way back leaves the offers: something may have been ordered of them.
    dependencies = [("services", "0002_sell_offers_and_support_them"), ("clouds", "0003_load_the_four_clouds")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
