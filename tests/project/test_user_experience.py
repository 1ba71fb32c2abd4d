"""The page of what one may count on has forty rows, and each is held or explained."""

import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, text

PAGE = ROOT / "docs" / "reference" / "user-experience.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)(?:#(\w+))?\)")
MISSING = re.compile(r"\b(?:In part|Not yet): (.+?)\.(?:\s|$)")
REASON = 6
"""Words that a reason takes at least."""


def wrong(page: Path) -> list[str]:
    """Each way in which the rows of *page* promise more than is held."""
    rows = ROW.findall(text(page))
    found = []
    if [int(number) for number, _, _ in rows] != list(range(1, 41)):
        found.append("rows are missing, or out of order")
    for number, _, held in rows:
        links = LINK.findall(held)
        reasons = MISSING.findall(held)
        if not links and not reasons:
            found.append(f"{number}: neither held nor explained")
        found += [f"{number}: no reason" for r in reasons if len(r.split()) < REASON]
        found += [
            f"{number}: there is no {target}#{test}"
            for target, test in links
            if not there(page.parent / target, test)
        ]
    return found


def there(path: Path, test: str) -> bool:
    """Whether a story, or a test of this name, exists."""
    if not path.exists() or path.suffix == ".txt":
        return path.exists() and not test
    return bool(re.search(rf"^(?:async )?def {test}\(", text(path), re.MULTILINE))


def test_each_of_forty_things_is_held_or_explained():
    assert wrong(PAGE) == []


GOOD = "[t](test_a.py#test_one)"


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        ("[t](test_a.py#test_two)", "there is no"),
        ("[t](test_a.py)", "there is no"),
        ("[t](story.txt)", "there is no"),
        ("[t](test_b.py#test_one)", "there is no"),
        ("later", "neither held nor explained"),
        ("Not yet: later.", "no reason"),
        (f"{GOOD}. In part: too hard.", "no reason"),
    ],
)
def test_a_row_that_promises_too_much_is_noticed(tmp_path, held, problem):
    (tmp_path / "test_a.py").write_text("def test_one():\n    pass\n")
    rows = [f"| {n} | what | {held if n == 7 else GOOD} |" for n in range(1, 41)]
    page = tmp_path / "page.md"
    page.write_text("\n".join(rows))
    assert any(each.startswith("7: ") and problem in each for each in wrong(page))


def test_a_row_left_out_is_noticed(tmp_path):
    (tmp_path / "test_a.py").write_text("def test_one():\n    pass\n")
    page = tmp_path / "page.md"
    page.write_text("\n".join(f"| {n} | what | {GOOD} |" for n in range(1, 40)))
    assert wrong(page) == ["rows are missing, or out of order"]
