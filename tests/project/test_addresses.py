"""Nothing here says where a registry is, or where a developer's files are."""

import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files, text, write

REGISTRY = re.compile(
    r"(?<!emit-)(?:index|registry|trusted)[-_](?:url|host)\b|find-links|\"resolved\":"
    r"|https?://[^\s\"')>]*(?:/simple\b|\.whl\b)"
    r"|(?:py|test\.py)pi\.(?:org|python)|python[h]osted|registry\.npm|npm[m]irror"
)
# A person's home or a build's scratch folder; `[ ]` keeps this from finding itself.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:home|Users)/\w|(?<![\w.~-])/(?:root|work|tmp)/\w|[A-Z]:\\Users\\"
)
LOCKS = tuple(sorted(path.name for path in ROOT.glob("requirements*.txt")))
LOCKED = re.compile(
    r"[a-z0-9._-]+==[\w.+!]+(?: ; [\w .*<>=!'\"()]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
)


def problems(root: Path) -> list[str]:
    """Each address under *root* that is nobody's business."""
    own = {
        re.escape(str(place)) for place in (ROOT, Path.home()) if len(place.parts) > 2
    }
    patterns = (REGISTRY, MACHINE, *map(re.compile, own))
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()[:60]}"
        for path in files(root)
        if not path.name.endswith("test_addresses.py")
        for number, line in enumerate(text(path).splitlines(), 1)
        if any(pattern.search(line) for pattern in patterns)
    ]


def test_no_file_names_a_registry_or_a_place_on_a_developers_machine():
    assert problems(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pypi.example/simple",
        "pip install -f find-links",
        "see https://example.org/wheels/x-1.0-py3-none-any.whl",
        '"resolved": "https://mirror.example/x"',
        'open("/home/someone/pandu/x")',
        "cd /root/pandu",
        f"cd {ROOT}",
    ],
)
def test_an_address_is_noticed(tmp_path, line):
    write(tmp_path, "docs/x.md", f"# x\n{line}\n")
    assert len(problems(tmp_path)) == 1


@pytest.mark.parametrize(
    "line", ["https://api.telegram.org", "GET /chat", "--no-emit-index-url", "~/tmp/x"]
)
def test_an_address_everyone_may_know_is_left_alone(tmp_path, line):
    write(tmp_path, "docs/x.md", line)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_alone(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LOCKED.fullmatch(line)] == []


@pytest.mark.parametrize(
    "line", ["aiohttp", "x @ https://example.org/x.whl", "-e .", "aiohttp==3.14.5"]
)
def test_a_line_without_its_hash_is_noticed(line):
    assert not LOCKED.fullmatch(line)
