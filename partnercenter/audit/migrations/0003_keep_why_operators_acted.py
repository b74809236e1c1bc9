from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_find_rows_that_wait_to_be_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="audittrace",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
    ]
