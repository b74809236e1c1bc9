from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partnercenter.partners"
    label = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        for occasion in ("requests", "partnerships", "undelivered", "again", "samples"):
            import_module(f"partnercenter.partners.mails.{occasion}")  # registers its renderers
        import_module("partnercenter.partners.opened")  # says what the sign-in pages lead back to
        import_module("partnercenter.partners.ownership").register()  # partners own domains
        import_module("partnercenter.partners.team").register()  # partners have teams
