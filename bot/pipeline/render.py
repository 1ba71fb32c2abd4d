"""From what a turn wants said to bubbles: words final, fitted to a channel's profile.

Pages of long choices, numbered bubbles, review screens and the joining of bubbles
where each costs money: all of it is here, and none of it in a flow.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from bot import words
from bot.channels.base import Bubble, Button, Profile, Run, encode_button
from bot.pictures.registry import example
from conversations.engine.effects import Ask, Option, Say
from conversations.engine.multi_answer import usual
from conversations.language import untitled

GAP: Run = ("\n\n", "")
LINE: Run = ("\n", "")
_GAPS = re.compile(r"\n[ \n]*\n")
FEW = 8
"""So many choices can still be named in a line of a bubble."""
STEPS = 3
"""Forms of so many steps say how far one has come."""


class Voice(Struct, frozen=True):
    """To whom Pandu speaks: language, and how they wish to be addressed."""

    language: str = "id"
    address_form: str = ""
    name: str = ""

    @property
    def you(self) -> str:
        """Bapak/Ibu, until the person chose otherwise."""
        return _you(self.language, self.address_form or "unknown", self.name)


@lru_cache(256)
def _you(language: str, form: str, name: str) -> str:
    """How someone is addressed; one turn does it in every bubble."""
    if form != "unknown" and not name:
        form = "unknown" if form == "name" else f"{form}.bare"
    called = name if form == "name" else untitled(name)
    return words.text(language, f"address.{form}", {"name": called})


class Draft(Struct, frozen=True):
    """A bubble before it is posted, with what the outbox must know of it."""

    bubble: Bubble
    kind: str = "prompt"
    subject: str = ""
    edits: bool = False
    question: bool = False
    """It carries the open question: its buttons are retired when that is answered."""
    only_asks: bool = False
    """It says nothing else: once that is answered, it need not be said any more."""
    drawing: Mapping[str, Any] = {}
    """What is to be drawn as the bubble's file, when all this is committed."""


@dataclass
class _Course:
    """The drafts of one turn, and words waiting for the bubble they belong to."""

    drafts: list[Draft] = field(default_factory=list)
    waiting: tuple[Run, ...] = ()
    kind: str = "prompt"

    def wait(self, runs: tuple[Run, ...], kind: str) -> None:
        self.waiting = joined(self.waiting, runs)
        if kind == "notice":
            self.kind = kind

    def add(self, draft: Draft) -> None:
        if self.waiting:
            runs = joined(self.waiting, draft.bubble.runs)
            kind = self.kind if draft.kind == "prompt" else draft.kind
            bubble = replace(draft.bubble, runs=runs)
            draft = replace(draft, bubble=bubble, kind=kind)
        self.drafts.append(draft)
        self.waiting, self.kind = (), "prompt"

    def rest(self) -> None:
        if self.waiting:
            self.add(Draft(Bubble(())))


def joined(first: tuple[Run, ...], second: tuple[Run, ...]) -> tuple[Run, ...]:
    """Two texts with an empty line between."""
    return (*first, GAP, *second) if first and second else first or second


def compose(
    effects: Iterable[Say | Ask], voice: Voice, profile: Profile
) -> list[Draft]:
    """What one turn says, as bubbles for one channel."""
    course = _Course()
    for effect in effects:
        if isinstance(effect, Ask):
            asked = put(effect, voice, profile)
            course.add(Draft(asked, question=True, only_asks=True))
        elif effect.joined and not effect.actions and not effect.subject:
            course.wait(said(effect, voice), effect.kind)
        else:
            bubble = Bubble(
                said(effect, voice),
                buttons=tuple(action(o, voice) for o in effect.actions),
                file=effect.file,
                filename=effect.filename,
                link=page(effect.link, voice),
            )
            drawing = effect.drawing
            course.add(
                Draft(
                    bubble,
                    effect.kind,
                    effect.subject,
                    effect.edits,
                    drawing=drawing,
                )
            )
    course.rest()
    return together(course.drafts) if profile.joins else course.drafts


