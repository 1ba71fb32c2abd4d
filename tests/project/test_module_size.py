"""A module that grows is split by subject long before it is hard to hold in the head."""

from pathlib import Path

from tests.project.tree import ROOT, files, modules, text, write

MOST = 400


def too_long(root: Path) -> list[str]:
    found = [*modules(root), *files(root / "tests", ".py")]
    return [
        f"{path.relative_to(root)}: {lines} lines"
        for path in found
        if (lines := len(text(path).splitlines())) > MOST
    ]


def test_no_module_has_more_than_400_lines():
    assert too_long(ROOT) == []


def test_a_module_of_401_lines_is_noticed(tmp_path):
    write(tmp_path, "bot/long.py", "x = 1\n" * 401)
    write(tmp_path, "bot/short.py", "x = 1\n" * 400)
    assert too_long(tmp_path) == ["bot/long.py: 401 lines"]
