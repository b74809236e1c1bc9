from typing import Any

from django.db import migrations

from customers.services.catalogue import CATALOGUE, LICENCE_MONTHS


def load(apps: Any, schema_editor: Any) -> None:
    clouds = apps.get_model("clouds", "CloudRegion").objects.in_bulk(list(CATALOGUE), field_name="code")
    terms = {"licence": LICENCE_MONTHS}
    offer_model = apps.get_model("services", "Offer")
    offer_model.objects.bulk_create(
        (
            offer_model(cloud=clouds[code], term_months=terms.get(line.kind), **line._asdict())
            for code, lines in CATALOGUE.items()
            if code in clouds
            for line in lines
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # The way back leaves the offers: something may have been ordered of them.
    replaces = [("services", "0003_load_a_sample_catalogue"), ("services", "0006_give_the_sample_licences_a_term")]
    dependencies = [("services", "0001_build_the_tables"), ("clouds", "0003_load_the_four_clouds")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
