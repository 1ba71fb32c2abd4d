"""The table of rights as a page: each act, and who may do it to whose case."""

from collections.abc import Iterator

from bot import words
from conversations.cases.lifecycle import LIFE, ROLES, Actor, problem
from conversations.cases.rights import RIGHTS, Right

WHOSE = {
    "own": Actor(holds=True),
    "free": Actor(free=True),
    "others": Actor(),
}
"""A case of one's own office: held by oneself, by nobody, by a colleague."""


def draw(language: str = "en") -> str:
    """All of it, as `docs/reference/rights.md`."""

    def tell(key: str) -> str:
        return words.text(language, f"cli.rights.{key}")

    heads = ["act", "owner", *ROLES]
    rows = [
        [f"`{act.__name__}`", *(tell(cell) for cell in cells(right))]
        for act, right in RIGHTS.items()
    ]
    table = [[tell(each) for each in heads], ["---"] * len(heads), *rows]
    lines = (f"| {' | '.join(row)} |" for row in table)
    return "\n\n".join([tell("head"), "\n".join(lines)])


def cells(right: Right) -> Iterator[str]:
    """What the owner may, and then each role at a desk."""
    owns = {LIFE[state, act].who for state, act in LIFE if act in right.life}
    yield "yes" if not right.roles or "owner" in owns else "no"
    for role in ROLES:
        if not right.roles:
            yield "as_owner"
        elif role not in right.roles:
            yield "no"
        else:
            yield _whose(right, role) if right.life else "yes"


def _whose(right: Right, role: str) -> str:
    """Of whose cases, in whatever state that allows it to anybody."""
    able = [
        name
        for name, actor in WHOSE.items()
        if any(
            not problem(state, act, Actor(role, holds=actor.holds, free=actor.free))
            for state, act in LIFE
            if act in right.life and not (act == "take" and name != "free")
        )
    ]
    return "_".join(able) if len(able) < len(WHOSE) else "yes"
