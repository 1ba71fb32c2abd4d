"""A case is asked back from a new chat: weighed, objected to, settled.

Where nothing speaks against it, it comes about by itself after the old chat and the
officers had time to object; at the least doubt an officer decides. Who asked for a
case that does not exist hears and waits exactly what everybody else does.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.desk import access
from bot.pipeline.acts import Act, Performer
from conversations.cases import duty
from conversations.cases import recovery as rules
from conversations.cases.decision import Denied, Notice
from conversations.cases.records import Case
from conversations.cases.recovery import Recover, SettleRecovery, StopRecovery
from conversations.engine.effects import Fact, Option, Say
from conversations.flows.owner.recovery import OFFICER
from conversations.language import fold
from storage.cases import cases, history, recoveries
from storage.cases.recoveries import Recovery
from storage.core.database import Transaction
from storage.ops import jobs
from storage.people import addresses, officers

Tell = Callable[[str, Notice], Awaitable[None]]

SETTLE = timedelta(seconds=2)
"""Time for both chats to be told, before the case moves."""
STATUS = Option("status", key="action.status")


async def learn(act: Act, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Which two things are asked about a case; of one that is none, any two."""
    code = str(asked.get("code", ""))
    order = recoveries.order(act.tx, code, rules.ASKED)
    case = await cases.by_code(act.tx, code)
    facts = rules.known(case.details) if case else {}
    return {"asks": list(rules.chosen(order, facts))}


async def recover(act: Act, effect: Recover) -> Iterable[Say]:
    """Weigh what was said of a case."""
    me, code = act.person.person_id, effect.code
    case = await cases.by_code(act.tx, code)
    if act.person.officer:
        return [Say("recover.officer")]
    if case and case.person_id == me:
        return [Say("recover.own", {"code": code}, actions=(STATUS,))]
    mine = await recoveries.tries_of(act.tx, me, rules.HOUR)
    theirs = await recoveries.tries_for(act.tx, code, rules.DAY)
    if rules.too_often(mine, theirs):
        return [Say("recover.too_often", actions=OFFICER)]
    facts = rules.known(case.details) if case else {}
    verdict = rules.judge(_folded(effect.said), _folded(facts))
    if case and await officers.by_person(act.tx, case.person_id):
        # Whoever has a desk comes back by a new invitation, never by knowing things.
        verdict = "wrong"
    if case is None or verdict == "wrong":
        await recoveries.note(act.tx, me, code)
        await _log(act.tx, "refused", case, me)
        return [Say("recover.refused", actions=OFFICER)]
    return await _await(act, case, effect.said, verdict)


def _folded(answers: Mapping[str, str]) -> Mapping[str, str]:
    return {name: fold(text) for name, text in answers.items()}


async def _await(
    act: Act, case: Case, said: Mapping[str, str], verdict: rules.Verdict
) -> list[Say]:
    """It fits: the old chat and the officers are told, and one waits."""
    me = act.person.person_id
    why = ["near"] if verdict == "near" else []
    if await in_use(act.tx, case.person_id, act.now - rules.QUIET):
        why.append("active")
    if await recoveries.waiting(act.tx, case.id):
        why.append("rival")
    due = None if why else act.now + rules.OBJECTION
    name = await recoveries.note(
        act.tx, me, case.code, case_id=case.id, said=said, doubts=why, due_at=due
    )
    if due:
        payload = {"recovery": name}
        await jobs.queue(
            act.tx, "recovery", payload, run_at=due, key=f"recovery:{name}"
        )
    row = await recoveries.by_id(act.tx, name)
    assert row  # noqa: S101 -- just written
    asked = rules.RecoveryAsked(name, case.code, case.business_name)
    await act.tell(case.person_id, asked)
    await show_officers(act.tx, act.tell, row, case)
    await _log(act.tx, "asked", case, me, doubts=why)
    if due:
        return [Say("recover.waiting", {"due": due})]
    return [Say("recover.doubted")]


async def stop(act: Act, effect: StopRecovery) -> Iterable[Say]:
    """The old chat objects: nothing moves."""
    row = await recoveries.by_id(act.tx, effect.recovery)
    case = await cases.by_id(act.tx, row.case_id) if row and row.case_id else None
    theirs = case and case.person_id == act.person.person_id
    if not (row and case and theirs):
        return [Say("recover.late", actions=OFFICER)]
    if not await recoveries.settle(act.tx, row.id, "stopped"):
        return [Say("recover.settled", actions=OFFICER)]
    await jobs.cancel(act.tx, f"recovery:{row.id}")
    await act.tell(row.person_id, rules.RecoveryDenied(case.code))
    await _renew(act.tx, act.tell, row, case, "stopped")
    await _log(act.tx, "stopped", case, row.person_id)
    return [Say("recover.stopped", {"code": case.code}, actions=OFFICER)]


