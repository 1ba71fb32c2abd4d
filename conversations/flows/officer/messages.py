"""What owners write, as officers read it: the words, and a button to reply."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from conversations.cases.buttons import button, desk
from conversations.cases.messages import Answered, Asked, Words
from conversations.cases.overdue import QuestionWaits, WaitsLong
from conversations.cases.replies import AskedAgain, Settled
from conversations.cases.undelivered import Arrived, Gone, Lost, Waits, why
from conversations.cases.voices import Spoke
from conversations.engine.effects import Fact, Option, Say


def asked(news: Asked) -> tuple[Say, ...]:
    """An owner has a question, or a wish about their data."""
    key = f"desk.asked.{news.about}" if news.about else "desk.asked"
    return _shown(key, news, f"n:{news.note}")


def asked_again(news: AskedAgain) -> Say:
    """The answer was taken back: the same card as before."""
    return structs.replace(asked(news)[0], edits=True, kind="edit")


def answered(news: Answered) -> tuple[Say, ...]:
    """An owner answered the officer who holds the case, or who wrote."""
    return _shown("desk.answered", news, news.code or f"n:{news.note}")


def spoke(news: Spoke) -> tuple[Say, ...]:
    """An owner answered by voice where words were asked."""
    where = f"{news.note}:{news.conversation}:{news.question}"
    listened = (button("type", where),) if news.question else ()
    key = "desk.spoke_at" if news.asked else "desk.spoke"
    if news.again:
        key = "desk.spoke_again"
    return _shown(key, news, f"n:{news.note}", *listened)


def overdue(news: WaitsLong) -> Say:
    """What has waited too long, and the button to deal with it."""
    asked = isinstance(news, QuestionWaits)
    act = desk("reply", f"n:{news.id}") if asked else desk("papers", news.code, news.id)
    values = {**structs.asdict(news), "owner": someone(news.owner)}
    key = "desk.overdue.question" if asked else "desk.overdue.paper"
    more = (desk("open", news.code),) if news.code else ()
    return Say(key, values, actions=(act, *more), kind="notice")


def settled(news: Settled) -> Say:
    """An owner's words that somebody answered: the card says who, without buttons."""
    values = {**structs.asdict(news), "owner": someone(news.owner)}
    subject = _of_note(news.note)
    return Say("desk.settled", values, subject=subject, edits=True, kind="edit")


def waits(news: Waits) -> Say:
    """What they wrote has not reached its owner."""
    return _whether("wall.waits", news)


def gone(news: Gone) -> Say:
    """Nor will it, until their owner comes back."""
    return _whether("wall.gone", news)


def lost(news: Lost) -> Say:
    """Nor will it ever, as it stands."""
    return _whether("wall.lost", news, why=why(news.why))


def arrived(news: Arrived) -> Say:
    """What waited has reached its owner."""
    return _whether("wall.arrived", news)


def _whether(key: str, news: Waits | Arrived, **more: Fact) -> Say:
    values = {**structs.asdict(news), "owner": someone(news.owner), **more}
    opens = (desk("open", news.code),) if news.code else ()
    return Say(key, values, actions=opens, kind="notice")


def someone(owner: str, helper: str = "") -> Any:
    """Who writes, and through whom."""
    name = owner or Fact(key="desk.someone")
    return Say("desk.through", {"owner": name, "helper": helper}) if helper else name


def _of_note(note: str) -> str:
    """What the card of an owner's words is found by."""
    return f"note:{note}"


def _shown(key: str, news: Words, target: str, *first: Option) -> tuple[Say, ...]:
    """The words, with a button to reply to *target*; then the files."""
    more = (desk("open", news.code),) if news.code else ()
    values = {**structs.asdict(news), "owner": someone(news.owner, news.helper)}
    said = Say(
        key,
        values,
        fallback="desk.asked",
        actions=(*first, desk("reply", target), *more),
        subject=_of_note(news.note) if target.startswith("n:") else "",
        kind="notice",
    )
    return (said, *files(news.files, news.code))


def files(ids: Sequence[str], code: str) -> tuple[Say, ...]:
    """Each file of an owner in a bubble of its own."""
    about = {"code": code}
    return tuple(Say("desk.file", about, file=each, kind="notice") for each in ids)
