"""A person's own data, beyond looking at it: withdrawing, erasing, linking chats."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from conversations.catalogue import catalogue
from conversations.engine.effects import (
    Begin,
    Effect,
    EraseMyData,
    Fact,
    KeepConsent,
    KeepMyData,
    LinkChats,
    Option,
    Say,
    ShowLinkCode,
    WithdrawConsent,
)
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Choice
from conversations.engine.values import Answers, Here

REGRET_DAYS = 7
"""So long an erasure can be taken back."""

Values = Mapping[str, Any]

LAST = Choice(
    "last",
    among=(
        Option(YES, key="erase.last.yes", aliases=("ya", "yes", "hapus")),
        Option(NO, key="erase.last.no", aliases=("tidak", "no", "batal")),
    ),
)
HOW = Choice(
    "how",
    among=(
        Option(YES, key="withdraw.how.yes", aliases=("ya", "yes", "tarik")),
        Option("officer", key="withdraw.how.officer", aliases=("petugas",)),
        Option(NO, key="withdraw.how.no", aliases=("tidak", "no", "batal")),
    ),
)


def last_step() -> tuple[Effect, ...]:
    """What stays for a while, and the second question."""
    kept = catalogue().retention["backup"]
    what = {"what": Fact(label=kept.name), "how_long": timedelta(days=kept.days)}
    return (
        Say("erase.keeps", what, joined=True),
        Begin("erase", {"days": REGRET_DAYS}),
    )


def first_step() -> tuple[Effect, ...]:
    """What withdrawing means, and whether to."""
    return (Begin("withdraw", {"days": catalogue().retention["withdrawn"].days}),)


def erase(answers: Answers) -> tuple[Effect, ...]:
    """Have everything erased, some days from now."""
    return (EraseMyData(),) if answers[LAST] == YES else (Say("privacy.kept"),)


def withdraw(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """No consent any more, from this moment; an officer's is for the admin to end."""
    match answers[HOW]:
        case "yes" if here.who.role:
            return (WithdrawConsent(),)
        case "yes":
            return (
                WithdrawConsent(),
                KeepConsent("notice", agreed=False),
                KeepConsent("announcements", agreed=False),
            )
        case "officer":
            return (Begin("ask"),)
        case _:
            return (Say("privacy.kept"),)


def keep(_: str, here: Here) -> tuple[Effect, ...]:
    """`batal hapus`: nothing is erased after all."""
    del here
    return (KeepMyData(),)


def link(code: str, here: Here) -> tuple[Effect, ...]:
    """`hubungkan` shows a code; with the code of another chat it links the two."""
    del here
    return (LinkChats(code) if code else ShowLinkCode(),)


# --- what a person hears of it later ----------------------------------------------


def my_data(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """The archive is ready: here it is, or here is where."""
    del busy
    if file := str(values.get("file", "")):
        return (Say("privacy.archive", file=file, kind="notice"),)
    if link := str(values.get("link", "")):
        return (Say("privacy.archive_link", {"link": link}, kind="notice"),)
    return (Say("privacy.archive_none", kind="notice"),)


def soon(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Tomorrow everything is erased."""
    del busy
    kept = (Option("keep_data", key="action.keep_data"),)
    return (Say("erase.soon", _dated(values), actions=kept, kind="notice"),)


def stay(_: str, here: Here) -> tuple[Effect, ...]:
    """A word from somebody long silent, which is all it takes."""
    del here
    return (Say("privacy.kept"),)


def fading(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Nothing was heard for so long that everything will go."""
    del busy
    kept = (Option("stay", key="action.stay"),)
    return (Say("fade.soon", _dated(values), actions=kept, kind="notice"),)


def plain(key: str) -> Callable[[Values, bool], tuple[Effect, ...]]:
    """A word of *key*, with its values."""

    def said(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
        del busy
        return (Say(key, _dated(values), kind="notice"),)

    return said


def _dated(values: Values) -> dict[str, Any]:
    """Days travel as text."""
    day = values.get("day")
    return {**values, "day": date.fromisoformat(day)} if day else dict(values)


TOLD: Mapping[str, Callable[[Values, bool], tuple[Effect, ...]]] = {
    "my_data": my_data,
    "erase_soon": soon,
    "erased": plain("erase.done"),
    "fading": fading,
    "linked": plain("link.told"),
    "withdrawn": plain("desk.withdrawn"),
    "leaving": plain("desk.leaving"),
    "staying": plain("desk.staying"),
}
ERASE = Aside("erase", (LAST,), erase, own=True)
WITHDRAW = Aside("withdraw", (HOW,), finish_here=withdraw, own=True)
