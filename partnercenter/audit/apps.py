from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "partnercenter.audit"
    label = "audit"
    verbose_name = _("Activity log")

    def ready(self) -> None:
        from partnercenter.audit.privileges import grant_to_application

        post_migrate.connect(grant_to_application, dispatch_uid="grant_to_application")
