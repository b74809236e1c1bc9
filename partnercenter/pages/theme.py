"""The appearance a person chose: a cookie that the server reads, so that no page flashes."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("auto", _("Auto")),
    ("light", _("Light")),
    ("dark", _("Dark")),
)
THEMES = tuple(value for value, _label in CHOICES)
YEAR = 365 * 24 * 3600  # seconds


def cookie_name() -> str:
    """The name of the theme cookie (with `__Host-` where the portal is served over https)."""
    return getattr(settings, "THEME_COOKIE_NAME", "theme")


def of_request(request: HttpRequest) -> str:
    """One of `auto`, `light`, `dark`; anything else in the cookie counts as `auto`."""
    theme = request.COOKIES.get(cookie_name(), "")
    return theme if theme in THEMES else THEMES[0]
