"""What a person has open, and what there is to open.

`Session` is stored; `Registry` is made once, from the flows, and tells the engine
about them so that it need not know one by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.engine.conversation import Conversation
from conversations.engine.effects import Begin, Effect, Say
from conversations.engine.events import Sent
from conversations.engine.flow import Flow, Here


@dataclass(frozen=True)
class Session:
    """One person's conversations; the last of *open* is on top.

    *kept* are answers every flow may use again, *count* numbers conversations, *met*
    says that Pandu has introduced itself, *last* is the message last read as an
    answer: its id, conversation and question. *acts* are the buttons last shown
    outside any conversation (value, key, label), which can also be typed. *dropped* is
    what was thrown away last and can be had back, *dropped_on* the day of it.
    """

    open: tuple[Conversation, ...] = ()
    paused: tuple[Conversation, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    met: bool = False
    last: tuple[str, int, str] = ("", 0, "")
    acts: tuple[tuple[str, str, str], ...] = ()
    dropped: Conversation | None = None
    dropped_on: str = ""

    def dump(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "open": [conversation.dump() for conversation in self.open],
            "paused": [conversation.dump() for conversation in self.paused],
            "kept": dict(self.kept),
            "count": self.count,
            "met": self.met,
            "last": list(self.last),
            "acts": [list(act) for act in self.acts],
            **(
                {"dropped": self.dropped.dump(), "dropped_on": self.dropped_on}
                if self.dropped
                else {}
            ),
        }

    @classmethod
    def load(cls, data: object) -> "Session":
        """What `dump` wrote; whatever cannot be read is left out."""
        data = data if isinstance(data, Mapping) else {}

        def conversations(name: str) -> tuple[Conversation, ...]:
            found = data.get(name)
            rows = found if isinstance(found, list) else []
            return tuple(Conversation.load(r) for r in rows if isinstance(r, dict))

        kept, count, acts = data.get("kept"), data.get("count"), data.get("acts")
        gone, gone_on = data.get("dropped"), data.get("dropped_on")
        match data.get("last"):
            case [str(message), int(number), str(question)]:
                remembered = (message, number, question)
            case _:
                remembered = ("", 0, "")
        return cls(
            open=conversations("open"),
            paused=conversations("paused"),
            kept=kept if isinstance(kept, dict) else {},
            count=count if isinstance(count, int) else 0,
            met=data.get("met") is True,
            last=remembered,
            acts=tuple(
                tuple(act)
                for act in (acts if isinstance(acts, list) else ())
                if isinstance(act, list | tuple)
                and len(act) == 3  # noqa: PLR2004 -- value, key, label
                and all(isinstance(part, str) for part in act)
            ),
            dropped=Conversation.load(gone) if isinstance(gone, dict) else None,
            dropped_on=gone_on if isinstance(gone_on, str) else "",
        )


@dataclass(frozen=True)
class Registry:
    """Everything the talk can turn to; made once, from the flows.

    *commands* and *actions* give effects for a word and for a card's button; *told*
    for what another person did, by its subject. *menu* opens the way
    to everything else, *elsewhere* what is sent outside any conversation.
    *explain* knows hard words, *answer* typed questions (and whether a form is open),
    *urgent* what is answered before it could be taken for an answer,
    *wonder* whom to ask what nobody here knows, and *way* our own buttons, typed.
    *unsure* are commands that say in a form, first, what else may be meant.
    """

    flows: Mapping[str, Flow]
    menu: Callable[[Session, Here], Begin]
    elsewhere: Callable[[Sent], tuple[Effect, ...]]
    commands: Mapping[str, Callable[[str, Here], tuple[Effect, ...]]] = field(
        default_factory=dict
    )
    actions: Mapping[str, Callable[[str, Here], tuple[Effect, ...]]] = field(
        default_factory=dict
    )
    told: Callable[[str, Mapping[str, Any]], tuple[Effect, ...]] = field(
        default=lambda _, __: ()
    )
    explain: Callable[[str, bool], Say | None] = field(default=lambda _, __: None)
    urgent: Callable[[str], bool] = field(default=lambda _: False)
    answer: Callable[[str, Here, bool], tuple[Effect, ...]] = field(
        default=lambda _, __, ___: ()
    )
    wonder: Callable[[str, Here, bool], tuple[Effect, ...]] = field(
        default=lambda _, __, ___: ()
    )
    way: Callable[[str, Here], tuple[Effect, ...]] = field(default=lambda _, __: ())
    unsure: Mapping[str, Say] = field(default_factory=dict)
    payload: Callable[[str], tuple[Effect, ...]] = field(default=lambda _: ())
