"""Each case is a topic of the group, however the platform and its people behave."""

import random
import shutil

import pytest

from bot.channels.base import Incoming
from bot.pipeline import groups
from conversations.cases.cards import CaseChanged
from conversations.cases.cards import card as card_of
from conversations.engine.events import Unblocked
from storage.cases import businesses, cases, topics
from storage.messages import inbox
from storage.people import offices
from storage.privacy import erasure
from tests.bot.group_stage import GROUP, a_group
from tests.storage.builders import an_officer
from tests.transactions import reading, writing

CASES = 8


@pytest.fixture
async def group(empty_world, tmp_path):
    path = shutil.copy(empty_world, tmp_path / "group.db")
    async with a_group(f"sqlite:///{path}", tmp_path / "files", CASES) as made:
        yield made


async def test_a_topic_begins_with_its_card_and_lives_as_the_case_does(group):
    await group.changes(0)
    await group.settle()
    topic, (card,) = group.topic(0)
    assert (topic.name, topic.icon) == ("SRG-0001 · Batik Contoh · Kramatwatu", "❗")
    assert "SRG-0001" in card
    await group.changes(0, state="taken", holder_id=group.officer.id)
    await group.asks(0, "Kapan petugas datang?")
    await group.settle()
    topic, (card, asked) = group.topic(0)
    assert topic.icon == "👀"
    assert "Ditangani Petugas Contoh" in card
    assert "Kapan petugas datang?" in asked
    await group.changes(0, state="closed", ending="finished")
    await group.passes(10)
    assert (topic.icon, topic.closed) == ("🏆", True)
    await group.changes(0, state="taken", ending="")
    await group.passes(10)
    assert (topic.icon, topic.closed) == ("👀", False)
    assert len(group.topic(0)[1]) == 2
    async with writing(group.stage.database) as tx:
        business = group.cases[0].business_id
        await businesses.change(tx, business, name="Batik Lain")
        await topics.renamed(tx, business)
    await group.passes(5)
    assert group.topic(0)[0].name == "SRG-0001 · Batik Lain · Kramatwatu"


async def test_a_minute_of_120_events_is_20_calls_and_nothing_is_lost(group):
    await group.happens(*((number, {}) for number in range(CASES)))
    await group.passes(120, step=20)
    before = len(group.calls())
    chance, asked = random.Random(12), []
    states = ("taken", "sent_back", "accepted")
    for tick in range(20):
        events = []
        for of, state in enumerate(states):
            asked.append((chance.randrange(CASES), f"pertanyaan {tick}-{of}."))
            new = {"state": state, "holder_id": group.officer.id}
            events += [asked[-1], (chance.randrange(CASES), new)]
        await group.happens(*events)
        await group.passes(3, step=3)
    await group.passes(90)
    at = group.calls()[before:]
    for start in at:
        assert sum(start <= each < start + 60 for each in at) <= 20
    assert not any(call.outcome == "429" for call in group.fake.calls)
    assert not any(await group.kept())
    for number, words in asked:
        assert words in "".join(group.topic(number)[1])
    async with reading(group.stage.database) as tx:
        now = [await cases.by_id(tx, each.id) for each in group.cases]
    for number, case in enumerate(now):
        card = group.topic(number)[1][0]
        (shown,) = groups.bubbles(card_of(CaseChanged, case))
        assert card.startswith(shown.plain)


async def test_what_owners_say_goes_ahead_of_cards_but_not_of_what_waits_long(group):
    await group.happens(*((number, {}) for number in range(CASES)))
    await group.passes(120, step=20)
    before = len(group.calls())
    for number in range(CASES - 2):
        await group.changes(number, state="taken", holder_id=group.officer.id)
    group.hand.seconds += 40
    await group.changes(CASES - 1, state="taken", holder_id=group.officer.id)
    await group.asks(CASES - 2, "Halo?")
    await group.passes(60, step=5)
    made = [call.method for call in group.fake.calls if call.chat == str(GROUP)]
    methods = [each for each in made if not each.startswith("get")][before:]
    assert methods[: CASES - 2] == ["editMessageText"] * (CASES - 2)
    assert methods[CASES - 2] == "sendMessage"


async def test_two_groups_have_a_minute_each_and_nothing_of_each_other(group):
    other = await group.beside(CASES)
    for each in (group, other):
        await each.happens(*((number, {}) for number in range(CASES)))
        await each.asks(0, f"Kapan ke {each.prefix}?")
    await group.passes(90, step=15)
    for each in (group, other):
        at = each.calls()
        assert len([call for call in at if call < at[0] + 60]) == 2 * CASES + 1
        assert not any(await each.kept())
        assert len(each.forum.topics) == CASES
        assert all(each.prefix in topic.name for topic in each.forum.topics.values())
        said = [message["text"] for message in group.fake.to(each.chat)]
        assert sum("Kapan ke" in text for text in said) == 1


