"""Form fields that speak the canonical forms, and never answer a bad character with an error page (bad
inputs 32-46)."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.characters import storable
from partnercenter.canonical.emails import MAX_ADDRESS_LENGTH, check_email
from partnercenter.canonical.linkish import check_no_links
from partnercenter.canonical.names import clean_line, clean_text

LINE_LENGTH = 150
TEXT_LENGTH = 4000
# What is shown again of a refused text; a megabyte of it would help nobody.
_SHOWN_AGAIN = 10


class _CanonicalField(forms.CharField):
    """The base: the canonical function alone decides; the limit goes to the widget as `maxlength`."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(strip=False, **kwargs)
        # Django's own checks would speak first, and in other words.
        self.validators = [
            validator
            for validator in self.validators
            if getattr(validator, "code", "") != "null_characters_not_allowed"
        ]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        if not widget.is_hidden:
            attrs["maxlength"] = str(self.limit)
        return attrs

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        return self.canonical(text) if text.strip() else ""

    def canonical(self, text: str) -> str:
        """The stored form of a text that is not blank."""
        raise NotImplementedError

    def bound_data(self, data: Any, initial: Any) -> Any:
        shown = super().bound_data(data, initial)
        return storable(shown[: _SHOWN_AGAIN * self.limit]) if isinstance(shown, str) else shown


class EmailAddressField(_CanonicalField):
    """One e-mail address, as `check_email` stores it."""

    widget = forms.EmailInput
    default_error_messages = {"required": _("Enter an e-mail address, such as name@example.com.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=MAX_ADDRESS_LENGTH, **kwargs)

    def canonical(self, text: str) -> str:
        return check_email(text)


class LineField(_CanonicalField):
    """A name or another text of one line, at most `max_length` characters."""

    def __init__(self, *, max_length: int = LINE_LENGTH, **kwargs: Any) -> None:
        super().__init__(limit=max_length, **kwargs)

    def canonical(self, text: str) -> str:
        return clean_line(text, self.limit)


class TextBlockField(_CanonicalField):
    """A text of several lines, at most `max_length` characters; `links_allowed=False` refuses links in it."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = TEXT_LENGTH, links_allowed: bool = True, **kwargs: Any) -> None:
        self.links_allowed = links_allowed
        super().__init__(limit=max_length, **kwargs)

    def canonical(self, text: str) -> str:
        cleaned = clean_text(text, self.limit)
        if not self.links_allowed:
            check_no_links(cleaned)
        return cleaned


class WholeNumberField(forms.IntegerField):
    """A whole number, typed in digits of any width, with or without commas between thousands.

    A text box, because browsers throw full-width digits away in a number's. Code `invalid` for everything else.
    """

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Enter a whole number in digits, such as 25.")}
    WRITTEN = re.compile(r"[+-]?(\d{1,20}|\d{1,3}(,\d{3}){1,6})", re.ASCII)

    def to_python(self, value: Any) -> int | None:
        text = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
        if text and not self.WRITTEN.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        number: int | None = super().to_python(text.replace(",", ""))
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        width = widget.attrs.get("class", "w-num")
        return super().widget_attrs(widget) | {"class": width, "inputmode": "numeric", "autocomplete": "off"}
