"""Countries and languages as people write them into the cells of a file: by code, or by name in any language."""

from django.conf import settings
from django.utils.translation import override

from partnercenter.clouds.markets import country_names
from partnercenter.sheets.reading import folded


def countries() -> dict[str, str]:
    """Codes by code and by name in every language of the portal; keys are `folded`."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names = country_names()
        found |= {folded(name): code for code, name in names.items()} | {folded(code): code for code in names}
    return found


def languages() -> dict[str, str]:
    """The portal's languages by code and by their names in each of them."""
    found = {code: code for code, _name in settings.LANGUAGES}
    for shown_in, _name in settings.LANGUAGES:
        with override(shown_in):
            found |= {folded(str(name)): code for code, name in settings.LANGUAGES}
    return found
