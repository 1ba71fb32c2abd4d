"""One owner for what is no import; import-linter holds the imports (`test_contracts`)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.tree import ROOT, modules, text, write

ENVIRONMENT = ("bot/settings.py",)
# What reads a clock, takes a chance or touches the world.
IMPURE = {"now", "utcnow", "today", "open", "print", "input", "uuid4", "randint"}


def problems(root: Path) -> list[str]:
    """Each trespass under *root*, as `file: what`."""
    found = []
    for path in modules(root):
        here = path.relative_to(root).as_posix()
        tree = ast.parse(text(path))
        found += [f"{here}: {what}" for what in _trespasses(here, tree)]
    return found


def _trespasses(here: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            if here not in ENVIRONMENT:
                yield "reads the environment"
        elif isinstance(node, ast.Call) and here.startswith("conversations/"):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # The catalogue is read once, when it is loaded: the one exception.
            if called in IMPURE and not here.startswith("conversations/catalogue/"):
                yield f"calls {called}"


def test_every_outside_thing_has_one_owner():
    assert problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "code", "problem"),
    [
        ("bot/app.py", "import os; os.environ['A']", "reads the environment"),
        ("storage/x.py", "import os; os.getenv('A')", "reads the environment"),
        ("conversations/cases/x.py", "d = datetime.now(UTC)", "calls now"),
        ("conversations/cases/x.py", "open('x')", "calls open"),
    ],
)
def test_a_trespass_is_noticed(tmp_path, path, code, problem):
    write(tmp_path, path, code)
    assert f"{path}: {problem}" in problems(tmp_path)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("bot/settings.py", "import os; os.environ['A']"),
        ("bot/clock.py", "datetime.now(UTC)"),
    ],
)
def test_an_owner_at_home_is_left_alone(tmp_path, path, code):
    write(tmp_path, path, code)
    assert problems(tmp_path) == []
