from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "partnercenter.teams"
    label = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        """Register the mails."""
        from partnercenter.teams import mails  # noqa: F401
