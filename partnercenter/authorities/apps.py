from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoritiesConfig(AppConfig):
    name = "partnercenter.authorities"
    label = "authorities"
    verbose_name = _("Sign-in with directories")

    def ready(self) -> None:
        """Register what follows a sign-in."""
        from partnercenter.authorities import receivers  # noqa: F401
