from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "customers.services"
    label = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        """Register the mails, and what was sold: it keeps the duty of support alive, and relationships from ending."""
        for subject in ("orders", "requests"):
            import_module(f"customers.services.mails.{subject}")
        for what_was_sold in ("duty", "blockers", "receivers"):
            import_module(f"customers.services.{what_was_sold}")
