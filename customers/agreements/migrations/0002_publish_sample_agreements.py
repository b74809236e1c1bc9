import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import migrations

TEXTS = Path(__file__).resolve().parent.parent / "texts"
TITLES = {"en": "Customer agreement", "ja": "顧客契約"}
VERSION, PUBLISHED_AT = "2026-11", datetime(2026, 11, 1, tzinfo=UTC)


def publish(apps: Any, schema_editor: Any) -> None:
    text_model = apps.get_model("agreements", "AgreementText")
    for cloud in apps.get_model("clouds", "CloudRegion").objects.all():
        for language, title in TITLES.items():
            if text_model.objects.filter(cloud=cloud, market_group=None, version=VERSION, language=language).exists():
                continue  # the way back leaves published texts where they are
            body = (TEXTS / f"customer-agreement.{language}.txt").read_text(encoding="utf-8").strip()
            body = body.format(cloud=name(cloud, "name", language), operator=name(cloud, "operator", language))
            text_model.objects.create(
                cloud=cloud,
                version=VERSION,
                language=language,
                title=title,
                body=body,
                sha256=hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest(),
                is_sample=True,
                status="published",
                published_at=PUBLISHED_AT,
                published_by="sample text of the first installation",
            )


def name(cloud: Any, field: str, language: str) -> str:
    return getattr(cloud, f"{field}_{language}") or getattr(cloud, f"{field}_en")


class Migration(migrations.Migration):
    # A published text never goes again (a trigger refuses), so there is no way back but an empty one.
    dependencies = [("agreements", "0001_build_the_tables"), ("clouds", "0003_load_the_four_clouds")]
    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
