"""What every page of the administration shares: the operator's clouds and role, the reason, the log (decisions §1, §9).

What an operator may do stands in `audit.operators`; Django's own checks of permissions read it.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import transaction
from django.db.models import DateTimeField, ForeignKey, IntegerField, Model, QuerySet
from django.forms import ModelChoiceField, SplitDateTimeField, TextInput
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnercenter.audit.log import record, stating
from partnercenter.audit.models import AuditEvent
from partnercenter.audit.operators import may, powers
from partnercenter.audit.reasons import FIELD, WhyActionForm, WhyForm, reason_given, with_reason
from partnercenter.audit.subjects import subject_of, whose
from partnercenter.canonical.fields import WholeNumberField

NUMBERS = {"form_class": WholeNumberField, "widget": TextInput({"class": "vIntegerField"})}


FROM_ROW = "from_row"  # field of a form that stands on the page of one row


class MomentWidget(AdminSplitDateTime):
    """Day and time, each with a label that screen readers hear; the time's says the zone in which it is read."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context(name, value, attrs)
        shown["time_label"] = _("Time (%(zone)s):") % {"zone": get_current_timezone_name()}
        for part, label in zip(shown["widget"]["subwidgets"], ("date_label", "time_label"), strict=True):
            part["attrs"]["aria-label"] = shown[label].rstrip("：:")
        return shown


