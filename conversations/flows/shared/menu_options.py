"""The labels of our own buttons, typed: whoever writes one of them gets there.

They work wherever one is, as commands do, in the language one is spoken to in.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from conversations.cases.listing import MINE
from conversations.cases.readiness import ShowCheckPage
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.values import Here
from conversations.flows.owner import learn, own_data, settings
from conversations.flows.shared import menu
from conversations.language import fold
from conversations.understanding import Way

_OWNERS = (
    *(
        Option(f"menu:{name}", key=f"menu.what.{name}")
        for name in (*menu.OWNER, "learn")
    ),
    *(
        Option(f"matter:{name}", key=f"privacy.matter.{name}")
        for name in (*settings.MATTERS, "stop", "withdraw")
    ),
    Option("subscribe:", key="action.subscribe"),
    Option("page:", key="action.ready_page"),
    Option("roads:", key="action.roads"),
)
_OFFICERS = (
    *(Option(f"desk:{name}", key=f"menu.what.{name}") for name in menu.OFFICER),
    Option("mine:", key="action.mine"),
)


def called(here: Here) -> Mapping[str, str]:
    """What each button does by what it is called, in the language of whoever reads."""
    return _called(here.label, officers=bool(here.who.role))


def lead(way: Way, here: Here, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Where the button leads that was typed."""
    verb, _, name = way.value.partition(":")
    return _effects(verb, name, here)


@lru_cache(64)
def _called(label: Callable[[Option], str], *, officers: bool) -> Mapping[str, str]:
    """Of two that are called alike, an officer has the officers'."""
    shown = (*_OWNERS[::-1], *(_OFFICERS[::-1] if officers else ()))
    return {fold(label(option)): option.value for option in shown}


def _effects(verb: str, name: str, here: Here) -> tuple[Effect, ...]:
    """What the button does."""
    match verb, name:
        case "desk", _:
            return (menu.OFFICER[name],)
        case "mine", _:
            return (MINE,)
        case "menu", "learn":
            return learn.card("", here)
        case "menu", _:
            return (menu.OWNER[name],)
        case "matter", "stop":
            return settings.stop("", here)
        case "matter", "withdraw":
            return own_data.first_step()
        case "matter", _:
            return settings.MATTERS[name]
        case "subscribe", _:
            return settings.subscribe("", here)
        case "page", _:
            return (ShowCheckPage(),)
        case _:
            return (Begin("roads"),)
