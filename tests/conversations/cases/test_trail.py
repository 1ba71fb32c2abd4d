"""Who sees which history, decided without a database."""

import ast
from itertools import chain
from pathlib import Path

import pytest

from conversations.cases.decision import Denied
from conversations.cases.trail import ACTS, KNOWN, ShowTrail, Trace, Trail, show
from tests.conversations.cases.files import NOW, case, person

ROOT = Path(__file__).parents[3]
ROOMS = ("conversations/cases", "bot", "storage")
ROWS = (
    Trace(9, NOW, "case.taken", "SRG-0001", "Petugas Contoh"),
    Trace(7, NOW, "officer.role", "", "Petugas Contoh", {"role": "auditor"}),
    Trace(5, NOW, "case.opened", "SRG-0001"),
)
OF_CASE = Trail(ROWS, "SRG-0001", case(), more=True)
OTHERS = Trail(ROWS, "LAN-0001", case(office_id="lain"))


@pytest.mark.parametrize(
    ("act", "seen", "role", "said"),
    [
        (ShowTrail("SRG-0001"), OF_CASE, "officer", "staff.trail_case"),
        (ShowTrail("SRG-0001"), OF_CASE, "auditor", "staff.trail_case"),
        (ShowTrail("SRG-0001"), Trail((), "SRG-0001", case()), "admin", "trail.none"),
        (ShowTrail("LAN-0001"), OTHERS, "admin", "desk.other_office"),
        (ShowTrail("SRG-0099"), Trail((), "SRG-0099"), "admin", "desk.unknown_case"),
        (ShowTrail(), Trail(ROWS), "coordinator", "staff.trail_office"),
        (ShowTrail(), Trail(ROWS), "auditor", "staff.trail_office"),
        (ShowTrail(), Trail(ROWS), "officer", "desk.not_allowed"),
        (ShowTrail(), Trail(ROWS), "", "desk.not_allowed"),
    ],
)
def test_who_sees_which_history(act, seen, role, said):
    try:
        (shown,) = show(act, seen, person(works_as=role)).reply
    except Denied as denied:
        shown = denied.said
    assert shown.key == said


def test_what_is_older_is_one_tap_away():
    (said,) = show(ShowTrail("SRG-0001"), OF_CASE, person(works_as="officer")).reply
    assert [each.value for each in said.actions] == ["trail:SRG-0001/5"]
    of_one = Trail(ROWS, more=True)
    act = ShowTrail(officer="rina")
    (said,) = show(act, of_one, person(works_as="admin")).reply
    assert [each.value for each in said.actions] == ["trail_of:rina/5"]


def test_an_act_without_words_is_something_else():
    assert ROWS[0].act in KNOWN
    assert Trace(1, NOW, "case.unheard_of").what.key == "trail.other"
    assert ROWS[1].role.key == "desk.role.auditor"


def test_every_kind_of_row_that_is_written_has_words():
    """Also where a module writes `kind.{what}` and is told what by its callers."""
    unknown = set()
    for path in chain(*(ROOT.glob(f"{room}/**/*.py") for room in ROOMS)):
        nodes = ast.walk(ast.parse(path.read_text()))
        calls = [each for each in nodes if isinstance(each, ast.Call)]
        acts = [call.args[0] for call in calls if _is(call, "Log") and call.args]
        acts += [call.args[1] for call in calls if _is(call, "write") and call.args[1:]]
        written = {str(each.value) for each in acts if isinstance(each, ast.Constant)}
        made = {ast.unparse(e)[2:-1] for e in acts if isinstance(e, ast.JoinedStr)}
        kinds = {each.split(".")[0] for each in made}
        told = {
            str(call.args[0].value)
            for call in calls
            if _is(call, "_log") and isinstance(call.args[0], ast.Constant)
        }
        written |= {f"{kind}.{what}" for kind in kinds for what in told}
        unknown |= {each for each in written if "." in each} - KNOWN
        unknown |= kinds - {*ACTS}
    assert unknown == set()


def _is(call: ast.Call, name: str) -> bool:
    return ast.unparse(call.func).split(".")[-1] == name
