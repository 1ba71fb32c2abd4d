"""The labels of our own buttons, typed: whoever writes one of them gets there.

They work wherever one is, as commands do, in the language one is spoken to in.
"""

from conversations.engine.effects import Begin, Effect, Option, ShowCheckPage
from conversations.engine.flow import Here
from conversations.flows.owner import learn, own_data, settings
from conversations.flows.shared import menu
from conversations.language import fold

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
_OFFICERS = tuple(
    Option(f"desk:{name}", key=f"menu.what.{name}") for name in menu.OFFICER
)


def named(text: str, here: Here) -> tuple[Effect, ...]:
    """Where the button leads that *text* is the label of; nothing if there is none."""
    said = fold(text)
    for option in (*(_OFFICERS if here.who.role else ()), *_OWNERS):
        if fold(here.label(option)) == said:
            verb, _, name = option.value.partition(":")
            return _effects(verb, name, here)
    return ()


def _effects(verb: str, name: str, here: Here) -> tuple[Effect, ...]:
    """What the button does."""
    match verb, name:
        case "desk", _:
            return (menu.OFFICER[name],)
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
