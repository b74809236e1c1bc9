from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvitationsConfig(AppConfig):
    name = "invitations"
    label = "invitations"
    verbose_name = _("Requests")

    def ready(self) -> None:
        for occasion in ("again", "asking", "answers", "passing", "undelivered", "samples"):
            import_module(f"invitations.mails.{occasion}")  # registers its renderers
        import_module("invitations.receivers")  # listens to what happens to partners
