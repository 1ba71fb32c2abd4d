"""What an operator can set or run is written down, and what is written down exists."""

import re
import subprocess
import sys
from pathlib import Path

from tests.project.tree import ROOT, files, text, write

SETTING = re.compile(r"^\| `([A-Z][A-Z0-9_]+)`", re.MULTILINE)
EXAMPLE = re.compile(r"^#? ?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
COMMAND = re.compile(r"^\| `pandu ([a-z]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")


def reference(name: str) -> str:
    return text(ROOT / "docs" / "reference" / name)


def settings() -> set[str]:
    """The names of the environment that `bot.settings` reads."""
    from bot.settings import Settings  # noqa: PLC0415 - may not be there yet

    prefix = Settings.model_config.get("env_prefix", "")
    return {
        str(field.validation_alias or f"{prefix}{name}").upper()
        for name, field in Settings.model_fields.items()
    }


def commands() -> set[str]:
    """The commands of `pandu`, as it says itself."""
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    choices = re.search(r"{([a-z,\s]+)}", shown.stdout)
    return {name.strip() for name in choices[1].split(",")} if choices else set()


def test_every_setting_is_in_the_reference_and_no_other():
    assert set(SETTING.findall(reference("settings.md"))) == settings()


def test_every_setting_is_in_the_example_and_no_other():
    assert set(EXAMPLE.findall(text(ROOT / ".env.example"))) == settings()


def test_every_command_is_in_the_reference_and_no_other():
    assert set(COMMAND.findall(reference("commands.md"))) == commands()


def broken_links(root: Path) -> list[str]:
    """Each link in a page under *root* that leads to no file."""
    return [
        f"{page.relative_to(root)}: {target}"
        for page in files(root, ".md")
        for target in LINK.findall(text(page))
        if not (page.parent / target).exists()
    ]


def test_every_link_between_pages_leads_somewhere():
    assert broken_links(ROOT) == []


def test_a_link_to_nowhere_is_noticed(tmp_path):
    write(tmp_path, "docs/a.md", "[b](b.md) [c](c.md#x) [d](https://example.org)")
    write(tmp_path, "docs/b.md", "")
    assert broken_links(tmp_path) == ["docs/a.md: c.md"]


def unlisted(docs: Path) -> list[str]:
    """Each page under *docs* that its index leads nobody to."""
    listed = set(LINK.findall(text(docs / "index.md")))
    pages = (page.relative_to(docs).as_posix() for page in files(docs, ".md"))
    return [page for page in pages if page != "index.md" and page not in listed]


def test_every_page_is_in_the_index():
    assert unlisted(ROOT / "docs") == []


def test_a_page_that_no_index_names_is_noticed(tmp_path):
    write(tmp_path, "index.md", "[a](how-to/a.md)")
    write(tmp_path, "how-to/a.md", "[b](b.md)")
    write(tmp_path, "how-to/b.md", "")
    assert unlisted(tmp_path) == ["how-to/b.md"]


def test_every_decision_has_its_four_parts_and_its_place_in_the_list():
    parts = ("Status", "Context", "Decision", "Consequences")
    listed = text(ROOT / "docs" / "index.md")
    for page in files(ROOT / "docs" / "decisions", ".md"):
        headings = re.findall(r"^## (\w+)", text(page), re.MULTILINE)
        assert (page.name, *headings) == (page.name, *parts)
        assert f"decisions/{page.name}" in listed


def test_each_way_of_writing_a_name_down_is_read():
    assert SETTING.findall("| `HOST` | where |\n| `PORT` `X` | x |") == ["HOST", "PORT"]
    assert EXAMPLE.findall("# HOST=127.0.0.1\nPORT=8080\n# a word\n") == [
        "HOST",
        "PORT",
    ]
    assert COMMAND.findall("| `pandu serve` | all |\n") == ["serve"]
