"""A floor of coverage fails a room below it, and asks to be raised with it."""

import pytest

from tests.project.floors import problems, reached


def test_a_room_counts_all_its_lines_and_branches():
    summary = {
        "covered_lines": 6,
        "covered_branches": 2,
        "num_statements": 8,
        "num_branches": 2,
    }
    empty = dict.fromkeys(summary, 0)
    files = {
        "conversations/engine/a.py": summary,
        "conversations/engine/questions/b.py": {**summary, "covered_lines": 8},
        "conversations/__init__.py": empty,
    }
    report = {"files": {file: {"summary": of} for file, of in files.items()}}
    assert reached(report) == {"engine": 90}


@pytest.mark.parametrize(
    ("percent", "floor", "said"),
    [
        (96.4, 96.5, "engine: 96.40, and its floor is 96.5"),
        (97.5, 96.5, "engine: 97.50; its floor of 96.5 can go up"),
    ],
)
def test_a_room_that_left_its_floor_is_noticed(percent, floor, said):
    assert list(problems({"engine": percent}, {"engine": floor})) == [said]


def test_a_room_at_its_floor_is_left_alone():
    assert list(problems({"engine": 96.9}, {"engine": 96.5})) == []


def test_a_room_without_a_floor_is_noticed_and_a_floor_without_a_room():
    found = problems({"views": 99.0}, {"gone": 90})
    assert [each.partition(":")[0] for each in found] == ["gone", "views"]
