"""Refusals in words: every `raise PermissionDenied` and `raise Http404` of views and guards, taken out one by one."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.policy.killing import our_modules

WORDS = ("PermissionDenied", "Http404")
ROOMS = ("views", "guards", "own_domains")


@dataclass(frozen=True)
class Refusal:
    """One `raise` in a function at the top of a module; `number` counts them in the function."""

    module: ModuleType
    function: str
    number: int

    def __str__(self) -> str:
        return f"{self.module.__name__}.{self.function} refusal {self.number + 1}"

    @property
    def target(self) -> FunctionType:
        found = getattr(self.module, self.function)
        while hasattr(found, "__wrapped__"):
            found = found.__wrapped__
        return found  # type: ignore[no-any-return]


def refusals() -> list[Refusal]:
    """All that there are, in the rooms where views and guards live."""
    rooms = [module for module in our_modules() if set(module.__name__.split(".")) & set(ROOMS)]
    return [found for module in rooms for found in refusals_of(module)]


def refusals_of(module: ModuleType) -> Iterator[Refusal]:
    for function in functions_in(ast.parse(source_of(module))):
        for number, _ in enumerate(raises_in(function)):
            yield Refusal(module, function.name, number)


def source_of(module: ModuleType) -> str:
    return Path(module.__file__ or "").read_text(encoding="utf-8")


def functions_in(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def raises_in(function: ast.FunctionDef) -> list[ast.Raise]:
    """Those of the function itself; a function in it is a decorator's, and taken away as a layer."""
    nested = {id(each) for inner in ast.walk(function) if is_inner(inner, function) for each in ast.walk(inner)}
    return [node for node in ast.walk(function) if is_refusal(node) and id(node) not in nested]  # type: ignore[misc]


def is_inner(node: ast.AST, function: ast.FunctionDef) -> bool:
    return isinstance(node, ast.FunctionDef) and node is not function


def is_refusal(node: ast.AST) -> bool:
    if not isinstance(node, ast.Raise) or node.exc is None:
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id in WORDS


@contextmanager
def without_refusal(refusal: Refusal) -> Iterator[None]:
    """The function goes on where it would refuse."""
    target = refusal.target
    before = target.__code__
    target.__code__ = code_without(refusal)
    try:
        yield
    finally:
        target.__code__ = before


def code_without(refusal: Refusal) -> CodeType:
    """The function's code, the refusal compiled as a line that does nothing."""
    tree = ast.parse(source_of(refusal.module))
    function = next(each for each in functions_in(tree) if each.name == refusal.function)
    doomed = raises_in(function)[refusal.number]
    whole = compile(Silencer(doomed).visit(tree), refusal.module.__file__ or "", "exec")
    return next(each for each in whole.co_consts if isinstance(each, CodeType) and each.co_name == refusal.function)


class Silencer(ast.NodeTransformer):
    """Puts `pass` where one node stands."""

    def __init__(self, doomed: ast.Raise) -> None:
        self.doomed = doomed

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        return ast.copy_location(ast.Pass(), node) if node is self.doomed else node
