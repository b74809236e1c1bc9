"""An endpoint: its address, and what it is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.pages.forms import PortalForm
from partnercenter.webhooks.kinds import EventType
from partnercenter.webhooks.models import WebhookEndpoint
from partnercenter.webhooks.rules import check_reach, check_url


class TypeBoxesField(forms.MultipleChoiceField):
    """Boxes for `{% choice_rows %}`."""

    widget = forms.CheckboxSelectMultiple
    notes: dict[str, Any] = {}


class EndpointForm(PortalForm):
    """Nothing is ticked beforehand: who needs what is the receiver's to know."""

    url = forms.CharField(
        label=pgettext_lazy("webhook", "Address"),
        max_length=500,
        help_text=_("Of the server of yours that receives the events. It begins with https://."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    types = TypeBoxesField(
        label=_("What it is told"),
        choices=EventType.choices,
        error_messages={"required": _("Choose at least one event.")},
    )

    def __init__(self, *args: Any, endpoint: WebhookEndpoint | None = None, **kwargs: Any) -> None:
        initial = {"url": endpoint.url, "types": endpoint.types} if endpoint else {}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_url(self) -> str:
        """In the right shape, and out in the world."""
        url: str = self.cleaned_data["url"]
        check_url(url)
        if url != self.initial.get("url"):
            check_reach(url)
        return url
