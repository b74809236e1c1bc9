import csv
from pathlib import Path
from typing import Any

from django.db import migrations

from partnercenter.clouds.data.markets import CLOUD_LISTS, NOT_SERVED, SALES_REGIONS, SOURCE, VALID_FROM

MARKETS = Path(__file__).resolve().parent.parent / "data" / "markets.csv"


def load(apps: Any, schema_editor: Any) -> None:
    group_model, market_model = apps.get_model("clouds", "MarketGroup"), apps.get_model("clouds", "Market")
    groups = {
        code: group_model.objects.create(code=code, kind="sales_region", name_en=english, name_ja=japanese)
        for code, (english, japanese) in SALES_REGIONS.items()
    }
    common = {"valid_from": VALID_FROM, "source": SOURCE}
    with MARKETS.open(encoding="utf-8", newline="") as lines:
        markets = [
            market_model(
                iso2=row["iso2"],
                name_en=row["name_en"],
                name_ja=row["name_ja"],
                group=groups[row["group_code"]],
                currency=row["currency"],
                **common,
            )
            for row in csv.DictReader(lines)
        ]
    markets += [market_model(iso2=iso2, name_en=english, name_ja=japanese, **common) for iso2, english, japanese in NOT_SERVED]
    names = {market.iso2: market for market in markets}
    for code, (english, japanese, countries) in CLOUD_LISTS.items():
        group = group_model.objects.create(code=code, kind="cloud_list", name_en=english, name_ja=japanese)
        markets += [
            market_model(
                iso2=iso2,
                name_en=names[iso2].name_en,
                name_ja=names[iso2].name_ja,
                kind="cloud_list",
                group=group,
                **common,
            )
            for iso2 in countries
        ]
    market_model.objects.bulk_create(markets)


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("clouds", "Market").objects.all().delete()
    apps.get_model("clouds", "MarketGroup").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("clouds", "0001_build_the_tables")]
    operations = [migrations.RunPython(load, unload)]
