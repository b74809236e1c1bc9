"""Directory roles: which there are, what they are called, and which are the smallest for a purpose."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet

from customers.grants.models import Area, DirectoryRole, Named, RoleTask
from customers.grants.privilege import smallest_roles, weigh
from partnercenter.canonical.remembering import once
from partnercenter.canonical.searching import search_words


def available_codes() -> set[str]:
    """The codes of the roles that may be asked for now."""
    return set(DirectoryRole.objects.filter(is_available=True).values_list("code", flat=True))


def available_roles(typed: str = "") -> QuerySet[DirectoryRole]:
    """The roles that may be asked for; with `typed`, those with every word in a name, a power or an identifier."""
    found = DirectoryRole.objects.filter(is_available=True)
    for word in search_words(typed):
        found = found.filter(search_text__contains=word)
    return found


def roles_of(codes: Iterable[str]) -> list[DirectoryRole]:
    """The rows of these codes, in the order of the list."""
    return list(DirectoryRole.objects.filter(code__in=list(codes)))


def role_names(codes: Iterable[str]) -> list[str]:
    """What these roles are called in the language of the moment, in the order of the codes."""
    wanted = list(codes)
    names = {role.code: role.name for role in once(named_roles, tuple(wanted))}
    return [names.get(code, code) for code in wanted]


def named_roles(codes: tuple[str, ...]) -> list[DirectoryRole]:
    """The roles of these codes, those that can no longer be asked for among them."""
    return list(DirectoryRole.objects.filter(code__in=codes))


def tasks_to_choose() -> QuerySet[RoleTask]:
    """What a partner may say it wants to do, with the roles that serve it."""
    return RoleTask.objects.filter(roles__is_available=True).distinct().prefetch_related("roles")


def propose_roles(task_codes: Collection[str]) -> list[DirectoryRole]:
    """The smallest roles for these tasks, in the order of the list. Two queries."""
    counted: QuerySet[Any] = available_roles().annotate(breadth=Count("tasks")).order_by("code")
    weights = {
        role.code: weigh(role.risk, breadth=role.breadth, is_global_admin=role.is_global_admin) for role in counted
    }
    chosen = smallest_roles(ways_of(task_codes), weights)
    return sorted((role for role in counted if role.code in chosen), key=lambda role: (role.area, role.name_en))


def ways_of(task_codes: Collection[str]) -> list[set[str]]:
    """For each of the tasks the codes of the roles that serve it."""
    found: dict[str, set[str]] = {}
    serving = RoleTask.objects.filter(code__in=list(task_codes)).values_list("code", "roles__code")
    for task, role in serving:
        found.setdefault(task, set()).add(role)
    return list(found.values())


def by_area(rows: Iterable[Named]) -> list[tuple[Area, list[Any]]]:
    """Roles or tasks under the areas that they are about, in the areas' order; areas without any are left out."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.area, []).append(row)
    return [(area, found[area]) for area in Area if area in found]
