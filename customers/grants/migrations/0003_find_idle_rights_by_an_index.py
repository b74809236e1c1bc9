from django.db import migrations, models


class Migration(migrations.Migration):
    """Full rights that nobody has used for long are found by an index, not among all (R-77)."""

    dependencies = [("grants", "0002_load_directory_roles")]

    operations = [
        migrations.AddIndex(
            model_name="delegatedadmingrant",
            index=models.Index(
                fields=["last_used_at", "starts_at"],
                condition=models.Q(kind="full", status="active"),
                name="delegatedadmingrant_idle",
            ),
        )
    ]
