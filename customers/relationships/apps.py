from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationshipsConfig(AppConfig):
    name = "customers.relationships"
    label = "relationships"
    verbose_name = _("Relationships")

    def ready(self) -> None:
        """Register the mails."""
        from customers.relationships import mails  # noqa: F401
