"""Buttons of page 1 that only help to fill it in: the page comes back with everything as it was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from customers.grants.actions import save_template
from customers.grants.models import DirectoryRole, RoleTask
from customers.grants.queries.roles import propose_roles
from invitations.forms.asking import RequestForm
from partnercenter.pages.sentences import listed


@dataclass(frozen=True)
class Reason:
    """Why a role was proposed: what it is for, of that which was ticked."""

    role: str
    serves: str


@dataclass(frozen=True)
class Help:
    """What a step has to say: a sentence, and for a proposal the reason for each role. `level` as an alert's."""

    words: str | Promise = ""
    reasons: tuple[Reason, ...] = ()
    level: str = "plain"


Changes = dict[str, Any]


def step_of(sent: Mapping[str, Any]) -> str:
    """The step that a POST asks for; empty where the request is to be made.

    A changed search is a step too: Enter in the search field must not make the request.
    """
    step = str(sent.get("step", ""))
    if step in STEPS:
        return step
    return "find" if sent.get("find", "").strip() != sent.get("found", "").strip() else ""


def take(step: str, form: RequestForm) -> tuple[RequestForm, Help]:
    """The page again with what was typed and what the step changed, and what is said about it."""
    changes, said = STEPS[step](form)
    return drawn_again(form, changes), said


def drawn_again(form: RequestForm, changes: Changes) -> RequestForm:
    """The same page, unbound: nothing is checked yet, and nothing that was typed is lost."""
    typed = {
        name: field.bound_data(field.widget.value_from_datadict(form.data, form.files, name), None)
        for name, field in form.fields.items()
    }
    typed = {name: value for name, value in typed.items() if value is not None}
    return type(form)(membership=form.membership, standing=form.standing, initial=typed | changes)


def find_roles(form: RequestForm) -> tuple[Changes, Help]:
    """Show the roles that the search finds."""
    return {"found": form["find"].value()}, Help()


def propose(form: RequestForm) -> tuple[Changes, Help]:
    """Tick the smallest roles for what was ticked, instead of those that were ticked before."""
    wanted = form.ticked("tasks")
    if not wanted:
        return {}, Help(_("Tick what you want to do first; then the smallest roles for it can be proposed."))
    proposed = propose_roles(wanted)
    tasks = [task for task in form.all_tasks if task.code in wanted]
    said = _("These are the smallest roles for what you want to do. They replace the roles that were ticked before.")
    return (
        {"roles": [role.code for role in proposed], "find": "", "found": ""},
        Help(said, tuple(Reason(role.name, listed(served_by(role, tasks))) for role in proposed), "info"),
    )


def served_by(role: DirectoryRole, tasks: list[RoleTask]) -> list[str]:
    """Those of the tasks that the role is enough for."""
    return [task.name for task in tasks if role in task.roles.all()]


def use_template(form: RequestForm) -> tuple[Changes, Help]:
    """Tick the roles of one of the partner's templates; those that can no longer be asked for stay out."""
    chosen = str(form["template"].value() or "")
    template = next((each for each in form.templates if str(each.public_id) == chosen), None)
    if template is None:
        return {}, Help(_("Choose one of your templates first."))
    available = {role.code for role in form.all_roles}
    roles = [role for role in template.roles if role in available]
    said = _("The roles of the template “%(name)s” are ticked.") % {"name": template.name}
    return {"roles": roles, "find": "", "found": ""}, Help(said, level="info")


def keep_template(form: RequestForm) -> tuple[Changes, Help]:
    """Save the ticked roles under a name (decisions §9: a global admin's right)."""
    field, typed = form.fields["kept_name"], form["kept_name"].value()
    try:
        save_template(name=field.clean(typed), roles=form.ticked("roles"), by=form.membership)
    except ValidationError as refusal:
        return {}, Help(" ".join(refusal.messages), level="warning")
    except PermissionDenied as refusal:
        return {}, Help(str(refusal), level="warning")
    return {"kept_name": ""}, Help(_("The template is saved. You can choose it in every request."), level="success")


STEPS: dict[str, Callable[[RequestForm], tuple[Changes, Help]]] = {
    "show": lambda form: ({}, Help()),
    "find": find_roles,
    "propose": propose,
    "use_template": use_template,
    "keep_template": keep_template,
}
