"""A visitor's chat as their page shows it, read from where the page is and no further.

A line is a message of one side; some lines change what earlier ones said, or speak of
their buttons. So a page is read with a few lines around it that explain it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from bot.channels.base import Bubble, Run, encode_button
from bot.pictures import registry as pictures
from bot.pipeline.render import unpack
from bot.web.backend import PAGE, Page, Shown, folded
from conversations.cases.records import Document
from conversations.engine import events
from storage.cases import documents
from storage.core.database import Transaction
from storage.messages import chat_history
from storage.messages.chat_history import WINDOW, Line
from storage.messages.outbox import RETIRES

FILE: Run = ("\N{PAPERCLIP}", "")
"""Stands for a file that is still being looked at, or was not taken."""
_NOTHING = Bubble(())


async def last(tx: Transaction, address_id: str) -> Page:
    """The last page of a chat."""
    for most in (2 * PAGE, WINDOW):
        lines = await chat_history.visible(tx, address_id, most)
        page = folded(Reader().read(lines))
        if len(page.bubbles) == PAGE or len(lines) < most:
            break
    return await _typed(tx, page)


async def earlier(tx: Transaction, address_id: str, line: str) -> Page:
    """The page before a *line*: as each of it stands today."""
    lines = await chat_history.before(tx, address_id, line, 2 * PAGE)
    if not lines:
        return Page()
    # Changed later, by name; and the buttons that soon after it were answered.
    changes = await chat_history.changes(tx, address_id, [each.id for each in lines])
    answers = await chat_history.after(tx, address_id, lines[-1].id, PAGE)
    all_ = {each.id: each for each in (*lines, *answers, *changes)}
    shown = Reader().read(sorted(all_.values(), key=lambda each: each.place))
    return await _typed(tx, folded(shown, within={each.id for each in lines}))


async def news(tx: Transaction, address_id: str, after: str) -> Page:
    """Each bubble after one that the page has; all of the last if it is unknown."""
    line = after.partition(".")[0]
    lines = await chat_history.since(tx, address_id, line) if after else []
    if not lines:
        shown = Reader().read(await chat_history.visible(tx, address_id))
    elif len(lines) == 1 and line == after:
        return Page()
    else:
        shown = await _explained(tx, address_id, lines)
    ids = [each.id for each in shown]
    news = shown[ids.index(after) + 1 :] if after in ids else shown
    return await _typed(tx, Page(tuple(news)))


async def was_shown(tx: Transaction, address_id: str, file: str) -> bool:
    """Whether one of our bubbles at the address brought *file*."""
    lines = await chat_history.said(tx, address_id)
    return any(unpack(line.body).file == file for line in lines)


async def _explained(
    tx: Transaction, address_id: str, lines: Sequence[Line]
) -> list[Shown]:
    """*lines* as bubbles: those just before say what they speak of, or those before."""
    shown: list[Shown] = []
    for most in (PAGE, WINDOW):
        reader = Reader()
        first = lines[0].id
        reader.read(await chat_history.before(tx, address_id, first, most, WINDOW))
        reader.puzzled = False
        shown = reader.read(lines)
        if not reader.puzzled:
            break
    return shown


class Reader:
    """Makes bubbles of lines; a press shows the label of the button it pressed.

    It is *puzzled* by a line that speaks of what it has not read.
    """

    def __init__(self) -> None:
        self.puzzled = False
        self._labels: dict[str, str] = {}
        self._bubbles: dict[str, Bubble] = {}

    def read(self, lines: Iterable[Line]) -> list[Shown]:
        """The next *lines*, as far as they are to be seen."""
        return [each for line in lines for each in self._one(line)]

    def _one(self, line: Line) -> Iterable[Shown]:
        bubble = self._theirs(line.body) if line.theirs else unpack(line.body)
        if line.replaces and not bubble.runs:
            # An edit without words takes the buttons away, and leaves the rest.
            bubble = self._bare(line.replaces)
        self._bubbles[line.replaces or line.id] = bubble
        self._labels |= {button.id: button.label for button in bubble.buttons}
        if bubble.runs or bubble.file:
            echo = line.body.get("message", "") if line.theirs else ""
            yield Shown(line.id, line.theirs, bubble, line.at, line.replaces, echo)
        for number, old in enumerate(line.body.get(RETIRES, ())):
            bare = self._bubbles[old] = self._bare(old)
            if bare.runs or bare.file:
                name = f"{line.id}.{number}"
                yield Shown(name, line.theirs, bare, line.at, replaces=old)

    def _bare(self, old: str) -> Bubble:
        self.puzzled |= old not in self._bubbles
        return replace(self._bubbles.get(old, _NOTHING), buttons=())

    def _theirs(self, kept: Mapping[str, Any]) -> Bubble:
        """What the visitor did, as their own bubble; nothing for what is not seen."""
        match events.load(kept["event"]):
            case events.Typed(text):
                return Bubble(((text, ""),))
            case events.Pressed(value, question, number):
                button = encode_button(value, question, number)
                self.puzzled |= button not in self._labels
                label = self._labels.get(button, "")
                return Bubble(((label, ""),)) if label else _NOTHING
            case events.Sent(files=files, text=text):
                runs: tuple[Run, ...] = ((text, ""),) if text else ()
                file = "".join(files[:1])
                return Bubble(runs or (() if files else (FILE,)), file=file)
            case _:
                return _NOTHING


async def _typed(tx: Transaction, page: Page) -> Page:
    """Bubbles that know what their files are, and show none that is not kept."""
    files = {each.bubble.file for each in page.bubbles} - {""}
    kinds = await documents.by_ids(tx, list(files)) if files else {}
    return replace(page, bubbles=tuple(_with(each, kinds) for each in page.bubbles))


def _with(each: Shown, kinds: Mapping[str, Document]) -> Shown:
    if ours := pictures.shown(each.bubble.file):
        width, height = pictures.size_of(ours)
        bubble = replace(each.bubble, mime="image/png")
        return replace(each, bubble=bubble, width=width, height=height)
    document = kinds.get(each.bubble.file)
    if document is None:
        bare = replace(each.bubble, runs=each.bubble.runs or (FILE,), file="")
        return replace(each, bubble=bare if each.bubble.file else each.bubble)
    named = each.bubble.filename or document.called
    bubble = replace(each.bubble, mime=document.mime, filename=named)
    return replace(each, bubble=bubble, width=document.width, height=document.height)
