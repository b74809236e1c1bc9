"""How an operator changes reference data: the page of the administration, opened, filled in and saved."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from tests.conftest import PersonaClient


def today() -> date:
    return timezone.now().date()


def place(model: type, row: object | None = None) -> str:
    """Where a row is changed, or a new one added."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")


def save(client: PersonaClient, model: type, row: object | None = None, **changes: object) -> dict[str, list[str]]:
    """Open the form, change some fields, press *Save*; the refusals by field, none where it was saved."""
    form = client.get(place(model, row)).context["adminform"].form
    filled = {name: form[name].value() for name in form.fields} | changes
    sent = {name: value for name, value in filled.items() if value not in (None, False)}
    answer = client.post(place(model, row), sent)
    return {} if answer.status_code == 302 else answer.context["adminform"].form.errors.get_json_data()


def codes(refused: dict) -> dict[str, list[str]]:
    """The codes of refusals by field."""
    return {name: [error["code"] for error in errors] for name, errors in refused.items()}
