"""Each contract on imports holds something: it breaks when somebody trespasses."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.project.tree import PACKAGES, ROOT, text

# For each contract, in its order: a file, and what may not be imported there.
TRESPASSES = (
    ("storage/core/engines.py", "bot.words"),
    ("conversations/cases/__init__.py", "conversations.flows"),
    ("conversations/language/__init__.py", "random"),
    ("bot/desk/__init__.py", "sqlalchemy.orm"),
    ("storage/messages/__init__.py", "conversations.engine.effects"),
    ("bot/channels/webchat.py", "bot.pipeline.turn"),
    ("bot/channels/terminal.py", "bot.channels.webchat"),
    ("bot/desk/__init__.py", "telegram.ext"),
    ("bot/web/__init__.py", "babel.dates"),
    ("bot/pipeline/__init__.py", "bot.desk.acts"),
    ("bot/web/__init__.py", "storage.core.database"),
    ("bot/views/__init__.py", "storage.cases"),
    ("bot/pictures/__init__.py", "bot.words"),
    ("bot/media/child/__init__.py", "conversations.language"),
)
CONTRACTS = [
    each["name"]
    for each in tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"][
        "contracts"
    ]
]


def broken(at: Path) -> list[str]:
    """The contracts that do not hold for the packages under *at*."""
    script = "from importlinter.cli import lint_imports_command as c; c()"
    said = subprocess.run(
        [sys.executable, "-c", script, "--no-cache"],
        cwd=at,
        env={"PYTHONPATH": str(at), "COLUMNS": "500"},
        capture_output=True,
        check=False,
        text=True,
    )
    lines = said.stdout.splitlines()
    return [
        name for name in CONTRACTS if any(f"{name} BROKEN" in each for each in lines)
    ]


def test_all_contracts_hold():
    assert broken(ROOT) == []


def test_each_contract_is_broken_by_a_trespass(tmp_path):
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert len(TRESPASSES) == len(CONTRACTS)
    for file, module in TRESPASSES:
        with (tmp_path / file).open("a") as end:
            end.write(f"\nimport {module}\n")
    assert broken(tmp_path) == CONTRACTS
