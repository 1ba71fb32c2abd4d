"""One owner for each outside thing; import-linter holds the arrows, this the rest."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.project.tree import ROOT, modules, text, write

# What is imported, and the only files that may.
OWNERS = {
    "telegram": ("bot/channels/telegram*", "bot/bench/peers/ptb*"),
    "babel": ("bot/words.py", "bot/words/*"),
    "sqlalchemy": ("storage/*", "bot/bench/*"),
    "sqlmodel": ("storage/*",),
    "alembic": ("storage/*",),
    "aiosqlite": ("storage/*", "bot/bench/peers/ptb_sqlite.py"),
    "asyncpg": ("storage/*",),
    "sqlite3": ("storage/*", "bot/bench/probe.py"),
}
# It runs without Pandu, and has no name there but its own.
ALONE = "bot/media/child/"
ENVIRONMENT = ("bot/settings.py",)
CHANNELS = ("telegram", "whatsapp", "webchat", "terminal")
# What reads a clock, takes a chance or touches the world.
IMPURE = {"now", "utcnow", "today", "open", "print", "input", "uuid4", "randint"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted name of everything that *tree* imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
            if node.level:
                yield "." * node.level


def problems(root: Path) -> list[str]:
    """Each trespass under *root*, as `file: what`."""
    found = []
    for path in modules(root):
        here = path.relative_to(root).as_posix()
        tree = ast.parse(text(path))
        found += [f"{here}: {what}" for what in _trespasses(here, tree)]
    return found


def _trespasses(here: str, tree: ast.AST) -> Iterator[str]:
    mine = [name for name in CHANNELS if fnmatch(here, f"bot/channels/{name}*")]
    for name in imported(tree):
        if name.startswith(".") and not here.startswith(ALONE):
            yield "imports are absolute"
        owners = OWNERS.get(name.partition(".")[0])
        if owners and not any(fnmatch(here, owner) for owner in owners):
            yield f"imports {name}"
        for other in CHANNELS:
            if mine and other not in mine and name.startswith(f"bot.channels.{other}"):
                yield f"a channel knows {name}"
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
        ("bot/desk/x.py", "from telegram import Bot", "imports telegram.Bot"),
        ("bot/web/x.py", "import babel.dates", "imports babel.dates"),
        ("bot/x.py", "from sqlalchemy import text", "imports sqlalchemy.text"),
        ("bot/x.py", "from . import y", "imports are absolute"),
        ("bot/app.py", "import os; os.environ['A']", "reads the environment"),
        ("storage/x.py", "import os; os.getenv('A')", "reads the environment"),
        (
            "bot/channels/webchat.py",
            "from bot.channels.telegram import parse",
            "a channel knows bot.channels.telegram.parse",
        ),
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
        ("bot/channels/telegram/channel.py", "from telegram import Bot"),
        ("bot/channels/telegram/parse.py", "import telegram.constants"),
        ("bot/channels/whatsapp/channel.py", "from bot.channels.base import Incoming"),
        ("bot/words.py", "from babel import Locale"),
        ("storage/tables/people.py", "from sqlmodel import Field"),
        ("bot/settings.py", "import os; os.environ['A']"),
        ("bot/clock.py", "datetime.now(UTC)"),
    ],
)
def test_an_owner_at_home_is_left_alone(tmp_path, path, code):
    write(tmp_path, path, code)
    assert problems(tmp_path) == []