def together(drafts: list[Draft]) -> list[Draft]:
    """As few bubbles as can carry the same words and buttons."""
    made: list[Draft] = []
    for draft in drafts:
        last = made[-1] if made else None
        if last is None or not _mix(last, draft):
            made.append(draft)
            continue
        bubble = replace(
            draft.bubble,
            runs=joined(last.bubble.runs, draft.bubble.runs),
            buttons=last.bubble.buttons or draft.bubble.buttons,
            link=last.bubble.link or draft.bubble.link,
        )
        kind = "notice" if "notice" in {last.kind, draft.kind} else draft.kind
        question = last.question or draft.question
        made[-1] = replace(
            draft, bubble=bubble, kind=kind, question=question, only_asks=False
        )
    return made


def _mix(first: Draft, second: Draft) -> bool:
    """Whether two drafts can be one bubble."""
    bubbles = (first.bubble, second.bubble)
    return (
        not any(d.subject or d.edits for d in (first, second))
        and not any(b.file or b.wants for b in bubbles)
        and not all(b.buttons for b in bubbles)
        and not all(b.link for b in bubbles)
    )


def said(say: Say, voice: Voice) -> tuple[Run, ...]:
    """The words of a `Say`."""
    values = {"you": voice.you, **say.values}
    return tidy(words.runs(voice.language, say.key, values, say.fallback))


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """*runs* without the gaps that empty values leave."""
    kept: list[Run] = []
    before = ""
    for text, style in runs:
        fitted = _GAPS.sub("\n\n", before[-2:] + text)[len(before[-2:]) :]
        kept.append((fitted, style))
        before += fitted
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    return (*kept[:-1], (kept[-1][0].rstrip(), kept[-1][1])) if kept else ()


def action(option: Option, voice: Voice) -> Button:
    """A button that works outside any conversation."""
    return Button(encode_button(option.value), words.label(voice.language, option))


def page(link: Option | None, voice: Voice) -> tuple[str, str] | None:
    """The words and the address of a button that opens a page."""
    return (words.label(voice.language, link), link.value) if link else None


def put(ask: Ask, voice: Voice, profile: Profile) -> Bubble:
    """A question as one bubble."""
    lead = _step(ask, voice)
    body = joined(_body(ask, voice), _before(ask, voice))
    known = ask.again or ask.steps == 1 or profile.exits
    tail = () if known else _quietly("ask.exits", voice.language, words.LAID.get())
    runs = (*lead, *joined(body, tail))
    shown = example(ask.example) if ask.example else ask.file
    file = "" if ask.again else shown
    choices = buttons(ask, voice, profile)
    return Bubble(runs, buttons=choices, wants=ask.wants, file=file)


def _step(ask: Ask, voice: Voice) -> tuple[Run, ...]:
    if ask.steps < STEPS or ask.again:
        return ()
    values = {"step": ask.step, "steps": ask.steps}
    return (*words.runs(voice.language, "ask.step", values), LINE)


def _before(ask: Ask, voice: Voice) -> tuple[Run, ...]:
    """The answer that is there already, where it is asked for again."""
    if not ask.before or ask.offers:
        return ()
    return words.runs(voice.language, "ask.before", {"answer": ask.before})


@lru_cache(64)
def _quietly(
    key: str,
    language: str,
    laid: words.Overlay,  # noqa: ARG001 -- what was made of other sentences is no more
) -> tuple[Run, ...]:
    return tuple((part, "q") for part, _ in words.runs(language, key))


