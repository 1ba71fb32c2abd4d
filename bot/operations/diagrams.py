"""Flows as pictures (Mermaid), drawn from what they declare: never a list kept twice.

A question that is asked only after certain answers has a dashed frame; which they are
is found by trying: a condition that looks at nothing is always true. Short questions
that are one bubble on some channels stand in one box.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot import words
from conversations.cases import lifecycle
from conversations.engine.effects import Option
from conversations.engine.flow import Flow
from conversations.engine.questions import Item, Question, Together, always
from conversations.engine.values import Answers
from conversations.flows import FLOWS, GIVEN

MANY = 4
"""More choices than that are only counted."""
_CLASSES = (
    "    classDef sometimes stroke-dasharray: 4 4",
    "    classDef world fill:none,stroke-dasharray: 1 3",
)
_SHAPES = {
    "Review": ("{{", "}}"),
    "File": ("[/", "/]"),
    "Message": ("[/", "/]"),
    "Learn": ("[(", ")]"),
}
_PLAIN = ("[", "]")


def draw(flow: Flow, language: str = "en") -> str:
    """One flow as a Mermaid flowchart: its questions in order, then its end."""
    items = flow.compiled(GIVEN).items
    made = _Picture(flow, language)
    lines = ["flowchart TD", f"    begin([{flow.name}])"]
    for item in items:
        lines += made.item(item)
    ways = " --> ".join(["begin", *made.names(items), "done"])
    return "\n".join([*lines, "    done((( )))", f"    {ways}", *_CLASSES])


def draw_all(language: str = "en") -> str:
    """Every flow, and the life of a case, as `docs/reference/flows.md`."""
    head = words.text(language, "cli.flows.head")
    parts = [
        part
        for flow in FLOWS.values()
        for part in (f"## {flow.name}", *notes(flow), fenced(draw(flow, language)))
    ]
    life = ("## cases", fenced(lifecycle.mermaid()))
    return "\n\n".join([head, *parts, *life])


def notes(flow: Flow) -> Iterator[str]:
    """Who may open it, and what stands before it."""
    if flow.roles:
        yield f"roles: {', '.join(flow.roles)}"
    if flow.consent:
        yield "after: [consent](#consent)"


def fenced(picture: str) -> str:
    """A picture as Markdown shows it."""
    return f"```mermaid\n{picture}\n```"


def sometimes(question: Question[Any]) -> bool:
    """Whether *question* is asked only after certain answers."""
    return question.when is not always and not _asked_of_nobody(question)


def _asked_of_nobody(question: Question[Any]) -> bool:
    """Whether its condition holds whatever was answered, as far as trying shows."""
    seen = _Seen()
    return question.when(Answers(seen)) and not seen.looked


class _Seen(dict[str, Any]):
    """No answers, and whether anybody looked for one."""

    looked = False

    def get(self, key: str, default: Any = None) -> Any:
        self.looked = True
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.looked = True
        return super().__contains__(key)


class _Picture:
    """The boxes of one flow."""

    def __init__(self, flow: Flow, language: str) -> None:
        self.flow = flow
        self.language = language

    def names(self, items: Iterable[Item]) -> list[str]:
        """The boxes that follow one another."""
        return [_name(item) for item in items]

    def item(self, item: Item) -> Iterator[str]:
        """A question as a box, or a bubble as a box of boxes."""
        if isinstance(item, Together):
            yield f'    subgraph {_name(item)}[" "]'
            for question in item.questions:
                yield f"    {self.box(question)}"
            names = " --> ".join(_name(question) for question in item.questions)
            yield f"        {names}"
            yield "    end"
        else:
            yield self.box(item)

    def box(self, question: Question[Any]) -> str:
        """One question: what it is called, and the choices it offers."""
        opens, closes = _SHAPES.get(type(question).__name__, _PLAIN)
        shown = [self.label(self.flow.label(question)), *self.choices(question)]
        text = "<br/>".join(_safe(line) for line in shown)
        styled = ":::world" if question.silent else ""
        if not styled and sometimes(question):
            styled = ":::sometimes"
        return f'    {_name(question)}{opens}"{text}"{closes}{styled}'

    def choices(self, question: Question[Any]) -> list[str]:
        """A few choices by name, more by number; none where they are free."""
        options = _options(question)
        if len(options) > MANY:
            return [f"({len(options)})"]
        named = [self.label(option) for option in options]
        return [" / ".join(named)] if named else []

    def label(self, option: Option) -> str:
        """What it is called; a question that the world answers has only its key."""
        try:
            return words.label(self.language, option)
        except words.UnknownWords:
            return option.value


def _options(question: Question[Any]) -> tuple[Option, ...]:
    """The choices, as far as they do not depend on what was answered."""
    nothing: Mapping[str, Any] = {}
    return question.options(Answers(nothing))


def _name(item: Item) -> str:
    """A box's name; no word that Mermaid keeps for itself."""
    return f"{'t' if isinstance(item, Together) else 'q'}_{item.key}"


def _safe(text: str) -> str:
    """*text* between quotation marks."""
    return text.replace('"', "#quot;")
