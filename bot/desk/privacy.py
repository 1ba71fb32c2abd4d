"""What people do with their own data: carry it off, take consent back, be forgotten.

What takes time or must wait is left to a job; until an erasure is done it can be
taken back, and whoever holds an open case hears of it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.desk import access, delegation
from bot.desk.case_file import whole
from bot.desk.run import person
from bot.pipeline.acts import Acting, Performer
from bot.words import in_wib
from conversations.cases import lifecycle
from conversations.cases.cards import renewed
from conversations.cases.privacy import (
    EraseMyData,
    KeepMyData,
    LinkChats,
    Linked,
    OwnerLeaves,
    OwnerNews,
    OwnerStays,
    OwnerWithdrew,
    SendMyData,
    ShowLinkCode,
    WithdrawConsent,
)
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Option, Say
from conversations.flows.owner.own_data import REGRET_DAYS
from storage.cases import cases, history
from storage.ops import jobs
from storage.people import officers, one_time_codes

REGRET = timedelta(days=REGRET_DAYS)
WARNED = timedelta(days=1)
"""So long before it happens a person is told once more."""
SETTLE = timedelta(seconds=2)
"""Time for both chats to be told, before two people become one."""


async def send_my_data(act: Acting, effect: SendMyData) -> Iterable[Say]:
    """Everything, as an archive: gathered by a job, at most once in ten minutes."""
    del effect
    me = act.person.person_id
    ten_minutes = int(act.now.timestamp()) // 600
    payload = {"person": me, "channel": act.person.channel}
    await jobs.queue(act.tx, "export", payload, key=f"export:{me}:{ten_minutes}")
    return [Say("privacy.preparing")]


async def withdraw(act: Acting, effect: WithdrawConsent) -> Iterable[Say]:
    """Open cases end here; what is kept is erased when the rules of keeping say."""
    del effect
    if act.person.officer:
        return [Say("erase.officer")]
    await delegation.end_all(act)
    said: list[Say] = []
    codes: list[str] = []
    for case in await _open(act):
        told = await access.holders(act, case)
        state = lifecycle.after(case.state, "withdraw")
        changed = await cases.change(act.tx, case, state=state, asked="")
        news = OwnerWithdrew(case.code, case.business_name)
        for officer in told:
            await act.tell(officer.person_id, news)
        seen = await whole(act, changed)
        for each in renewed(seen, changed, person(act)):
            await act.tell(each.to, each.notice)
        codes.append(case.code)
        await _note(act, "case.withdrawn", case)
    if codes:
        said.append(Say("withdraw.cases", {"codes": codes}, joined=True))
    days = catalogue().retention["withdrawn"].days
    due = await _schedule(act, timedelta(days=days))
    return [*said, Say("withdraw.done", {"day": in_wib(due).date()})]


async def erase(act: Acting, effect: EraseMyData) -> Iterable[Say]:
    """Everything goes in some days; until then one word takes it back."""
    del effect
    if act.person.officer:
        return [Say("erase.officer")]
    due = await _schedule(act, REGRET)
    day = in_wib(due).date()
    await _tell_holders(act, partial(OwnerLeaves, day=day))
    await _note(act, "erasure.asked")
    undo = (Option("keep_data", key="action.keep_data"),)
    return [Say("erase.asked", {"day": day}, actions=undo)]


async def keep(act: Acting, effect: KeepMyData) -> Iterable[Say]:
    """Nothing is erased after all."""
    del effect
    me = act.person.person_id
    waited = await jobs.cancel(act.tx, erasure_key(me))
    await jobs.cancel(act.tx, warning_key(me))
    if not waited:
        return [Say("erase.nothing")]
    await _tell_holders(act, OwnerStays)
    await _note(act, "erasure.undone")
    return [Say("erase.undone")]


async def show_code(act: Acting, effect: ShowLinkCode) -> Iterable[Say]:
    """A code to be typed in this person's other chat."""
    del effect
    code = await one_time_codes.code(act.tx, act.person.person_id)
    return [Say("link.code", {"code": code})]


async def link(act: Acting, effect: LinkChats) -> Iterable[Say]:
    """The code of another chat: both are told, and a job makes them one."""
    me = act.person.person_id
    spent = await one_time_codes.spend_code(act.tx, me, effect.code)
    if spent.problem:
        return [Say(f"link.refused.{spent.problem}")]
    other = spent.person_id
    if other == me:
        return [Say("link.own")]
    if act.person.officer and await officers.by_person(act.tx, other):
        return [Say("link.both")]
    await act.tell(other, Linked())
    payload = {"one": other, "other": me}
    await jobs.queue(act.tx, "link", payload, run_at=act.now + SETTLE)
    return [Say("link.done")]


def erasure_key(person_id: str) -> str:
    """What names a person's erasure among the jobs."""
    return f"erasure:{person_id}"


def warning_key(person_id: str) -> str:
    """What names the word before it."""
    return f"erasure.soon:{person_id}"


async def _schedule(act: Acting, wait: timedelta) -> datetime:
    """Queue the erasure, and the word before it; the sooner of two holds."""
    me, due = act.person.person_id, act.now + wait
    asked = await jobs.due_at(act.tx, erasure_key(me))
    if asked and asked <= due:
        return asked
    for kind, key, at in (
        ("erasure", erasure_key(me), due),
        ("erasure.soon", warning_key(me), due - WARNED),
    ):
        await jobs.cancel(act.tx, key)
        payload = {"person": me, "day": in_wib(due).date().isoformat()}
        await jobs.queue(act.tx, kind, payload, run_at=at, key=key)
    return due


async def _open(act: Acting) -> list[Case]:
    found = await cases.of_person(act.tx, act.person.person_id)
    return [case for case in found if case.state in lifecycle.OPEN]


async def _tell_holders(act: Acting, news: Callable[[str, str], OwnerNews]) -> None:
    """Whoever answers for an open case of this person."""
    for case in await _open(act):
        about = news(case.code, case.business_name)
        for officer in await access.holders(act, case):
            await act.tell(officer.person_id, about)


async def _note(act: Acting, what: str, case: Case | None = None) -> None:
    case_id = case.id if case else None
    me = act.person.person_id
    await history.write(act.tx, what, case_id=case_id, person_id=me)


PERFORMERS: Mapping[type, Performer] = {
    SendMyData: send_my_data,
    WithdrawConsent: withdraw,
    EraseMyData: erase,
    KeepMyData: keep,
    ShowLinkCode: show_code,
    LinkChats: link,
}
