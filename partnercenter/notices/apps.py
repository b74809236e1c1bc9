from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "partnercenter.notices"
    label = "notices"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Listen to the log, look over the mails that are queued, register the mails, and mark what is unread."""
        from partnercenter.notices import mails, sieving, telling, unread  # noqa: F401
