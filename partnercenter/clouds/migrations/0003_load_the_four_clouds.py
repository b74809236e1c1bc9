from typing import Any

from django.db import migrations

from partnercenter.clouds.data.clouds import CLOUDS


def load(apps: Any, schema_editor: Any) -> None:
    lists = {group.code: group for group in apps.get_model("clouds", "MarketGroup").objects.filter(kind="cloud_list")}
    for row in CLOUDS:
        fields = row | {"country_list": lists.get(row.get("country_list"))}
        apps.get_model("clouds", "CloudRegion").objects.create(**fields)


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("clouds", "CloudRegion").objects.filter(code__in=[row["code"] for row in CLOUDS]).delete()


class Migration(migrations.Migration):
    dependencies = [("clouds", "0002_load_market_groups")]
    operations = [migrations.RunPython(load, unload)]
