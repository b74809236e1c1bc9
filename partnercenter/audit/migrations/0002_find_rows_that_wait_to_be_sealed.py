from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_keep_an_append_only_log"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(condition=models.Q(("hash", None)), fields=["id"], name="auditevent_unsealed"),
        ),
    ]
