"""Where rows of others speak of a person, though no column says so.

A card on an officer's phone, what an officer typed, a question kept as an answer for
everybody, a delivery that had no turn: all that may speak of the person is opened, and
looked through for what names them (`marks`). That is slow and rare, so it is a read;
the commit looks on from there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from storage.core.database import Row, Transaction
from storage.messages.outbox import OutboxRow
from storage.privacy.marks import Marks, marks_of, opened
from storage.tables import (
    announcements,
    answer_words,
    answers,
    cases,
    documents,
    inbox,
    mandates,
    officers,
    outbox,
    overrides,
    programmes,
    recoveries,
    threads,
)
from storage.tables.messages import unfinished

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A message to somebody else that speaks of the person."""

    seq: int
    id: str
    person_id: str | None
    address_id: str
    channel: str
    account: str
    replaces: str | None
    sent: bool
    file: str


@dataclass(frozen=True)
class Mentions:
    """What speaks of a person: events, messages, conversations and rows by table."""

    marks: Marks | None = None
    heard: Sequence[int] = ()
    shown: Sequence[Shown] = ()
    talks: Sequence[str] = ()
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    looked_to: Mapping[str, int] = field(default_factory=dict)


NOWHERE = Mentions()


async def find(
    tx: Transaction,
    person_id: str,
    groups: Collection[str] = (),
    before: Mentions = NOWHERE,
) -> Mentions:
    """Where others' rows speak of a person, beside what was found *before*.

    Looked through is what those could hear who work or help here, the *groups* that
    hear of cases as well; and everybody's, once it was an answer for everybody.
    """
    marks = before.marks or await marks_of(tx, person_id)
    rows = {table.name: await _rows(tx, marks, table) for table in _FOR_MANY}
    open_to_all = any(rows.values())
    those = {*await _listeners(tx, person_id), *groups}.difference({person_id})
    heard, shown = list(before.heard), list(before.shown)
    looked_to = {}
    for table in (inbox, outbox):
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.seq), 0))
        looked_to[table.name] = (await tx.conn.execute(last)).scalar_one()
        whose = sa.true() if open_to_all else table.c.person_id.in_(sorted(those))
        places = sa.select(table.c.seq).where(
            table.c.seq > before.looked_to.get(table.name, 0),
            sa.or_(table.c.person_id.is_(None), whose),
            sa.or_(table.c.person_id.is_(None), table.c.person_id != person_id),
        )
        seqs = (await tx.conn.execute(places)).scalars().all()
        for few in _few(seqs):
            found = sa.select(table).where(table.c.seq.in_(few))
            for row in await tx.conn.execute(found):
                if table is inbox and marks.within(_said(tx, row)):
                    heard.append(row.seq)
                elif table is outbox:
                    shown += _shown(tx, marks, row)
    talks = await _talks(tx, marks, those)
    return Mentions(marks, heard, shown, talks, rows, looked_to)


async def forget(
    tx: Transaction,
    found: Mentions,
    instead: Mapping[str, Mapping[str, Any]],
) -> list[str]:
    """Empty or delete all that was *found*; the names of files that go with it.

    Of messages that can be changed where they were read, by id, another body is kept
    *instead*, and sent.
    """
    for few in _few(found.heard):
        own = sa.update(inbox).where(inbox.c.seq.in_(few))
        state = sa.case((unfinished(inbox), "ignored"), else_=inbox.c.state)
        gone = {"body_sealed": None, "event_sealed": None, "state": state}
        await tx.conn.execute(own.values(**gone, done_at=tx.now))
    for each in found.shown:
        await _unsay(tx, each, instead.get(each.id))
    for person in found.talks:
        await _unlearn(tx, found, person)
    await _withdraw(tx, found.rows)
    drawn = {(each.file, each.person_id) for each in found.shown if each.file}
    return [name for one in sorted(drawn) for name in await _drop(tx, *one)]


def edited(shown: Shown, id_: str, body: Mapping[str, Any]) -> OutboxRow:
    """The message that puts *body* in the place of one that was *shown*."""
    return OutboxRow(
        id_,
        shown.person_id,
        shown.address_id,
        shown.channel,
        shown.account,
        body,
        lane=2,
        kind="edit",
        replaces=shown.id,
    )


def _few(seqs: Sequence[int]) -> Iterator[Sequence[int]]:
    """*seqs*, some at once."""
    return (seqs[at : at + AT_ONCE] for at in range(0, len(seqs), AT_ONCE))


def _said(tx: Transaction, row: Row) -> Any:
    return [
        opened(tx, f"inbox:event:{row.key}", row.event_sealed),
        opened(tx, f"inbox:body:{row.key}", row.body_sealed),
    ]


def _shown(tx: Transaction, marks: Marks, row: Row) -> Iterator[Shown]:
    """The message, if it or its subject speaks of the person.

    A card is about one matter: that somebody of the same name is in it is not enough.
    """
    body = opened(tx, f"outbox:body:{row.id}", row.body_sealed)
    if marks.within([row.subject, body], surely=bool(row.subject)):
        sent = row.state not in {"due", "cancelled", "failed", "dead"}
        file = body.get("file", "") if isinstance(body, dict) else ""
        plain = {name: getattr(row, name) for name in Shown.__slots__[:-2]}
        yield Shown(**plain, sent=sent, file=file)


