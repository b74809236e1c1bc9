"""A partner says by which telephone number, e-mail address and web address customers reach its support."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_keep_wording_and_reminders")]

    operations = [
        migrations.AddField(
            "partner",
            "support_phone",
            models.CharField(blank=True, default="", max_length=40, verbose_name="telephone of the support"),
            preserve_default=False,
        ),
        migrations.AddField(
            "partner",
            "support_email",
            models.EmailField(blank=True, default="", max_length=254, verbose_name="e-mail address of the support"),
            preserve_default=False,
        ),
        migrations.AddField(
            "partner",
            "support_url",
            models.URLField(blank=True, default="", verbose_name="web address of the support"),
            preserve_default=False,
        ),
    ]