def _body(ask: Ask, voice: Voice) -> tuple[Run, ...]:
    language = voice.language
    values = {**ask.values, "you": voice.you}
    if len(ask.offers) == 1:
        guess = {**values, "answer": ask.offers[0]}
        return words.runs(language, f"{ask.home}.is_it", guess, "repair.is_it")
    if ask.offers:
        return words.runs(language, "repair.unsure", values)
    if ask.parts:
        return numbered(ask, voice)
    if ask.asks:
        return ((words.prose(language, ask.asks), ""),)
    asked = words.runs(language, f"{ask.home}.ask", values)
    if not ask.lines:
        return asked
    lines: list[Run] = []
    for line in ask.lines:
        lines += [
            (f"{words.label(language, line.label)}: ", ""),
            (
                words.show(language, line.shown)
                or words.text(language, "review.empty"),
                "b",
            ),
            LINE,
        ]
    return joined(asked, tuple(lines[:-1]))


def numbered(ask: Ask, voice: Voice) -> tuple[Run, ...]:
    """Several short questions, one per line, with an example of an answer.

    A file that is wanted with them is no line: they are what is written under it.
    """
    language = voice.language
    parts = [part for part in ask.parts if part.kind != "file"]
    files = [part for part in ask.parts if part.kind == "file"]
    alike = usual([part.options for part in parts])
    values = {"count": len(parts), "you": voice.you}
    put = "together.rate" if alike else "together.ask"
    if files:
        put = f"{files[0].home}.with"
    head = words.runs(language, put, values)
    lines: list[Run] = []
    example: list[Run] = [*words.runs(language, "together.example"), LINE]
    for number, part in enumerate(parts, start=1):
        called = words.prose(language, part.asks) or words.label(language, part.label)
        choices = "" if part.options == alike else _choices(part, language)
        name = f"{called}{choices}"
        lines += [(f"{number}. {name}", ""), LINE]
        shown = words.text(language, f"{part.home}.example", fallback="together.skip")
        example += [(f"{number}. {shown}", "q"), LINE]
    asked = joined(head, tuple(lines[:-1]))
    if alike:
        named = [words.label(language, option) for option in alike]
        said = words.runs(language, "together.alike", {"choices": ", ".join(named)})
        return joined(asked, said)
    return joined(asked, tuple(example[:-1]))


def _choices(part: Ask, language: str) -> str:
    """The options of a line in brackets, where they are few or can be left out."""
    named = [o for o in part.options if o.value != "skip"]
    shown = (
        ", ".join(words.label(language, o) for o in named) if len(named) <= FEW else ""
    )
    if part.optional:
        left_out = words.text(language, "together.optional")
        shown = f"{shown}; {left_out}" if shown else left_out
    return f" ({shown})" if shown else ""


def buttons(ask: Ask, voice: Voice, profile: Profile) -> tuple[Button, ...]:
    """The choices of one page, with arrows where there are more."""
    many = ask.likely or len(ask.options) > profile.buttons
    pages = _pages(ask, profile) if many else [ask.options]
    page = min(ask.page, len(pages) - 1)
    options = pages[page]
    language, here = voice.language, encode_button("", ask.question, ask.conversation)
    found = [Button(here + o.value, words.label(language, o)) for o in options]
    if page > 0:
        back = words.text(language, "option.previous")
        found.append(Button(f"{here}page:{page - 1}", back))
    if page < len(pages) - 1:
        few = len(pages[page]) == ask.likely
        onward = words.text(language, "option.others" if few else "option.next")
        found.append(Button(f"{here}page:{page + 1}", onward))
    return tuple(found)


def _pages(ask: Ask, profile: Profile) -> list[tuple[Option, ...]]:
    """The choices of each page; the likely ones alone, where typing finds none."""
    first, size = 0 if profile.narrows else ask.likely, profile.buttons - 2
    likely, rest = ask.options[:first], ask.options[first:]
    others = [rest[at : at + size] for at in range(0, len(rest), size)]
    return [likely, *others] if likely else others


def pack(bubble: Bubble) -> dict[str, Any]:
    """A bubble as JSON-ready data, for the outbox."""
    return asdict(bubble)


def unpack(data: Mapping[str, Any]) -> Bubble:
    """The bubble that `pack` wrote."""
    return convert(data, Bubble)
