"""Under which licence each package is that Pandu needs, from what it says of itself.

`make licences` writes docs/reference/licences.md with it, and a test refuses a package
whose licence is unknown, or is not one of those that we may live with.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, metadata

from packaging.requirements import Requirement

from tests.project.tree import ROOT, text

# Free ones, and those that ask only that changes of the package itself stay free.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "HPND",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
}
# How packages say it that do not use the short names of SPDX.
SPELLED = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
# What their metadata leaves open, and their own files say.
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # it brings axe-core
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
}
FIELDS = ("License-Expression", "License")
PAGE = ROOT / "docs" / "reference" / "licences.md"
RUNS, DEVELOPS = "requirements.txt", "requirements-dev.txt"


def locked(lock: str) -> list[str]:
    """The names of the packages that *lock* brings to this machine."""
    lines = re.findall(r"^[a-z].*?(?= \\$)", text(ROOT / lock), re.MULTILINE)
    found = map(Requirement, lines)
    return [each.name for each in found if not each.marker or each.marker.evaluate()]


def licence(name: str) -> str:
    """The licence of *name*, in the names of SPDX where it can be told."""
    return READ.get(name) or said(metadata(name))


def said(of: PackageMetadata) -> str:
    """What a package says, by its expression, in short, or by its classifiers."""
    kinds = [
        kind.rpartition(" :: ")[2]
        for kind in of.get_all("Classifier") or ()
        if kind.startswith("License :: ") and "DFSG" not in kind
    ]
    ways = (*(of.get_all(field) or () for field in FIELDS), kinds)
    named = next((" AND ".join(way) for way in ways if any(way)), "")
    return SPELLED.get(named, named)


def may(named: str) -> bool:
    """Whether every licence that *named* speaks of is one we may live with."""
    return set(re.split(r" (?:AND|OR) ", named)) <= ALLOWED


def page() -> str:
    """The list as a page."""
    runs = locked(RUNS)
    develops = [name for name in locked(DEVELOPS) if name not in runs]
    return "\n".join(
        (
            "# Licences",
            "",
            "Written by `make licences` from what the packages of the lock files say.",
            "A test refuses one that is unknown, or that we may not live with.",
            "",
            "## What runs with Pandu",
            "",
            *table(runs),
            "",
            "## What its developers use",
            "",
            *table(develops),
            "",
        )
    )


def listed() -> dict[str, str]:
    """What the page says: the licence of each package."""
    return dict(re.findall(r"^\| ([a-z][\w.-]*) \| (.+) \|$", text(PAGE), re.MULTILINE))


def table(names: list[str]) -> Iterator[str]:
    """One row for each package."""
    yield "| Package | Licence |"
    yield "| --- | --- |"
    yield from (f"| {name} | {licence(name)} |" for name in names)


if __name__ == "__main__":
    print(page(), end="")
