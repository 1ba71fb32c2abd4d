"""No token, no key and no person's number is ever committed; samples look like samples."""

import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files, text, write

SECRETS = {
    "a Telegram token": re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b"),
    "a Meta token": re.compile(r"\bEAA[A-Za-z0-9]{40,}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+\S{20}"),
    "a key of Pandu": re.compile(r"\bk\d+:[A-Za-z0-9+/_-]{43}="),
    "a password in an address": re.compile(
        r"postgres\w*://\w+:(?!secret\b|<)[^@\s/]+@\w"
    ),
}
NEVER = {".env", ".key", ".pem", ".sqlite", ".db"}


def problems(root: Path) -> list[str]:
    """Each secret under *root*, by its kind and never by its text."""
    found = []
    for path in files(root):
        here = path.relative_to(root)
        if path.suffix in NEVER:
            found.append(f"{here}: such a file is kept, not committed")
        content = text(path)
        found += [
            f"{here}: {kind}" for kind, form in SECRETS.items() if form.search(content)
        ]
    return found


def test_no_file_holds_a_secret():
    assert problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "content", "problem"),
    [
        ("a.py", f"1234567890:{'x' * 35}", "a.py: a Telegram token"),
        ("a.py", f"'EAA{'x' * 60}'", "a.py: a Meta token"),
        ("a.md", f"PANDU_KEYS=k1:{'x' * 43}=", "a.md: a key of Pandu"),
        ("a.md", "postgresql://me:" + "mine@db/x", "a.md: a password in an address"),
        ("a.key", "x", "a.key: such a file is kept, not committed"),
    ],
)
def test_a_secret_is_noticed(tmp_path, path, content, problem):
    write(tmp_path, path, content)
    assert problems(tmp_path) == [problem]


@pytest.mark.parametrize(
    "content",
    ["TELEGRAM_BOT_TOKEN=", "123456:TEST", "postgresql://pandu:secret@db/pandu"],
)
def test_a_sample_is_left_alone(tmp_path, content):
    write(tmp_path, "docs/x.md", content)
    assert problems(tmp_path) == []