class OperatedAdmin(admin.ModelAdmin):
    """A page of the administration. `cloud_lookup` says how a row's cloud is found (empty: rows of no cloud)."""

    cloud_lookup = "cloud__code"
    is_reference = False  # rows that all clouds share: only operators of all clouds change them
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    action_form: ClassVar[Any] = WhyActionForm
    formfield_overrides: ClassVar[Any] = {
        IntegerField: NUMBERS,  # digits of any width, as in the portal
        DateTimeField: {"form_class": SplitDateTimeField, "widget": MomentWidget},
    }
    own_reasons: tuple[str, ...] = ()  # fields of the page's own that say why already
    asks_why = True  # False where what is written says it all
    asks_on_page: tuple[str, ...] = ()  # actions that ask for the reason on a page of their own
    save_as = save_on_top = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the operator's clouds that this deployment serves; of all of them where none are named."""
        rows, codes = super().get_queryset(request), seen_here(request)
        return rows if codes is None or not self.cloud_lookup else rows.filter(**{f"{self.cloud_lookup}__in": codes})

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """A choice among rows that the operator may see, never among another cloud's."""
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if "queryset" not in kwargs and isinstance(related, OperatedAdmin):
            kwargs["queryset"] = related.get_queryset(request)
        field: ModelChoiceField | None = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return field

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """While a row is being added, without what the database fills in later: there is nothing to show yet."""
        shown = [*self.own_fieldsets(request, obj)]
        if self.wants_reason(request, obj):
            shown.append((_("Reason"), {"fields": (FIELD,)}))
        if obj:
            return shown
        later = {field.name for field in self.opts.concrete_fields if field.has_db_default() and not field.editable}
        later &= set(self.get_readonly_fields(request))
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in later]})
            for title, options in shown
        ]

    def own_fieldsets(self, request: HttpRequest, obj: Any) -> Any:
        """What the page shows of the row, without the field for the reason."""
        shown = super().get_fieldsets(request, obj)
        return [(title, options | {"fields": without_reason(options["fields"])}) for title, options in shown]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the page offers to filter by: others would tell a hidden column (a password's hash, a secret)
        sign by sign, or fail on bytes."""
        filters = [each[0] if isinstance(each, tuple) else each for each in self.get_list_filter(request)]
        offered = [getattr(each, "parameter_name", each) for each in filters]
        columns = {str(name).partition("__")[0] for name in (*offered, self.date_hierarchy)}
        return lookup.partition("__")[0] in columns and super().lookup_allowed(lookup, value, request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of the page; with the reason for who may save it."""
        if self.wants_reason(request, obj):
            kwargs["form"] = with_reason(kwargs.get("form", self.form))
        return super().get_form(request, obj, change, **kwargs)

    def wants_reason(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the page of a row, or of a new one, ends with our field for the reason."""
        saves = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return saves and self.asks_why and not self.own_reasons

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with stating(reason_given(request, *self.own_reasons)):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Asked once more on a page of its own, which wants the reason too."""
        reason = reason_given(request)
        form = WhyForm(request.POST or None)
        if request.POST and not form.is_valid():
            request.POST = QueryDict()
        with stating(reason):
            return super().delete_view(request, object_id, {**(extra_context or {}), "why_form": form})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address fills in beforehand, without keys that fit no table: a look-up by such a one fails."""
        filled: dict[str, Any] = super().get_changeform_initial_data(request)
        keys = {field.name: field.target_field for field in self.opts.fields if isinstance(field, ForeignKey)}
        return {name: value for name, value in filled.items() if name not in keys or fits(keys[name], value)}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The page of a row offers what can be done with it; the list does it, so that there is one way."""
        if kwargs.get("change") and kwargs.get("obj"):
            context["deeds"] = self.deeds_of_row(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def deeds_of_row(self, request: HttpRequest) -> Any:
        """The bar of actions for one row: those that change it and that the operator may; None where there is none."""
        blank, *offered = self.get_action_choices(request)
        offered = [(name, words) for name, words in offered if name in powers(self.model).actions]
        bar = self.action_form(auto_id="deed_%s")
        bar.fields["action"].choices = [blank, *offered]
        if not any(self.changes_rows(name) for name, _words in offered):
            bar.fields.pop(FIELD, None)
        return bar if offered else None

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        """Keys of rows that are none get 400; what changes something wants its reason first."""
        try:
            for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.to_python(key)
        except ValidationError:
            raise SuspiciousOperation("No key of a row") from None
        reason = reason_given(request)
        if not reason and self.changes_rows(request.POST.get("action", "")):
            self.message_user(
                request, _("Nothing was done. Say why beside the actions, then try again."), messages.ERROR
            )
            return HttpResponseRedirect(self.place_of_action(request))
        with stating(reason):
            answer = super().response_action(request, queryset, *args, **kwargs)
        return HttpResponseRedirect(self.place_of_action(request)) if is_way_back(answer) else answer

    def place_of_action(self, request: HttpRequest) -> str:
        """Where an action was chosen, and is answered: the page of the row, or the list."""
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if FROM_ROW not in request.POST or len(keys) != 1:
            return request.get_full_path()
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", args=keys)

    def changes_rows(self, action: str) -> bool:
        """Whether an action of this page needs a reason in the bar of actions."""
        return action in powers(self.model).actions and action not in self.asks_on_page

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Those that the table gives the operator; so never the deletion of many rows at once."""
        found = super().get_actions(request).items()
        return {name: action for name, action in found if may(request.user, self.model, name)}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self.may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_write(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_write(request)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Whether actions of the page may be asked for at all; the table says which."""
        return self.may_write(request)

    def may_write(self, request: HttpRequest) -> bool:
        return not (self.is_reference and operated(request))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.note(request, obj, "created")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.note(request, obj, "changed", changes=message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self.note(request, obj, "deleted")
        return super().log_deletions(request, queryset)

    def note(self, request: HttpRequest, obj: Model, participle: str, **details: Any) -> AuditEvent:
        """The event of the operator's change: names of fields, never their values."""
        action = f"{obj._meta.model_name}.{participle}"
        subject = subject_of(obj)
        return record(action, about=subject, by=request.user, side="operator", details=details, **whose(obj))  # type: ignore[arg-type]

    def act_on_each(self, request: HttpRequest, rows: QuerySet[Any], action: Callable[[Any], object]) -> None:
        """Call a portal's action for each row, each in its own transaction, and say what came of it."""
        done = 0
        for row in rows:
            try:
                with transaction.atomic():
                    action(row)
            except (ValidationError, PermissionDenied) as refusal:
                reason = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
                self.message_user(request, f"{row}: {reason}", messages.WARNING)
            else:
                done += 1
        if done:
            said = ngettext("Done for %(count)d row.", "Done for %(count)d rows.", done) % {"count": done}
            self.message_user(request, said, messages.SUCCESS)


class ReadOnlyAdmin(OperatedAdmin):
    """Evidence, logs, and rows that only the portal's actions may change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def is_way_back(answer: Any) -> bool:
    """Whether an action was done, and leads back to where it was chosen: neither a page of its own nor a file."""
    return isinstance(answer, HttpResponseRedirect)


def without_reason(fields: Any) -> list[Any]:
    """Names of fields as a form lists them, without our own."""
    return [name for name in fields if name != FIELD]


def fits(column: Any, value: Any) -> bool:
    """Whether a value can stand in a column."""
    try:
        column.to_python(value)
    except ValidationError:
        return False
    return True


def operated(request: HttpRequest) -> list[str]:
    """The codes of the clouds that the operator is limited to; empty for all clouds."""
    codes: list[str] = getattr(request.user, "operated_clouds", None) or []
    return codes


def seen_here(request: HttpRequest) -> list[str] | None:
    """The codes of the clouds whose rows the operator sees in this deployment; None for all.

    What is of no cloud (events of persons, mails to them) is for operators of all clouds.
    """
    own, served = operated(request), settings.CLOUDS
    if own:
        return [code for code in own if not served or code in served]
    return [*served, ""] if served else None
