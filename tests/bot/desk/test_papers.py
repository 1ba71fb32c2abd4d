"""Papers on their way between owner and officer, and a case from stage to stage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import words
from conversations.cases.records import Document
from conversations.engine.events import Pressed, Sent
from storage.cases import cases, documents, notes, stage_log
from storage.core.ids import new_id
from tests import history
from tests.bot.phones import OFFICE
from tests.transactions import reading, writing

CODE = "SRG-0001"
FORM, MARK = f"{CODE}/apply/formulir-batikmark", f"{CODE}/apply/nib"


async def guided(town, road="batikmark"):
    """A case that was accepted, and its two people."""
    petugas = await town.hire("petugas")
    owner = await town.apply(road=road)
    await town.happen("petugas", Pressed(f"take:{CODE}"))
    await town.happen("petugas", Pressed(f"accept:{CODE}"))
    return owner, petugas


async def the_case(town):
    async with reading(town.database) as tx:
        return await cases.by_code(tx, CODE)


async def acts(town):
    async with reading(town.database) as tx:
        found = await cases.by_code(tx, CODE)
        return await history.acts(tx, case_id=found.id)


async def states(town):
    async with reading(town.database) as tx:
        found = await cases.by_code(tx, CODE)
        sent = await documents.of_case(tx, found.id)
    stand = [one for one in sent if one.purpose and one.state != "orphan"]
    return {
        name: [one.state for one in stand if one.purpose == name]
        for name in sorted({one.purpose for one in stand})
    }


async def files(town, name, count=1, kind="photo", mark="", **values):
    """Files of one message, as they are after they were fetched and checked."""
    person = await town.person(name)
    ids = tuple(new_id() for _ in range(count))
    async with writing(town.database) as tx:
        for id_ in ids:
            await documents.add(tx, Document(id_, person, mark or kind, f"{id_}.bin"))
    return await town.happen(name, Sent(kind, ids, values=values))


async def past(tx, case, length, ending="finished"):
    """A case like this one, which took so long for its first stage, and ended so."""
    other = await cases.open_case(
        tx, OFFICE, case.person_id, case.business_id, case.road, stage=case.stage
    )
    await stage_log.begin(tx, other)
    await stage_log.end(replace(tx, now=tx.now + length), other, finished=True)
    await cases.change(tx, other, state="closed", ending=ending)


async def test_a_paper_reaches_its_officer_with_all_its_files(town):
    owner, petugas = await guided(town)
    petugas.news()
    await town.happen("owner", Pressed(f"send:{FORM}"))
    await files(town, "owner", 3)
    assert owner.told("paper.taken")
    assert await states(town) == {"apply/formulir-batikmark": ["kept"] * 3}
    news = petugas.news()
    assert news.count("Berkas dari pemilik") == 2, "the last is shown with the buttons"
    assert petugas.screen[-1].file
    assert petugas.button("pass") == f"pass:{FORM}"
    assert "case.paper_sent" in await acts(town)


async def test_the_next_paper_is_asked_until_none_is_left(town):
    owner, _ = await guided(town)
    await town.say("owner", "sampai mana?")
    await town.happen("owner", Pressed(f"send:{FORM}"))
    for kind in ("document", "photo", "voice", "photo"):
        await files(town, "owner", kind=kind)
    assert owner.told("paper.taken_all")
    assert len(await states(town)) == 4


async def test_what_is_skipped_is_still_to_come(town):
    owner, _ = await guided(town)
    await town.happen("owner", Pressed(f"send:{CODE}/apply/contoh-label-merek"))
    await town.say("owner", "lewati")
    await files(town, "owner")
    assert owner.told("paper.taken_left")
    assert "contoh label merek" in owner.last.text
    assert list(await states(town)) == ["apply/nib"]


async def test_a_flawed_photo_is_asked_for_once_more_and_then_taken(town):
    owner, petugas = await guided(town)
    petugas.news()
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await files(town, "owner", flaws=["blurred", "dark"])
    assert owner.told("photo.dark.ask")
    assert petugas.news() == ""
    await files(town, "owner", flaws=["blurred"])
    assert await states(town) == {"apply/nib": ["kept"]}


@pytest.mark.parametrize("mark", documents.MARKS)
async def test_an_officer_is_told_what_nobody_looked_into(town, mark):
    _, petugas = await guided(town)
    await town.happen("owner", Pressed(f"send:{MARK}"))
    petugas.news()
    await files(town, "owner", kind="document", mark=mark)
    warning = words.text("id", f"file.{mark}").replace("*", "")
    assert warning in petugas.news().replace("*", "")
    await town.happen("petugas", Pressed(f"papers:{MARK}"))
    assert warning in petugas.news().replace("*", "")


async def test_a_flawed_photo_is_taken_as_it_is_when_the_owner_says_so(town):
    await guided(town)
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await files(town, "owner", flaws=["small"])
    await town.say("owner", "Pakai foto ini")
    assert await states(town) == {"apply/nib": ["kept"]}


async def test_a_paper_sent_back_says_why_and_what_comes_again_stands_alone(town):
    owner, _ = await guided(town)
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await files(town, "owner")
    owner.news()
    await town.happen("petugas", Pressed(f"redo:{MARK}"))
    await town.say("petugas", "nomornya belum terbaca")
    assert "nomornya belum terbaca" in owner.news()
    assert await states(town) == {"apply/nib": ["sent_back"]}
    await town.say("owner", "sampai mana?")
    assert "nomornya belum terbaca" in owner.news()
    await files(town, "owner")
    assert await states(town) == {"apply/nib": ["kept"]}
    async with reading(town.database) as tx:
        case = await cases.by_code(tx, CODE)
        assert len(await documents.of_case(tx, case.id)) == 3
        said = await notes.of_case(tx, case.id, internal=False)
    assert [note.kind for note in said] == ["reason"]


async def test_an_accepted_paper_is_asked_for_no_more(town):
    owner, petugas = await guided(town)
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await files(town, "owner")
    await town.happen("petugas", Pressed(f"pass:{MARK}"))
    assert owner.told("owner.paper_next")
    await town.happen("owner", Pressed(f"send:{MARK}"))
    assert owner.told("paper.problem.enough")
    await town.happen("petugas", Pressed(f"pass:{MARK}"))
    assert petugas.told("desk.paper_decided")
    assert (await acts(town)).count("case.paper_accepted") == 1


async def test_only_the_holder_or_a_leader_decides_and_moves(town):
    await guided(town)
    await town.hire("rekan")
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await files(town, "owner")
    for press in (f"pass:{MARK}", f"papers:{CODE}", f"onward:{CODE}/apply"):
        await town.happen("rekan", Pressed(press))
        assert town.phone("rekan").told("desk.not_holder")
    await town.happen("owner", Pressed(f"pass:{MARK}"))
    assert await states(town) == {"apply/nib": ["kept"]}
    assert (await the_case(town)).stage == "apply"
    await town.hire("kepala", role="coordinator")
    await town.happen("kepala", Pressed(f"pass:{MARK}"))
    assert await states(town) == {"apply/nib": ["accepted"]}


async def test_nobody_sends_a_paper_for_the_case_of_another(town):
    await guided(town)
    stranger = await town.apply("stranger", 2)
    await town.happen("stranger", Pressed(f"send:{MARK}"))
    assert stranger.told("paper.problem.unknown")
    assert await states(town) == {}


async def test_a_stage_is_moved_once_by_a_button_however_often_it_is_pressed(town):
    owner, petugas = await guided(town)
    for _ in range(2):
        await town.happen("petugas", Pressed(f"onward:{CODE}/apply"))
    assert petugas.told("desk.moved_already")
    assert (await the_case(town)).stage == "check"
    assert owner.told("owner.moved.onward")
    await town.happen("petugas", Pressed(f"backward:{CODE}/check"))
    assert (await the_case(town)).stage == "apply"
    assert owner.told("owner.moved.backward")
    await town.happen("petugas", Pressed(f"backward:{CODE}/apply"))
    assert petugas.told("desk.no_step")
    assert (await acts(town))[-2:] == ["case.onward", "case.backward"]


async def test_a_stage_that_is_over_is_told_with_the_ladder_in_one_bubble(town):
    owner, _ = await guided(town)
    await town.happen("petugas", Pressed(f"onward:{CODE}/apply"))
    news = owner.screen[-1]
    assert "maju ke tahap 2 dari 6" in news.text
    assert news.file
    await town.happen("petugas", Pressed(f"backward:{CODE}/check"))
    assert not owner.screen[-1].file


async def test_at_its_last_stage_a_case_is_closed_and_takes_no_paper_more(town):
    owner, petugas = await guided(town)
    for stage in ("apply", "check", "pay", "sampling", "test"):
        await town.happen("petugas", Pressed(f"onward:{CODE}/{stage}"))
    await town.happen("petugas", Pressed(f"close:{CODE}/certificate"))
    await town.say("petugas", "Selesai", "lewati")
    assert (await the_case(town)).outcome == "closed"
    assert owner.told("owner.moved.close")
    assert owner.screen[-4].file
    assert owner.told("roads.after")
    assert owner.told("next_road.offer")
    await town.happen("owner", Pressed(f"send:{MARK}"))
    assert owner.told("paper.problem.late")
    await town.happen("petugas", Pressed(f"onward:{CODE}/certificate"))
    assert petugas.told("desk.not_possible")


async def test_what_was_asked_about_a_stage_that_is_over_is_let_go(town):
    owner, petugas = await guided(town)
    await town.happen("owner", Pressed(f"send:{MARK}"))
    await town.happen("petugas", Pressed(f"onward:{CODE}/apply"))
    await files(town, "owner")
    assert owner.told("purpose.for.ask"), "kept, and asked what it is for"
    assert await states(town) == {}
    await town.happen("owner", Pressed(f"send:{MARK}"))
    assert owner.told("paper.problem.late")
    await town.happen("petugas", Pressed(f"papers:{MARK}"))
    assert petugas.told("desk.paper_gone")


async def test_the_ladder_tells_how_long_it_took_others_from_three_on(town):
    owner, _ = await guided(town)
    # A stage with few papers has room for it beside what is to be done.
    for stage in ("apply", "check"):
        await town.happen("petugas", Pressed(f"onward:{CODE}/{stage}"))
    await town.say("owner", "sampai mana?")
    assert owner.told("ladder.told")
    assert not owner.told("ladder.ours")
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, CODE)
        for days in (2, 4, 30):
            await past(tx, case, timedelta(days=days))
    await town.say("owner", "sampai mana?")
    assert owner.told("ladder.ours")
    assert "4 hari" in owner.screen[-1].text


async def test_what_was_given_up_or_tried_out_tells_no_durations(town):
    await guided(town)
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, CODE)
        for ending in ("trial", "stopped", "duplicate", "finished"):
            await past(tx, case, timedelta(days=1), ending)
        took = await stage_log.lengths(tx, OFFICE, "batikmark")
    assert took == {"apply": [timedelta(days=1)]}


async def test_a_stage_done_twice_is_one_case_and_its_time_is_added(town):
    await guided(town)
    for press in ("onward", "backward", "onward"):
        stage = (await the_case(town)).stage
        await town.happen("petugas", Pressed(f"{press}:{CODE}/{stage}"))
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, CODE)
        assert case
        assert await stage_log.lengths(tx, OFFICE, "batikmark") == {}
        await cases.change(tx, case, state="closed", ending="finished")
        took = await stage_log.lengths(tx, OFFICE, "batikmark")
        assert {stage: len(cases) for stage, cases in took.items()} == {"apply": 1}
        assert set(await stage_log.finished(tx, case.id)) == {"apply"}
