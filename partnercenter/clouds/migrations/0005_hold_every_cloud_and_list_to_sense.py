from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clouds", "0004_keep_a_palette_and_the_ends_of_lists")]
    operations = [
        migrations.AddConstraint(
            model_name="cloudregion",
            constraint=models.CheckConstraint(
                condition=models.Q(allows_no_rights=True)
                | models.Q(allows_full_rights=True)
                | models.Q(allows_granular_rights=True),
                name="cloudregion_something_can_be_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="market",
            constraint=models.CheckConstraint(
                condition=models.Q(kind="sales_region", leaves=False) | models.Q(kind="cloud_list", group__isnull=False),
                name="market_leaves_a_list_that_is_named",
            ),
        ),
    ]
