"""What the code says, found by walking it: keys, and the values that come with them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.messages.pofile import read_po

from conversations.engine.questions import Question
from conversations.engine.values import Answers
from conversations.flows import FLOWS
from conversations.flows.owner.apply import QUESTIONS
from locales import FOLDER
from tests.project.tree import PACKAGES, ROOT, files, text

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
SAYING = {"Say", "say", "Denied", "Option", "Fact", "Refusal"}
BUTTONS = {"button": "action.", "desk": "desk.act."}
"""What makes a button of a verb, and where such are called something."""
NAMED = {"key", "label"}
"""What a button is called, unless it is called as its verb is."""
FETCHING = {"text", "runs", "words_of"}
WRAPPED = {
    ("bot/cli.py", "tell"): ("cli.", 0),
    ("bot/cli.py", "add"): ("cli.", 0),
    ("bot/cli.py", "say"): ("cli.", 1),
    ("bot/operations/doctor.py", "Finding"): ("cli.doctor.", 2),
    ("bot/operations/refusals.py", "tell"): ("cli.refuse.", 0),
    ("conversations/catalogue/local.py", "Problem"): ("cli.office.", 0),
    ("bot/office.py", "Problem"): ("cli.office.", 0),
    ("bot/views/leaders_report.py", "_t"): ("leaders.", 0),
}
"""Functions that put a beginning before a key, and where they take the key."""


@dataclass(frozen=True)
class Use:
    """A call that leads to words: *pattern* of the keys, and which values it gives.

    *values* is None where they cannot be told from the code.
    """

    at: str
    call: str
    pattern: str
    values: frozenset[str] | None

    def leads_to(self, key: str) -> bool:
        return re.fullmatch(self.pattern, key) is not None


@cache
def spoken(language: str) -> dict[str, str]:
    """Every key of *language* with its words, in the order of the file."""
    with (FOLDER / language / "LC_MESSAGES" / "pandu.po").open("rb") as file:
        return {
            str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id
        }


def patterns(node: ast.expr | None) -> Iterator[str]:
    """The keys *node* can be, as regular expressions; none where it is a variable."""
    match node:
        case ast.Constant(value=str(value)) if value:
            yield re.escape(value)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value))
                if isinstance(part, ast.Constant)
                else r"[\w.]+"
                for part in parts
            )
        case ast.IfExp(body=one, orelse=other):
            yield from patterns(one)
            yield from patterns(other)


def given(node: ast.expr | None) -> frozenset[str] | None:
    """The names of the values in a literal dictionary."""
    if node is None:
        return frozenset()
    if not isinstance(node, ast.Dict) or None in node.keys:
        return None
    names = [str(key.value) for key in node.keys if isinstance(key, ast.Constant)]
    return frozenset(names) if len(names) == len(node.keys) else None


def uses_in(source: str, at: str = "") -> Iterator[Use]:
    """Each call in *source* that leads to words."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        owner = getattr(getattr(node.func, "value", None), "id", "")
        named = {each.arg: each.value for each in node.keywords}

        def part(
            index: int, name: str, call: ast.Call = node, named=named
        ) -> ast.expr | None:
            return call.args[index] if len(call.args) > index else named.get(name)

        begin, place = WRAPPED.get((at, name), ("", 0))
        if begin:
            keys, values = part(place, "key"), None
        elif name in BUTTONS and at.startswith("conv") and not NAMED & set(named):
            begin, keys, values = BUTTONS[name], part(0, "verb"), None
        elif name in SAYING:
            place = {"Option": 1, "Fact": 1}.get(name, 0)
            keys = part(place, "reason" if name == "Refusal" else "key")
            values = None if name in {"Option", "Fact"} else given(part(1, "values"))
        elif name in FETCHING and owner == "words":
            keys, values = part(1, "key"), given(part(2, "values"))
        else:
            continue
        for fallback, found in ((False, keys), (True, named.get("fallback"))):
            for pattern in patterns(found):
                call = "fallback" if fallback else name
                yield Use(
                    f"{at}:{node.lineno}", call, re.escape(begin) + pattern, values
                )


@cache
def uses() -> tuple[Use, ...]:
    """Each call in the project that leads to words."""
    return tuple(
        use
        for package in PACKAGES
        for path in files(ROOT / package, ".py")
        for use in uses_in(text(path), path.relative_to(ROOT).as_posix())
    )


@cache
def strings() -> frozenset[str]:
    """Whatever looks like a key, in code and pages."""
    found: set[str] = set()
    for package in ("bot", "conversations"):
        for path in files(ROOT / package, ".py"):
            for node in ast.walk(ast.parse(text(path))):
                match node:
                    case ast.Constant(value=str(value)) if KEY.fullmatch(value):
                        found.add(value)
    for path in files(ROOT / "bot", ".html"):
        found.update(m[1] for m in re.finditer(r"""["']([\w.]+)["']""", text(path)))
    return frozenset(found)


@cache
def templates() -> frozenset[str]:
    """Every string with gaps that could become a key, as a regular expression."""
    return frozenset(
        pattern
        for package in PACKAGES
        for path in files(ROOT / package, ".py")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.JoinedStr)
        for pattern in patterns(node)
        if re.match(r"[a-z_]+\\\.", pattern)
    )


@cache
def homes() -> dict[str, Question[Any]]:
    """Every question that is put to a person, by where its words are."""
    found = {
        flow.home(question): question
        for flow in FLOWS.values()
        for question in flow.questions({"field": "photo"})
        if not question.silent
    }
    return found | {q.home or f"apply.{q.key}": q for q in QUESTIONS.values()}


@cache
def buttons() -> frozenset[str]:
    """The keys of whatever can be pressed."""
    keys = [
        key
        for use in uses()
        if use.call == "Option"
        for key in spoken("id")
        if use.leads_to(key)
    ]
    for given_ in ({}, {"role": "admin"}):
        for question in homes().values():
            keys += [o.key for o in question.options(Answers(given=given_)) if o.key]
    not_pressed = re.compile(
        r"(route\.reason|privacy\.line|(desk|status)\.(state|note))\..*"
        r"|.*\.(label|help|ask)"
    )
    return frozenset(key for key in keys if not not_pressed.fullmatch(key))


@cache
def labels() -> frozenset[str]:
    """The keys of what is said inside other words, without values of its own."""
    inside = re.compile(
        r".*\.(label|example)|(option|desk\.(state|role)|status\.state|roads\.sure|"
        r"route\.reason)\..*|together\.(example|optional|skip)|ask\.exits|review\..*"
    )
    facts = [use for use in uses() if use.call == "Fact"]
    return frozenset(
        key
        for key in spoken("id")
        if inside.fullmatch(key) or any(fact.leads_to(key) for fact in facts)
    )
