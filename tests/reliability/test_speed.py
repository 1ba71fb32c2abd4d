"""What was gained is not lost again: counts at each change, ratios at night.

A ratio is of one run: python-telegram-bot plays the same form on the same machine in the
same seconds. Even so a busy machine moves it, so it judges no change; `make nightly`
asks for it. `pandu bench --only turns,calls --peers ptb` shows the figures.
"""

import pytest

from bot.bench.calls import calls
from bot.bench.goals import GOALS, HELD, Goal
from bot.bench.peers.environment import PEERS, Missing
from bot.bench.report import Tables
from bot.bench.run import Run
from bot.bench.turns import turns
from bot.bench.webhooks import beside

FEW = {60: 60, 1: 6}
"""People in a lap, by how many of them write at the same moment."""


def missed(part, table) -> list[str]:
    """What is held of *part* and is not so; a figure that is not there is no pass."""
    of_part = [goal for goal in HELD if goal.part == part]
    assert of_part
    assert all(goal.found({part: table}) is not None for goal in of_part)
    return [text for goal in of_part if (text := goal.missed({part: table}))]


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/speed.db"


@pytest.fixture
def run(tmp_path, url) -> Run:
    return Run(tmp_path, {"sqlite": url}, peers=("ptb",), laps=2, crowds=FEW)


async def test_an_answer_enters_no_more_of_our_code_than_it_did(run):
    assert missed("calls", await calls(run)) == []


@pytest.mark.soak
async def test_turns_are_as_quick_beside_a_peer_as_they_were(run):
    assert missed("turns", await turns(run)) == []


@pytest.mark.soak
async def test_a_webhook_is_as_dear_beside_an_empty_one_as_it_was(tmp_path, url):
    assert missed("webhooks", await beside(tmp_path, "sqlite", url, 2)) == []


def test_every_goal_is_looked_up_where_a_part_writes_it():
    parts = {goal.part for goal in (*GOALS, *HELD)}
    assert parts == {
        *("turns", "calls", "webhooks", "latency", "growth", "start", "sentences"),
    }
    assert all((goal.least is None) != (goal.most is None) for goal in GOALS + HELD)


def test_a_peer_that_cannot_be_had_here_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match="no node here"):
        PEERS["grammy_fsync"](tmp_path)


def test_a_figure_that_is_out_of_bounds_is_noticed():
    most = Goal("calls", "a", "calls", most=10)
    least = Goal("turns", "ptb", "pandu takes", least=1.25)
    tables: Tables = {
        "calls": {"a": {"calls": 11}},
        "turns": {"ptb": {"pandu takes": 1.2}},
    }
    assert most.missed(tables) == "a, calls: 11, at most 10"
    assert least.missed(tables) == "ptb, pandu takes: 1.2, at least 1.25"
    assert most.missed({}) == ""
