"""Actions, rules, queries, drafts and models never see a request (the floors are import-linter's)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("invitations", "customers", "partnercenter/partners", "partnercenter/outbox", "partnercenter/clouds/models.py")
BELOW_VIEWS = ("actions", "rules", "queries", "drafts", "models", "mails", "access")
WEB = ("django.http", "django.shortcuts", "django.views")


def modules_below_views() -> list[Path]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if {*path.parts, path.stem} & set(BELOW_VIEWS)]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_there_is_something_to_look_at() -> None:
    assert len(modules_below_views()) > 10


@pytest.mark.parametrize("path", modules_below_views(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_below_the_views_imports_the_web(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith(WEB)]
