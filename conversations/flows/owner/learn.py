"""Getting to know SNI: cards to read, and answers to what is typed.

Under each stands on whose word we say it; all of its sources are one button away.
What the catalogue does not answer, an officer may have answered before; what nobody
has, is put to an officer with the words already typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from conversations import language
from conversations.cases.buttons import STATUS, button
from conversations.cases.canned_replies import AnsweredBefore, CountAnswer
from conversations.cases.lifecycle import HANDLERS
from conversations.catalogue import (
    attribution,
    catalogue,
    entries,
    near,
)
from conversations.catalogue import model as facts
from conversations.catalogue.entries import Found
from conversations.catalogue.overrides import Stated
from conversations.engine.effects import Begin, Effect, Fact, Line, Option, Say
from conversations.engine.events import Event, Typed
from conversations.engine.flow import Menu
from conversations.engine.questions import (
    NO,
    YES,
    Choice,
    Learn,
    Read,
    Refusal,
    YesNo,
    labelled,
)
from conversations.engine.values import Answers, Here
from conversations.language import Utterance
from conversations.understanding import Known
from conversations.understanding.questions import FRAUD, OFFICE

OFFICER = Option("officer", key="action.officer")
GRADES = ("high", "medium", "low")
"""How sure a fact is, the surest first."""


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
                **as_said(f"card:{name}", one.text, one, here),
            },
            actions=(
                *(Option(f"learn:{n}", key="action.next_card") for n in after),
                Option(f"road:{one.road}", key="action.this_road"),
                *next_step(here),
                whence(f"card:{name}"),
                OFFICER,
                *put_right(f"card:{name}", here),
            ),
        ),
    )


def known(meaning: Known, here: Here, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """What is known about a question; a *busy* person is filling in a form."""
    names = meaning.entries
    details = [e.removeprefix(OFFICE) for e in names if e.startswith(OFFICE)]
    facts = [found for each in names if (found := entries.entry(each))]
    said_of_itself = office(details, here, busy=busy)
    match facts:
        case [one, other]:
            return (*said_of_itself, compared(one, other, here, busy=busy))
    return (*said_of_itself, *(told(each, here, busy=busy) for each in facts))


def wonder(text: str) -> tuple[Effect, ...]:
    """The way to somebody who knows, for what nothing here could make anything of."""
    nearest = near.near(Utterance(text))
    about = {"near": nearest} if nearest else {}
    return (Begin("wonder", {"text": text.strip(), **about}),)


def told(found: Found, here: Here, *, busy: bool) -> Say:
    """An entry of the catalogue, and on whose word we say it."""
    more = (Option(found.action, key="action.read_on"),) if found.action else ()
    mend = put_right(found.id, here)
    on = (*more, *next_step(here))
    actions = () if busy else (*on, whence(found.id), OFFICER, *mend)
    if found.id == FRAUD:  # it cannot wait for the end of a form
        actions = (OFFICER, whence(found.id))
    return Say(
        "learn.answer" if found.title else "learn.gloss",
        {
            "title": Fact(label=found.title),
            **as_said(found.id, found.text, found.fact, here),
        },
        actions=actions,
        joined=not actions,
    )


def compared(one: Found, other: Found, here: Here, *, busy: bool) -> Say:
    """Two entries side by side, on whose word we say what is less sure of them."""
    said = [as_said(each.id, each.text, each.fact, here) for each in (one, other)]
    unsure = max(one, other, key=lambda each: GRADES.index(each.fact.confidence))
    return Say(
        "learn.compared",
        {
            "one": said[0]["text"],
            "other": said[1]["text"],
            "source": as_said(unsure.id, unsure.text, unsure.fact, here)["source"],
        },
        actions=() if busy else (*next_step(here), OFFICER),
        joined=busy,
    )


def next_step(here: Here) -> tuple[Option, ...]:
    """The way on from a fact, for owners: to their application, else to apply."""
    if here.who.role:
        return ()
    return (STATUS if here.who.applied else Option("apply:", key="action.apply"),)


def office(wanted: Sequence[str], here: Here, *, busy: bool) -> tuple[Say, ...]:
    """What the Dinas says of itself, by id; nothing where it did not say that."""
    titles = {each.id: Fact(label=each.title) for each in catalogue().office.details}
    return tuple(
        Say(
            key,
            {"title": titles[each], **values},
            actions=()
            if busy
            else (*next_step(here), OFFICER, *put_right(f"{OFFICE}{each}", here)),
            joined=busy,
        )
        for each in wanted
        for key, values in _of_office(each, here)
    )


def _of_office(detail: str, here: Here) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The words for a detail of the office, and what stands in them, if it is known."""
    ours = catalogue().office
    if stated := here.word.get(f"{OFFICE}{detail}"):
        yield "learn.answer", {"text": stated.text, "source": attributed(stated)}
    elif value := ours.detail(detail, here.who.language):
        values = {"text": value, "office": ours.short}
        if ours.confirmed_on:
            yield "learn.office.since", {**values, "year": ours.confirmed_on.year}
        else:
            yield "learn.office", values


