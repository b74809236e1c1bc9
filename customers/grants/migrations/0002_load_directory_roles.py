from typing import Any

from django.db import migrations

from customers.grants.reference.roles import ROLES, SOURCE
from customers.grants.reference.tasks import TASKS
from partnercenter.canonical.searching import search_text


def load(apps: Any, schema_editor: Any) -> None:
    directory_role, role_task = apps.get_model("grants", "DirectoryRole"), apps.get_model("grants", "RoleTask")
    for role in ROLES:
        facts = {**vars(role), "source": SOURCE, "is_privileged": role.privileged}
        del facts["privileged"]
        texts = (role.name_en, role.name_ja, role.power_en, role.power_ja, role.code, role.template_id)
        directory_role.objects.create(**facts, search_text=search_text(*texts))
    ids = dict(directory_role.objects.values_list("code", "id"))
    for task in TASKS:
        facts = {**vars(task)}
        serving = facts.pop("roles")
        role_task.objects.create(**facts).roles.set([ids[code] for code in serving])


class Migration(migrations.Migration):
    replaces = [("grants", "0004_load_directory_roles")]
    dependencies = [("grants", "0001_build_the_tables")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
