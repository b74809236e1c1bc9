from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "customers.directory"
    label = "directory"
    verbose_name = _("Customers")

    def ready(self) -> None:
        """Register the mails, and customers as owners of domains and teams."""
        from customers.directory import mails, ownership, team  # noqa: F401

        ownership.register()
        team.register()
