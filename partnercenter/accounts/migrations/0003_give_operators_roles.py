from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_list_open_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="operator_role",
            field=models.CharField(
                blank=True,
                choices=[("support", "Support"), ("admin", "Admin"), ("auditor", "Auditor")],
                max_length=10,
                verbose_name="role of this operator",
            ),
            preserve_default=False,
        ),
        # Who could do everything is an admin now; staff without rights, whom the administration showed nothing, is none.
        migrations.RunSQL(
            "UPDATE accounts_user SET operator_role = CASE WHEN is_staff AND is_superuser THEN 'admin' ELSE '' END,"
            " is_staff = is_staff AND is_superuser, is_superuser = false WHERE is_staff OR is_superuser",
            "UPDATE accounts_user SET is_superuser = true WHERE operator_role = 'admin'",
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_staff", False), ("operator_role", ""))
                | models.Q(("is_staff", True), ("operator_role__in", ["support", "admin", "auditor"])),
                name="user_operator_has_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(condition=models.Q(("is_superuser", False)), name="user_never_superuser"),
        ),
    ]
