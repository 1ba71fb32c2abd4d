"""Two at one case: who was slower hears who did what, and what they typed is not lost.

An act that is denied is answered with what a colleague did just before it, and with
the card as it is now.
"""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, structs

from conversations.cases.cards import CaseChanged, card
from conversations.cases.decision import Notice, Person
from conversations.cases.records import Case
from conversations.engine.effects import Say

JUST = timedelta(hours=1)
"""What is longer ago explains nothing: the card was seen since."""
SAYS_WHO = {"desk.already_taken"}
"""What is denied in words that say it already."""
CHANGES = frozenset(
    f"case.{what}"
    for what in (
        *("taken", "sent_back", "accepted", "road_changed", "onward", "backward"),
        *("handed_over", "released", "closed", "reopened", "certified", "taken_back"),
        *("paper_accepted", "paper_sent_back", "report_refused", "corrected"),
    )
)
"""Lines of the history after which something is otherwise."""


class Done(Struct, frozen=True):
    """The last that changed a case: what, and by which officer, if by one."""

    act: str
    at: datetime
    officer_id: str = ""
    officer: str = ""


def told(
    denied: Say, asked: Any, case: Case, last: Done | None, who: Person
) -> tuple[Say | Notice, ...]:
    """Why it cannot be done, beside who did what and what was typed."""
    words = getattr(asked, "reason", "") or getattr(asked, "text", "")
    typed = Say("meanwhile.typed", {"text": words})
    kept = (structs.replace(denied, joined=True), typed) if words else (denied,)
    own = who.officer.id if who.officer else ""
    if denied.key in SAYS_WHO or last is None or last.officer_id == own:
        return kept
    if who.now - last.at > JUST:
        return kept
    key = f"meanwhile.{last.act.removeprefix('case.')}"
    values = {"officer": last.officer, "code": case.code}
    return (card(CaseChanged, case), Say(key, values, joined=True), *kept)
