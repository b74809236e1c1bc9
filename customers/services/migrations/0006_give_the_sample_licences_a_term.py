from typing import Any

from django.db import migrations

from customers.services.catalogue import CATALOGUE, LICENCE_MONTHS


def give(apps: Any, schema_editor: Any) -> None:
    """The sample's licences alone; what operators entered themselves stays without a term until they say one."""
    for code, lines in CATALOGUE.items():
        names = [line.name_en for line in lines if line.kind == "licence"]
        offers = apps.get_model("services", "Offer").objects.filter(cloud__code=code, kind="licence")
        offers.filter(name_en__in=names, term_months=None).update(term_months=LICENCE_MONTHS)


class Migration(migrations.Migration):
    # The way back leaves the terms: something may have been ordered for them.
    dependencies = [("services", "0005_sell_for_terms_support_and_say_what_is_wrong")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
