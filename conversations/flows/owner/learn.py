"""Getting to know SNI: cards to read, and answers to what is typed.

Under each stands on whose word we say it; all of its sources are one button away.
What the catalogue does not answer, an officer may have answered before; what nobody
has, is put to an officer with the words already typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import structs

from conversations.cases.canned_replies import AnsweredBefore
from conversations.catalogue import (
    attribution,
    catalogue,
    search,
)
from conversations.catalogue import model as facts
from conversations.catalogue.search import Found
from conversations.engine.effects import Begin, Effect, Fact, Line, Option, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import NO, YES, Learn, YesNo
from conversations.engine.values import Answers, Here
from conversations.understanding import Known
from conversations.understanding.questions import FRAUD, OFFICE


def card(argument: str, here: Here) -> tuple[Effect, ...]:
    """The card so called, else the first; with the way to the next and to its road."""
    cards = catalogue().cards
    names = list(cards)
    name = argument if argument in cards else names[0]
    number, one = names.index(name) + 1, cards[name]
    after = names[number : number + 1]
    return (
        Say(
            "learn.card",
            {
                "title": Fact(label=one.title),
                "number": number,
                "count": len(names),
                "text": Fact(label=one.text),
                "source": according(one),
            },
            actions=(
                *(Option(f"learn:{n}", key="action.next_card") for n in after),
                Option(f"road:{one.road}", key="action.this_road"),
                whence(f"card:{name}"),
                Option("officer", key="action.officer"),
            ),
        ),
    )


def known(meaning: Known, here: Here, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """What is known about a question; a *busy* person is filling in a form."""
    entries = meaning.entries
    details = [e.removeprefix(OFFICE) for e in entries if e.startswith(OFFICE)]
    facts = [found for each in entries if (found := search.entry(each))]
    said_of_itself = office(details, here.who.language, busy=busy)
    return (*said_of_itself, *(told(each, busy=busy) for each in facts))


def wonder(text: str) -> tuple[Effect, ...]:
    """The way to somebody who knows, for what nothing here could make anything of."""
    return (Begin("wonder", {"text": text.strip()}),)


def told(found: Found, *, busy: bool) -> Say:
    """An entry of the catalogue, and on whose word we say it."""
    more = (Option(found.action, key="action.read_on"),) if found.action else ()
    ask = Option("officer", key="action.officer")
    actions = () if busy else (*more, whence(found.id), ask)
    if found.id == FRAUD:  # it cannot wait for the end of a form
        actions = (ask, whence(found.id))
    return Say(
        "learn.answer" if found.title else "learn.gloss",
        {
            "title": Fact(label=found.title),
            "text": Fact(label=found.text),
            "source": according(found.fact),
        },
        actions=actions,
        joined=not actions,
    )


def office(wanted: Sequence[str], language: str, *, busy: bool) -> tuple[Say, ...]:
    """What the Dinas says of itself, by id; nothing where it did not say that."""
    ours = catalogue().office
    key = "learn.office.since" if ours.confirmed_on else "learn.office"
    since = {"year": ours.confirmed_on.year} if ours.confirmed_on else {}
    titles = {each.id: Fact(label=each.title) for each in ours.details}
    known = {each: value for each in wanted if (value := ours.detail(each, language))}
    return tuple(
        Say(
            key,
            {"title": titles[each], "text": value, "office": ours.short, **since},
            actions=() if busy else (Option("officer", key="action.officer"),),
            joined=busy,
        )
        for each, value in known.items()
    )


def according(fact: facts.Fact) -> tuple[object, ...]:
    """On whose word we say *fact*, and whether an officer should be asked as well."""
    if attribution.unchecked(fact):
        return (Fact(key="source.unchecked"),)
    named = attribution.weightiest(fact, catalogue().publishers)
    first = "; ".join(each.said for each in named)
    said = (Fact(key="source.by"), f"{first}.")
    return said if fact.confidence == "high" else (*said, Fact(key="source.check"))


def whence(entry: str) -> Option:
    """The button to all sources of an *entry*."""
    return Option(f"source:{entry}", key="action.source")


def sources(argument: str, here: Here) -> tuple[Effect, ...]:
    """Every source of an entry (`card:cost`), with its address where it has one.

    Only of what was published can one say when it was read.
    """
    found = search.entry(argument)
    if found is None:
        return (Say("source.gone"),)
    named = attribution.sources(found.fact, catalogue().publishers)
    lines = [Line(Option("", label=each.said), (each.url,)) for each in named]
    return (
        Say(
            "source.all" if attribution.published(found.fact) else "source.own",
            {
                "title": Fact(label=found.title or found.text),
                "source": according(found.fact),
                "lines": [line if line.shown[0] else line.label for line in lines],
                "read_on": found.fact.checked_on,
            },
        ),
    )


def _about(answers: Answers) -> Mapping[str, Any]:
    return {"text": answers.given.get("text", "")}


def _known(answers: Answers) -> AnsweredBefore:
    """What an officer answered before to a question like this one."""
    return KNOWN.found(answers) or AnsweredBefore()


def nobody_knows(answers: Answers) -> bool:
    """Whether no officer answered this before."""
    return not _known(answers).answer


def perhaps_known(answers: Answers) -> bool:
    """Whether an officer answered what may be this, in other words."""
    return bool(_known(answers).question)


KNOWN = Learn("known", what="answer", about=_about, kind=AnsweredBefore)
MEANT = YesNo(
    "meant",
    when=perhaps_known,
    among=(Option(YES, key="wonder.that"), Option(NO, key="action.officer")),
)
SEND = YesNo(
    "send",
    when=nobody_knows,
    among=(Option(YES, key="wonder.yes"), Option(NO, key="option.no")),
)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """An officer's lasting answer, or the question on its way to one."""
    known = _known(answers)
    if known.answer and answers.get(MEANT) != NO:
        ask = Option("officer", key="action.officer")
        return (Say("learn.officer", structs.asdict(known), actions=(ask,)),)
    if known.answer or answers[SEND] == YES:
        return (Begin("ask", {"text": answers.given["text"]}),)
    return (Say("learn.left"),)


FLOW = Menu("wonder", (KNOWN, MEANT, SEND), finish, passing=True)
