from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationshipsConfig(AppConfig):
    name = "customers.relationships"
    label = "relationships"
    verbose_name = _("Relationships")

    def ready(self) -> None:
        """Register the mails, and listen to what happens to partners."""
        for occasion in ("asked", "ends", "partings", "suspensions"):
            import_module(f"customers.relationships.mails.{occasion}")
        import_module("customers.relationships.receivers")
