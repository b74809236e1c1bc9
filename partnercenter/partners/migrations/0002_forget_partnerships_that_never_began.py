"""Asked and declined are states of the request from here on; no page ever made such rows."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_those_that_never_began(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("partners", "Partnership").objects.filter(started_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_keep_partners_and_their_staff")]

    operations = [migrations.RunPython(forget_those_that_never_began, migrations.RunPython.noop)]