async def _listeners(tx: Transaction, person_id: str) -> set[str]:
    """Who works here, helps the person, or said that their case was theirs."""
    theirs = sa.select(cases.c.id).where(cases.c.person_id == person_id)
    tried = recoveries.c.case_id.in_(theirs)
    asked = (
        sa.select(officers.c.person_id),
        sa.select(mandates.c.helper_id).where(mandates.c.owner_id == person_id),
        sa.select(recoveries.c.person_id).where(tried),
    )
    return {one for each in asked for one in (await tx.conn.execute(each)).scalars()}


_FOR_MANY: Mapping[sa.Table, tuple[str, ...]] = {
    answers: ("question_sealed", "answer_sealed"),
    announcements: ("text_sealed",),
    overrides: ("wording",),
    programmes: ("name", "gives"),
}
"""What everybody may have read, and the columns with its words."""


async def _rows(tx: Transaction, marks: Marks, table: sa.Table) -> list[str]:
    """The ids of rows for many that name the person."""
    found = []
    for row in await tx.conn.execute(sa.select(table)):
        for name in _FOR_MANY[table]:
            value = getattr(row, name)
            plain = name.removesuffix("_sealed")
            if plain != name:
                value = opened(tx, f"{table.name}:{plain}:{row.id}", value)
            if marks.within(value):
                found.append(row.id)
                break
    return found


async def _talks(tx: Transaction, marks: Marks, people: Iterable[str]) -> list[str]:
    """Whose open conversation speaks of the person."""
    rows = sa.select(threads.c.person_id, threads.c.state_sealed).where(
        threads.c.person_id.in_(sorted(people)), threads.c.state_sealed.is_not(None)
    )
    return [
        row.person_id
        for row in await tx.conn.execute(rows)
        if marks.within(_state(tx, row))
    ]


def _state(tx: Transaction, row: Row) -> Any:
    return opened(tx, f"threads:state:{row.person_id}", row.state_sealed)


async def _unsay(
    tx: Transaction, shown: Shown, instead: Mapping[str, Any] | None
) -> None:
    """Forget a message, or keep in its place what it is changed to."""
    own = outbox.c.seq == shown.seq
    if instead is None:
        await tx.conn.execute(sa.delete(outbox).where(own))
        return
    body = tx.ring.seal_json(f"outbox:body:{shown.id}", dict(instead))
    change = sa.update(outbox).where(own).values(body_sealed=body, subject="")
    await tx.conn.execute(change)


async def _unlearn(tx: Transaction, found: Mentions, person_id: str) -> None:
    """Take out of a conversation what speaks of the person; all if it cannot be."""
    marks = found.marks
    assert marks is not None  # noqa: S101 -- whatever was found was found by them
    own = threads.c.person_id == person_id
    asked = sa.select(threads).where(own).with_for_update()
    row = (await tx.conn.execute(asked)).one()
    left = _without(marks, _state(tx, row))
    sealed = None
    if left is not None and not marks.within(left):
        sealed = tx.ring.seal_json(f"threads:state:{person_id}", left)
    anew = {"state_sealed": sealed, "flow": "", "version": threads.c.version + 1}
    await tx.conn.execute(sa.update(threads).where(own).values(**anew))


def _without(marks: Marks, value: Any) -> Any:
    """*value* without the members of its lists that speak of the person."""
    match value:
        case dict():
            return {key: _without(marks, each) for key, each in value.items()}
        case list():
            return [each for each in value if not marks.within(each)]
        case _:
            return value


async def _withdraw(tx: Transaction, rows: Mapping[str, Sequence[str]]) -> None:
    """What everybody could read goes, too; of an announcement its numbers stay."""
    kept = list(rows.get(answers.name, ()))
    await tx.conn.execute(
        sa.delete(answer_words).where(answer_words.c.answer_id.in_(kept))
    )
    await tx.conn.execute(sa.delete(answers).where(answers.c.id.in_(kept)))
    wrong = overrides.c.id.in_(list(rows.get(overrides.name, ())))
    await tx.conn.execute(sa.delete(overrides).where(wrong))
    # Others have a place in it: it ends, and says no more.
    named = programmes.c.id.in_(list(rows.get(programmes.name, ())))
    ended = sa.update(programmes).where(named)
    await tx.conn.execute(ended.values(name="-", gives="", state="closed"))
    sent = announcements.c.id.in_(list(rows.get(announcements.name, ())))
    done = sa.update(announcements).where(sent, announcements.c.state != "sending")
    await tx.conn.execute(done.values(text_sealed=None))


async def _drop(tx: Transaction, document: str, person_id: str | None) -> list[str]:
    """Forget a file that was made for whoever read of the person."""
    own = documents.c.id == document, documents.c.person_id == person_id
    gone = sa.delete(documents).where(*own)
    rows = await tx.conn.execute(
        gone.returning(documents.c.name, documents.c.thumbnail)
    )
    return [name for row in rows for name in row if name]