def as_said(
    entry: str, text: str, fact: facts.Fact, here: Here
) -> Mapping[str, object]:
    """What is said of an *entry*, and on whose word: the Dinas's, else as shipped."""
    if stated := here.word.get(entry):
        return {"text": stated.text, "source": attributed(stated)}
    return {"text": Fact(label=text), "source": according(fact)}


def attributed(stated: Stated) -> Say:
    """The Dinas's word: since when, and until when if it said so."""
    values = {"office": catalogue().office.short, "on": stated.on}
    if stated.until:
        return Say("source.stated.until", {**values, "until": stated.until})
    return Say("source.stated", values)


def put_right(entry: str, here: Here) -> tuple[Option, ...]:
    """The button under what is shown, for those who may say that it is otherwise."""
    return (button("put_right", entry),) if here.who.role in HANDLERS else ()


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
    found = entries.entry(argument)
    if found is None:
        return (Say("source.gone"),)
    title = Fact(label=found.title or found.text)
    if stated := here.word.get(argument):
        values = {"title": title, "source": attributed(stated)}
        return (Say("source.dinas", {**values, "before": Fact(label=found.text)}),)
    named = attribution.sources(found.fact, catalogue().publishers)
    lines = [Line(Option("", label=each.said), (each.url,)) for each in named]
    return (
        Say(
            "source.all" if attribution.published(found.fact) else "source.own",
            {
                "title": title,
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


class Title(Choice):
    """A title by its button, its number, or all of it.

    A word of it may be the answer to the form that lies beneath.
    """

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The title; whatever else is said passes it by."""
        labels = labelled(self.options(answers), here)
        if isinstance(event, Typed) and not language.whole(event.text, labels):
            raise Refusal("not_an_option", {"said": event.text})
        return super().read(event, answers, here)


def nearest(answers: Answers) -> tuple[Option, ...]:
    """What the catalogue knows that may be this, and a person."""
    found = map(entries.entry, answers.given.get("near", ()))
    known = tuple(Option(one.id, label=one.title or named(one)) for one in found if one)
    return (*known, OFFICER) if known else ()


def named(found: Found) -> str:
    """What an entry without a title is called."""
    return catalogue().glossary[found.id.partition(":")[2]].name


def nobody_knows(answers: Answers) -> bool:
    """Whether no officer answered this before, and nothing that we know is near."""
    return not (_known(answers).answer or nearest(answers))


def only_near(answers: Answers) -> bool:
    """Whether it is only near to something that we know."""
    return not _known(answers).answer and bool(nearest(answers))


def perhaps_known(answers: Answers) -> bool:
    """Whether an officer answered what may be this, in other words."""
    return bool(_known(answers).question)


KNOWN = Learn("known", what="answer", about=_about, kind=AnsweredBefore)
MEANT = YesNo(
    "meant",
    when=perhaps_known,
    among=(Option(YES, key="wonder.that"), Option(NO, key="action.officer")),
)
NEAR = Title("near", when=only_near, among=nearest)
SEND = YesNo(
    "send",
    when=nobody_knows,
    among=(Option(YES, key="wonder.yes"), Option(NO, key="option.no")),
)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """A lasting answer, what was meant, or the question on its way to an officer."""
    known = _known(answers)
    if known.answer and answers.get(MEANT) != NO:
        said = Say("learn.officer", structs.asdict(known), actions=(OFFICER,))
        return (said, CountAnswer(known.id)) if known.id else (said,)
    if meant := entries.entry(answers.get(NEAR) or ""):
        return (told(meant, here, busy=False),)
    if answers.get(SEND) == NO:
        return (Say("learn.left"),)
    return (Begin("ask", {"text": answers.given["text"]}),)


FLOW = Menu("wonder", (KNOWN, MEANT, NEAR, SEND), finish_here=finish, passing=True)
