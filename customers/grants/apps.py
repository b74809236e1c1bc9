from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    name = "customers.grants"
    label = "grants"
    verbose_name = _("Admin rights")

    def ready(self) -> None:
        """Register the mails."""
        for occasion in ("ended", "notices"):
            import_module(f"customers.grants.mails.{occasion}")
