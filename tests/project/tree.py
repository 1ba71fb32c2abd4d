"""The files of the project, as the guards see them."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "conversations", "locales", "storage")

# What is made or kept here and never committed; .gitignore says the same.
NOT_OURS = {
    ".audit",
    ".coverage",
    ".docs",
    ".env",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".lock",
    ".mypy_cache",
    ".peers",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "bench.json",
    "build",
    "dist",
    "site",
    "var",
}


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Every file under *root* that is ours, in order; *suffixes* choose."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - NOT_OURS)
        for name in sorted(set(names) - NOT_OURS):
            path = Path(folder, name)
            if not suffixes or path.suffix in suffixes:
                yield path


def modules(root: Path) -> Iterator[Path]:
    """Every Python file of the packages under *root*."""
    for package in PACKAGES:
        yield from files(root / package, ".py")


def text(path: Path) -> str:
    """What *path* holds, or nothing where it holds no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def write(root: Path, path: str, content: str) -> Path:
    """A bad sample for a guard to catch."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
    return target
