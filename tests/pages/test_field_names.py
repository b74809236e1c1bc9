"""Columns are called something, in both languages, without a migration that knows of it."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.translation import override

from partnercenter.pages.field_names import OURS

FIELDS = [
    field
    for model in apps.get_models()
    if model.__module__.startswith(OURS)
    for field in model._meta.local_fields
    if not field.auto_created and field.name not in ("password", "is_superuser", "is_staff")
]
# The same in both languages.
SAME = {"ID", "Message-ID", "Azure"}


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_column_has_a_name_in_japanese(field) -> None:
    with override("ja"):
        name = str(field.verbose_name)
    assert name in SAME or not name.isascii()


@pytest.mark.django_db
def test_no_migration_knows_of_the_names() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())
