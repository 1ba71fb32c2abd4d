"""Announcements for their pages: what became of each, and how a new one would be."""

from collections.abc import Iterable, Mapping

from bot import words
from bot.desk.announcements import reach
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk import announcements as page
from bot.web.desk.announcements import (
    ComposePage,
    ComposeQuery,
    Looked,
    Missed,
    OnePage,
    OneQuery,
    OutgoingPage,
    OutgoingQuery,
    Row,
)
from bot.web.desk.case import Choice
from bot.web.desk.cases import Narrowing
from bot.web_backend.desk import cases
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, masking, rights
from conversations.cases import announcements as rules
from conversations.cases.decision import Denied
from conversations.cases.lifecycle import LEADERS
from conversations.cases.names import place, road_name, stage_name
from conversations.cases.queue import short
from conversations.cases.records import Announcement, Audience
from conversations.cases.trail import OF_OFFICE
from conversations.cases.undelivered import why
from conversations.engine.effects import Fact, Say
from conversations.engine.values import Answers
from conversations.flows.officer.announce import SECTOR, TEXT
from storage.core.ids import made_at
from storage.outreach import announcements, recipients
from storage.outreach import audience as audiences
from storage.people import officers, offices

MOST = 20
"""So many stand on a page."""
NAMED = 50
"""So many of those whom one did not reach."""
MISSED = ("failed", "refused", "uncertain")
STATES = (
    *("waiting", "queued", "sent", "delivered", "read"),
    *("failed", "refused", "uncertain", "stopped"),
)
QUOTED = 120


async def read(act: Acting, query: OutgoingQuery) -> OutgoingPage:
    """Those of the office, for who leads and who audits."""
    me = access.officer(person(act), *OF_OFFICE)
    found = await announcements.of_office(
        act.tx, act.office, limit=MOST + 1, before=query.before
    )
    shown = found[:MOST]
    older = shown[-1].id if len(found) > MOST else ""
    seen = OutgoingPage(await _rows(act, shown), older, me.role in LEADERS)
    return masking.read_by(me, seen)


async def read_one(act: Acting, query: OneQuery) -> OnePage:
    """One of them, and whom it did not reach; an auditor reads no whole name."""
    me = access.officer(person(act), *OF_OFFICE)
    found = await announcements.find(act.tx, query.announcement)
    if found is None or found.office_id != me.office_id:
        raise Denied("announce.unknown")
    states = await recipients.counts(act.tx, found.id)
    lost = await recipients.listed(
        act.tx, found.id, MISSED, limit=NAMED + 1, after=query.after
    )
    (row,) = await _rows(act, [found], whole=True)
    language = act.voice.language
    seen = OnePage(
        row,
        tuple((_state(language, s), states[s]) for s in STATES if states.get(s)),
        tuple(_missed(language, *each[1:]) for each in lost[:NAMED]),
        lost[NAMED - 1][0] if len(lost) > NAMED else "",
    )
    return masking.read_by(me, seen)


async def read_compose(act: Acting, query: ComposeQuery) -> ComposePage:
    """What can be chosen; and as the chat previews it, how this would be."""
    rights.ask(rules.Announce, person(act))
    narrowings = tuple(_narrowings(act.voice.language, query.chosen))
    if not query.text:
        return ComposePage(narrowings, TEXT.most)
    office = await offices.by_id(act.tx, act.office)
    whom = rules.audience(office.id, page.audience(query.chosen))
    found = await reach(act.tx, whom)
    language = act.voice.language
    text = {"text": query.text, "office": office.short_name}
    looked = Looked(
        found.count,
        tuple(_channels(language, await audiences.by_channel(act.tx, whom))),
        found.samples,
        found.outside,
        found.silent,
        words.show(language, rules.told_when(query.at, act.now)),
        words.text(language, "announcement.body", text),
    )
    return ComposePage(narrowings, TEXT.most, looked)


async def _rows(
    act: Acting, found: list[Announcement], *, whole: bool = False
) -> tuple[Row, ...]:
    """Each in words, with what became of it so far."""
    ids = [each.id for each in found]
    states = await recipients.counts_of(act.tx, ids)
    names = await officers.names(act.tx, [each.author_id for each in found])
    return tuple(
        Row(
            each.id,
            each.text if whole else short(each.text, QUOTED),
            names.get(each.author_id, ""),
            _whom(act.voice.language, each.whom),
            words.moment(act.voice.language, each.starts_at or made_at(each.id)),
            *_stands(act, each, states[each.id]),
            each.state == "sending",
        )
        for each in found
    )


def _stands(
    act: Acting, one: Announcement, states: Mapping[str, int]
) -> tuple[str, str, str]:
    """The state of one, as it is called, and what became of it in a line."""
    language, begun = act.voice.language, rules.begun(one, act.now)
    state = one.state if begun or one.state != "sending" else "scheduled"
    told = rules.numbers(one, states)
    values = {"count": told.count, "sent": told.sent, "failed": told.failed}
    label = words.text(language, f"web.desk.outgoing.as.{state}")
    said = Say("web.desk.outgoing.numbers", values)
    return state, label, words.show(language, said) if begun else ""


def _whom(language: str, whom: Audience | None) -> str:
    """By what it was narrowed, in words."""
    if whom is None:
        return ""
    sectors = {each.value: each.label for each in SECTOR.options(Answers())}
    road = whom.road[0] if whom.road else ""
    named = (
        *(place(each) for each in whom.kecamatan),
        *(sectors.get(each, each) for each in whom.sector),
        *(road_name(each) for each in whom.road),
        *(stage_name(road, each) for each in whom.stage),
    )
    said = ", ".join(words.show(language, each) for each in named if each)
    return said or words.text(language, "announce.whom.all")


def _state(language: str, state: str) -> str:
    return words.text(language, f"web.desk.outgoing.each.{state}")


def _missed(language: str, owner: str, channel: str, state: str, reason: str) -> Missed:
    told = why(reason) if reason else Fact(key="web.desk.outgoing.left")
    return Missed(
        owner or words.text(language, "desk.someone"),
        words.text(language, f"channel.{channel}") if channel else "",
        _state(language, state),
        words.label(language, told),
    )


def _channels(language: str, found: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    for name, count in sorted(found.items()):
        yield words.text(language, f"channel.{name}"), count


def _narrowings(language: str, chosen: Mapping[str, str]) -> Iterable[Narrowing]:
    """By what the audience can be narrowed: each of it, and all together."""
    sectors = SECTOR.options(Answers())
    groups: dict[str, cases.Groups] = {
        "kecamatan": cases.kecamatan(),
        "sektor": [("", tuple(Choice(each.value, each.label) for each in sectors))],
        "jalur": cases.stages(language),
    }
    for name, among in groups.items():
        label = words.text(language, f"web.desk.outgoing.by.{name}")
        yield Narrowing(name, label, chosen.get(name, ""), tuple(among))


PAGES: Pages = {
    OutgoingQuery: Page(read),
    OneQuery: Page(read_one),
    ComposeQuery: Page(read_compose),
}
