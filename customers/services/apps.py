from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "customers.services"
    label = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        """Register the mails, and what was sold as a reason for the duty of support."""
        for subject in ("orders", "requests"):
            import_module(f"customers.services.mails.{subject}")
        import_module("customers.services.duty")
