from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "customers.directory"
    label = "directory"
    verbose_name = _("Customers")

    def ready(self) -> None:
        """Register the mails."""
        from customers.directory import mails  # noqa: F401
