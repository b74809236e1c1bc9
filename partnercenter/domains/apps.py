from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DomainsConfig(AppConfig):
    name = "partnercenter.domains"
    label = "domains"
    verbose_name = _("Domains")

    def ready(self) -> None:
        """Register the mails."""
        from partnercenter.domains import mails  # noqa: F401