async def settle(act: Act, effect: SettleRecovery) -> Iterable[Say]:
    """An officer says whether the new chat is the owner's."""
    officer = await access.officer(act)
    row = await recoveries.by_id(act.tx, effect.recovery)
    case = await cases.by_id(act.tx, row.case_id) if row and row.case_id else None
    if not (row and case) or case.office_id != officer.office_id:
        raise Denied("desk.recovery.unknown")
    desk = await officers.by_person(act.tx, case.person_id)
    if effect.moves and desk:
        raise Denied("desk.recovery.officer")
    state = "moved" if effect.moves else "denied"
    if not await recoveries.settle(act.tx, row.id, state, officer.id):
        now = await recoveries.by_id(act.tx, row.id)
        shown = Fact(key=f"desk.recovery.state.{now.state if now else 'denied'}")
        raise Denied("desk.recovery.late", code=case.code, state=shown)
    await jobs.cancel(act.tx, f"recovery:{row.id}")
    if effect.moves:
        await move(act.tx, act.tell, row, case)
    else:
        await act.tell(row.person_id, rules.RecoveryDenied(case.code))
        await act.tell(case.person_id, rules.RecoveryStays(case.code))
    await _renew(act.tx, act.tell, row, case, state, officer.name)
    await _log(act.tx, state, case, row.person_id, officer.id)
    said = {"code": case.code, "business": case.business_name}
    return [Say(f"desk.recovery.{state}.done", said)]


async def in_use(tx: Transaction, person_id: str, since: Any) -> bool:
    """Whether a chat of theirs, that can still be reached, was heard since then."""
    heard = await addresses.last_heard(tx, person_id)
    return heard is not None and heard > since


async def move(tx: Transaction, tell: Tell, row: Recovery, case: Case) -> None:
    """Let both chats know; then the two become one, and the old chat is left behind.

    Whoever else waits for the case waits in vain.
    """
    old = case.person_id
    about = (case.code, case.business_name)
    await tell(row.person_id, rules.Recovered(*about))
    await tell(old, rules.RecoveryLeft(*about))
    for other in await recoveries.waiting(tx, case.id):
        if await recoveries.settle(tx, other.id, "denied"):
            await tell(other.person_id, rules.RecoveryDenied(case.code))
            await _renew(tx, tell, other, case, "denied")
    pair = {"one": old, "other": row.person_id, "leave": old}
    await jobs.queue(tx, "link", pair, run_at=tx.now + SETTLE)


async def show_officers(tx: Transaction, tell: Tell, row: Recovery, case: Case) -> None:
    """A card for those on duty, with what was said and what is known."""
    card = rules.RecoveryCard(
        row.id,
        case.code,
        case.business_name,
        case.owner_name,
        row.said,
        rules.known(case.details),
        tuple(row.doubts),
        row.due_at.isoformat() if row.due_at else "",
    )
    for officer in duty.alerted(await officers.of_office(tx, case.office_id)):
        await tell(officer.person_id, card)


async def _renew(
    tx: Transaction,
    tell: Tell,
    row: Recovery,
    case: Case,
    state: str,
    officer: str = "",
) -> None:
    """Every officer's card says what became of it."""
    about = (row.id, case.code, case.business_name)
    news = rules.RecoverySettled(*about, state, officer)
    for each in await officers.of_office(tx, case.office_id):
        await tell(each.person_id, news)


async def settled(tx: Transaction, tell: Tell, row: Recovery, case: Case) -> None:
    """It came about by itself."""
    await move(tx, tell, row, case)
    await _renew(tx, tell, row, case, "moved")
    await _log(tx, "moved", case, row.person_id)


async def _log(
    tx: Transaction,
    what: str,
    case: Case | None,
    person_id: str,
    officer_id: str | None = None,
    doubts: Sequence[str] = (),
) -> None:
    """Into the history, of the case and of who asked."""
    await history.write(
        tx,
        f"recovery.{what}",
        case_id=case.id if case else None,
        person_id=person_id,
        officer_id=officer_id,
        doubts=list(doubts),
    )


PERFORMERS: Mapping[type, Performer] = {
    Recover: recover,
    StopRecovery: stop,
    SettleRecovery: settle,
}
