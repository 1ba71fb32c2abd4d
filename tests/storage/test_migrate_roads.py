"""What stood at a stage that left a road stands where that stage led, on both databases."""

from functools import partial
from importlib import import_module

import pytest
import sqlalchemy as sa

from conversations.cases import stages
from conversations.cases.names import stage_name
from conversations.catalogue import catalogue
from storage.core.database import Database
from tests.storage.migrating import AT, put, rows, upgrade

STEP = import_module("storage.migrations.versions.0012_roads")
BEFORE = STEP.down_revision


def store(connection: sa.Connection) -> None:
    """A case and a paper for each change, and one that nothing changes."""
    insert = partial(put, connection)
    insert("people", id="p", created_at=AT)
    insert("offices", id="o", name="Dinas Contoh", short_name="Contoh", prefix="SRG")
    moved = [(road, was) for road, was, _ in STEP.STAGES]
    papers = {road: was for road, was, _ in STEP.PAPERS}
    for number, (road, stage) in enumerate([*moved, ("batikmark", "apply")], 1):
        own, since = (
            {"road": road, "stage": stage},
            {"created_at": AT, "updated_at": AT},
        )
        insert(
            "businesses", id=f"b{number}", person_id="p", office_id="o", **own, **since
        )
        insert(
            "cases",
            **own,
            **since,
            id=f"c{number}",
            office_id="o",
            number=number,
            code=f"SRG-000{number}",
            person_id="p",
            business_id=f"b{number}",
            state="accepted",
            waiting_since=AT,
        )
        stay = {"case_id": f"c{number}", "office_id": "o", "began_at": AT}
        insert("stays", id=f"over{number}", ended_at=AT, **stay, **own)
        insert("stays", id=f"open{number}", **stay, **own)
        paper = {"kind": "photo", "name": "n", "created_at": AT}
        for purpose in (papers.get(road, "apply/nib"), "apply/npwp"):
            id_ = f"{number}{purpose}"
            insert(
                "documents",
                id=id_,
                person_id="p",
                case_id=f"c{number}",
                purpose=purpose,
                **paper,
            )


@pytest.fixture
async def moved(empty_database_url, ring):
    """What the tables say of stages and papers after the step."""
    database = Database(empty_database_url, ring)

    def through(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
        upgrade(connection, BEFORE)
        store(connection)
        upgrade(connection, STEP.revision)
        ask = {
            "cases": "SELECT road, stage FROM cases ORDER BY number",
            "businesses": "SELECT road, stage FROM businesses ORDER BY id",
            "open": "SELECT road, stage FROM stays WHERE ended_at IS NULL ORDER BY id",
            "over": "SELECT road, stage FROM stays WHERE ended_at IS NOT NULL ORDER BY id",
            "papers": "SELECT purpose FROM documents ORDER BY id",
        }
        return {name: rows(connection, each) for name, each in ask.items()}

    found = await database.write(lambda tx: tx.conn.run_sync(through))
    await database.close()
    return found


async def test_cases_and_open_stays_move_and_what_is_over_stays_as_it_was(moved):
    now = [(road, now) for road, _, now in STEP.STAGES] + [("batikmark", "apply")]
    was = [(road, was) for road, was, _ in STEP.STAGES] + [("batikmark", "apply")]
    assert moved["cases"] == moved["businesses"] == moved["open"] == now
    assert moved["over"] == was


async def test_papers_that_were_sent_are_found_under_their_new_names(moved):
    found = {purpose for (purpose,) in moved["papers"]}
    assert found >= {now for _, _, now in STEP.PAPERS} | {"apply/npwp"}
    assert not found & {was for _, was, _ in STEP.PAPERS}


def test_the_catalogue_knows_every_stage_that_left_and_its_name():
    retired = {
        (road.id, each.id, each.now)
        for road in catalogue().roads.values()
        for each in road.retired
    }
    assert retired == set(STEP.STAGES)
    for road, was, _ in STEP.STAGES:
        assert stage_name(road, was).label


def test_every_new_name_of_a_paper_is_one_that_the_road_asks_for():
    for road, _, now in STEP.PAPERS:
        whole = catalogue().roads[road].stages
        assert now in {paper.id for stage in whole for paper in stages.named(stage)}
