"""A service request, a message in its thread, and an operator's answer."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.services.actions.supporting import Matter, is_tied, may_go_direct
from customers.services.forms.attachments import FilesField
from customers.services.forms.catalogue import refusal_of
from customers.services.models import ServiceRequest
from customers.services.models.requests import LONGEST_MESSAGE
from customers.services.queries import Standing
from customers.services.rules.routing import Desk, Route, check_may_raise, route
from partnercenter.canonical.fields import LineField, TextBlockField
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm
from partnercenter.partners.models import Capacity, Partner

Severity = ServiceRequest.Severity
OPERATOR = "operator"
TARGET = gettext_lazy("First response within {hours} hours.")


def message_field(**more: Any) -> TextBlockField:
    """The words of a message."""
    attrs = {"rows": 6}
    return TextBlockField(
        label=gettext_lazy("Message"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs=attrs), **more
    )


class MessageForm(PortalForm):
    """One more message, with files where there are any."""

    text = message_field()
    attachments = FilesField()

    def written(self) -> dict[str, Any]:
        """The cleaned answers, as the actions of threads take them."""
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data["attachments"]}


class ReopenForm(MessageForm):
    """What is still wrong, so that a closed service request is open again."""

    text = message_field(help_text=gettext_lazy("What is still wrong, and what you have tried since."))


class RaiseForm(PortalForm):
    """What it is about, how bad it is, and, where there is a choice, whom it goes to."""

    request_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("Open this form again; it could not be read.")},
    )
    through = ChoiceRowsField(
        label=gettext_lazy("Goes to"), error_messages={"required": gettext_lazy("Choose whom it goes to.")}
    )
    severity = ChoiceRowsField(
        label=gettext_lazy("Severity"),
        choices=Severity.choices,
        notes={
            each.value: ChoiceNote(hint=format_lazy(TARGET, hours=ServiceRequest.TARGET_HOURS[each]))
            for each in Severity
        },
        error_messages={"required": gettext_lazy("Choose a severity.")},
    )
    subject = LineField(label=gettext_lazy("Subject"), max_length=150)
    text = message_field(
        help_text=gettext_lazy("What happens, since when, and what you have tried. The customer reads it too.")
    )
    attachments = FilesField()

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.initial.setdefault("request_key", uuid.uuid4())
        self.ways = ways_of(standing)
        self.providers = {str(provider.public_id): provider for provider in standing.providers}
        self.fields["through"].choices = [(key, say_way(way)) for key, way in self.ways.items()]  # type: ignore[attr-defined]
        if len(self.ways) < 2:
            del self.fields["through"]

    @property
    def closed(self) -> str:
        """Why nothing can be raised here at all; empty where something can."""
        return refusal_of(check_may_raise, self.standing.partner, is_tied=is_tied(self.standing))

    @property
    def only_way(self) -> str:
        """Where it goes, in words, where there is nothing to choose."""
        return say_way(next(iter(self.ways.values()))) if len(self.ways) == 1 else ""

    def matter(self) -> Matter:
        """The cleaned answers, as `actions.raise_service_request` takes them."""
        given = self.cleaned_data
        through = self.providers.get(given.get("through") or next(iter(self.ways)))
        words = {name: given[name] for name in ("severity", "subject", "text")}
        return Matter(**words, through=through, files=given["attachments"])


def ways_of(standing: Standing) -> dict[str, Route]:
    """Where the partner's service requests for this customer can go, by the value of the form's choice."""
    through = {str(provider.public_id): route_of(standing, provider) for provider in standing.providers}
    direct = {OPERATOR: route_of(standing, None)} if may_go_direct(standing) else {}
    return through | direct


def route_of(standing: Standing, provider: Partner | None) -> Route:
    capacity = Capacity.RESELLER if provider else Capacity.DIRECT
    return route(capacity=capacity, provider=provider, has_rights=standing.may_support)


def say_way(way: Route) -> str:
    """Whom it goes to, and the mark that it carries."""
    if way.desk == Desk.PROVIDER and way.provider:
        return _("It goes to %(provider)s, your provider, first.") % {"provider": way.provider.legal_name}
    if way.without_rights:
        return _('It goes to the operator, marked "without admin rights".')
    return _("It goes to the operator.")


class OperatorForm(forms.ModelForm):
    """The operator's answer, in the administration."""

    answer = message_field(required=False)
    attachments = FilesField()
    close = forms.BooleanField(label=gettext_lazy("Close the service request"), required=False)

    class Meta:
        model = ServiceRequest
        fields = ()

    def clean(self) -> dict[str, Any]:
        """Files go with words. Code `required`."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("attachments") and not given.get("answer") and "answer" not in self.errors:
            self.add_error("answer", ValidationError(_("Write a message with the files."), code="required"))
        return given

    def written(self) -> dict[str, Any]:
        """The cleaned answer, as the actions of threads take it."""
        return {"text": self.cleaned_data["answer"], "files": self.cleaned_data["attachments"]}
