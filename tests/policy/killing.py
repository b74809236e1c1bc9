"""Guards taken away one by one, in memory: layers around a view, and the scopes of what it looks up.

Decorators are stepped over, look-ups read all rows; everything comes back afterwards. Refusals in words: `refusals`.
"""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django import shortcuts
from django.http import Http404
from django.urls import URLPattern

OURS = ("customers.", "invitations.", "partnercenter.")
NO_GUARDS = ("account_page",)  # a frame around pages of allauth
Site = tuple[str, str]  # module, function


def layers(pattern: URLPattern) -> list[Any]:
    """The view from its outermost decorator to itself."""
    found = [pattern.callback]
    while hasattr(found[-1], "__wrapped__"):
        found.append(found[-1].__wrapped__)
    return found


def guards_of(pattern: URLPattern) -> list[int]:
    """Which of its layers are guards of ours, or say the methods."""
    return [number for number, layer in enumerate(layers(pattern)[:-1]) if is_guard(layer)]


def is_guard(layer: Any) -> bool:
    """Ours, or one that refuses GET or POST: other methods are refused everywhere before a view is called."""
    if "request_method_list" in layer.__code__.co_freevars:
        known = inspect.getclosurevars(layer).nonlocals["request_method_list"]
        return not {"GET", "POST"} <= set(known)
    name = layer.__code__.co_qualname
    is_ours = any(f"/{room[:-1]}/" in layer.__code__.co_filename for room in OURS)
    return is_ours and not name.startswith(NO_GUARDS)


@contextmanager
def without_layer(pattern: URLPattern, number: int) -> Iterator[None]:
    """The view without one of its decorators."""
    chain = layers(pattern)
    inner = chain[number + 1]
    if number == 0:
        with replaced(pattern, "callback", inner):
            yield
        return
    outer = chain[number - 1]
    cell = next(cell for cell in outer.__closure__ or () if cell.cell_contents is chain[number])
    cell.cell_contents = inner
    try:
        yield
    finally:
        cell.cell_contents = chain[number]


@contextmanager
def without_sign_in(pattern: URLPattern) -> Iterator[None]:
    """The view as a public one."""
    view: Any = pattern.callback
    with replaced(view, "login_required", False):
        yield


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    missing = object()
    before = getattr(owner, name, missing)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if before is missing:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


def our_modules() -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(OURS) and module is not None]


class Lookups:
    """Every `get_object_or_404` of ours: who calls it, and, for those in `open`, without the scope."""

    def __init__(self) -> None:
        self.seen: set[Site] = set()
        self.open: set[Site] = set()

    def find(self, rows: Any, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        site = (frame.f_globals["__name__"], frame.f_code.co_name)
        self.seen.add(site)
        if site not in self.open:
            return ORIGINAL(rows, *args, **kwargs)
        model = rows if inspect.isclass(rows) else rows.model
        ids = {name: value for name, value in kwargs.items() if name.endswith("public_id")}
        found = model._base_manager.filter(**ids).first()
        if found is None:
            raise Http404
        return found

    @contextmanager
    def watching(self) -> Iterator[None]:
        """All modules of ours look things up here."""
        changed = [module for module in our_modules() if getattr(module, NAME, None) is ORIGINAL]
        for module in changed:
            setattr(module, NAME, self.find)
        try:
            yield
        finally:
            for module in changed:
                setattr(module, NAME, ORIGINAL)

    @contextmanager
    def without_scope(self, site: Site) -> Iterator[None]:
        self.open = {site}
        try:
            yield
        finally:
            self.open = set()


NAME = "get_object_or_404"
ORIGINAL = shortcuts.get_object_or_404
