from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "partnercenter.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from partnercenter.accounts import confirming, mails, receivers  # noqa: F401  (they register themselves)

        confirming.use_everywhere()
