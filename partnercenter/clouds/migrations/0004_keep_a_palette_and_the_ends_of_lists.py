from typing import Any

from django.db import migrations, models

COLOURS = {"public": "teal", "china": "plum", "us-government": "indigo", "germany": "ochre"}


def name_colours(apps: Any, schema_editor: Any) -> None:
    """Accents were called after clouds; a fifth cloud may choose any of them."""
    for old, new in COLOURS.items():
        apps.get_model("clouds", "CloudRegion").objects.filter(accent=old).update(accent=new)


def name_clouds(apps: Any, schema_editor: Any) -> None:
    for old, new in COLOURS.items():
        apps.get_model("clouds", "CloudRegion").objects.filter(accent=new).update(accent=old)


def name_the_lists_left(apps: Any, schema_editor: Any) -> None:
    """A row of a list without its name took the country out of every list that it was in."""
    markets = apps.get_model("clouds", "Market").objects
    for row in markets.filter(kind="cloud_list", group=None):
        fields = {"iso2": row.iso2, "name_en": row.name_en, "kind": "cloud_list"}
        lists = markets.filter(**fields, group__isnull=False, valid_from__lt=row.valid_from).values_list("group", flat=True)
        for group in set(lists):
            more = {"name_ja": row.name_ja, "leaves": True, "source": row.source}
            markets.get_or_create(**fields, group_id=group, valid_from=row.valid_from, defaults=more)
        row.delete()


class Migration(migrations.Migration):
    dependencies = [("clouds", "0003_load_the_four_clouds")]
    operations = [
        migrations.AddField(
            model_name="market",
            name="leaves",
            field=models.BooleanField(default=False, verbose_name="leaves the list"),
        ),
        migrations.AlterField(
            model_name="cloudregion",
            name="accent",
            field=models.CharField(
                choices=[
                    ("teal", "teal"),
                    ("plum", "plum"),
                    ("indigo", "indigo"),
                    ("ochre", "ochre"),
                    ("moss", "moss green"),
                    ("copper", "copper"),
                    ("violet", "violet"),
                    ("slate", "slate"),
                ],
                default="teal",
                max_length=16,
            ),
        ),
        migrations.RunPython(name_colours, name_clouds),
        migrations.RunPython(name_the_lists_left, migrations.RunPython.noop),
    ]