async def test_whoever_leads_the_office_hears_what_its_group_is_short_of(group):
    other = await group.beside(1)
    async with writing(group.stage.database) as tx:
        head = await an_officer(tx, 7, "contoh", "coordinator")
        await an_officer(tx, 8, "serang", "coordinator")

    async def heard():
        async with reading(group.stage.database) as tx:
            told = await inbox.open_of(tx, [head.person_id])
        return [each.event["event"]["values"]["lacks"] for each in told[head.person_id]]

    other.forum.rights = None
    await group.desk.look()
    assert await heard() == ["no_admin"]
    group.hand.seconds += 130
    await group.desk.look()
    assert await heard() == ["no_admin"], "said once"
    other.forum.rights, other.forum.forum = ("topics", "delete"), False
    group.hand.seconds += 130
    await group.desk.look()
    other.forum.forum = True
    group.hand.seconds += 130
    await group.desk.look()
    group.fake.fail("forbidden", method="getChat", times=2)
    group.hand.seconds += 3700
    await group.desk.look()
    assert await heard() == ["no_admin", "no_forum", "", "unreachable"]


async def test_a_group_that_became_another_unheard_goes_on_under_its_new_id(group):
    new = group.fake.forum(-100999)
    group.fake.fail("migrate", method="getChat", to=-100999)
    await group.changes(0)
    await group.passes(10)
    assert [topic.name for topic in new.topics.values()] == [
        "SRG-0001 · Batik Contoh · Kramatwatu"
    ]
    async with reading(group.stage.database) as tx:
        (ours,) = await offices.every(tx)
    assert ours.group_chat == "-100999"


async def test_a_topic_that_was_deleted_is_made_again_with_its_card(group):
    await group.changes(0)
    await group.settle()
    group.fake.delete_topic(GROUP, *group.forum.topics)
    await group.asks(0, "Masih di sana?")
    await group.settle()
    assert [("SRG-0001" in each) for each in group.topic(0)[1]] == [True, True]
    assert "Masih di sana?" in group.topic(0)[1][1]


async def test_a_card_that_was_deleted_is_sent_again(group):
    await group.changes(0)
    await group.settle()
    [key] = [k for k in group.fake.messages if k[0] == str(GROUP)]
    del group.fake.messages[key]
    await group.changes(0, state="taken", holder_id=group.officer.id)
    await group.settle()
    [card] = group.topic(0)[1]
    assert "Ditangani Petugas Contoh" in card


async def test_two_workers_make_one_topic(group):
    await group.changes(0)
    other = group.a_desk()
    for _ in range(3):
        await group.desk.look()
        await other.look()
    await group.settle()
    await other.look()
    assert len(group.fake.made("createForumTopic")) == 1


async def test_who_knows_how_a_call_ended_makes_one_orphan_and_says_so(group):
    group.fake.fail("reset_after", method="createForumTopic")
    await group.changes(0)
    await group.passes(10)
    first, second = sorted(group.forum.topics)
    said = [m["text"] for m in group.fake.to(GROUP)]
    threads = {m["message_thread_id"] for m in group.fake.to(GROUP)}
    assert threads == {str(second)}, first
    assert "hapus saja yang kosong" in said[-1]


async def test_without_the_right_to_topics_the_card_stands_in_the_group(group):
    group.forum.rights = ()
    await group.changes(0)
    await group.settle()
    await group.changes(0, state="taken", holder_id=group.officer.id)
    await group.settle()
    [message] = group.fake.to(GROUP)
    assert "message_thread_id" not in message
    assert "Ditangani Petugas Contoh" in message["text"]
    assert not group.fake.made("createForumTopic")


async def test_a_flood_pauses_the_group_and_loses_nothing(group):
    group.fake.fail("flood", method="createForumTopic", seconds=35, times=2)
    await group.changes(0)
    await group.asks(0, "Halo?")
    await group.passes(80)
    assert "Halo?" in group.topic(0)[1][1]
    assert len(group.forum.topics) == 1


async def test_who_is_forgotten_leaves_no_topic(group):
    await group.changes(0)
    await group.asks(0, "Rahasia saya")
    await group.settle()
    async with writing(group.stage.database) as tx:
        await erasure.erase(tx, group.cases[0].person_id)
    await group.settle()
    assert not group.forum.topics
    assert not group.fake.to(GROUP)


async def test_who_is_let_into_the_group_again_goes_on_where_it_ended(group):
    await group.changes(0)
    group.fake.fail("forbidden", method="createForumTopic")
    await group.passes(5)
    await group.asks(0, "Masih ada?")
    await group.passes(20)
    assert not group.fake.to(GROUP)
    async with writing(group.stage.database) as tx:
        [known] = await topics.groups(tx)
        back = Incoming("1", str(GROUP), Unblocked(), group=True)
        at = group.stage.far.name, group.stage.far.account
        await groups.note(tx, [(*at, back)], [known.person_id])
    await group.passes(20)
    assert "Masih ada?" in "".join(group.topic(0)[1])
