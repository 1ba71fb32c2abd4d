"""A paper of the road, sent by the owner: which one, the file, done; then the next.

A photo that cannot be read well is said so at once and asked for once more; whatever
comes then is taken. What is read of it is only brightness and size, never its words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conversations.engine import reading
from conversations.engine.effects import (
    Begin,
    Effect,
    GivePaper,
    Option,
    Say,
    ShowStatus,
)
from conversations.engine.events import Event, Picked, Said, Sent
from conversations.engine.flow import Answers, Flow, Here, Question, Read, Refusal
from conversations.engine.questions import Choice, labelled
from conversations.engine.special import File, Learn

FLAWS = ("dark", "small", "blurred", "cut_off")
"""What can be wrong with a photo, the worst first; `bot.media.child` measures it."""
ANY = File("any", kinds=("photo", "document", "voice"))
"""How files of whichever kind are read."""
KEEP = Option("keep", key="option.keep_photo")


@dataclass(frozen=True)
class Paper(Question[dict[str, Any]]):
    """A file for a paper; kept as `{files, flaws}`."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """The files of one message or album, and what could be seen better."""
        files = ANY.read(event, answers, here).value
        found = event.values.get("flaws", ()) if isinstance(event, Sent) else ()
        flaws = [flaw for flaw in FLAWS if flaw in found]
        return Read({"files": files, "flaws": flaws})

    def holds(self, value: object, answers: Answers) -> bool:
        """At least one document id, and the flaws that are known."""
        return (
            isinstance(value, Mapping)
            and ANY.holds(value.get("files"), answers)
            and isinstance(value.get("flaws"), list)
        )


@dataclass(frozen=True)
class Better(Paper):
    """The same once more, or what was sent after all."""

    @property
    def example(self) -> str:
        """What is wrong with a photo, beside a good one; the question is called so."""
        return self.key

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """To leave it at what was sent."""
        del answers
        return (KEEP,)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """A second photo is taken as it is."""
        match event:
            case Picked(KEEP.value):
                return Read(first_sent(answers) or answers[FILE])
            case Picked():
                raise Refusal("not_an_option")
            case Said(text):
                labels = labelled((KEEP,), here)
                if reading.match(text, labels) == reading.Sure(KEEP.value):
                    return Read(first_sent(answers) or answers[FILE])
        return super().read(event, answers, here)


def found(answers: Answers, key: str) -> Mapping[str, Any]:
    """What was looked up for *key*; an unknown case where nothing was."""
    learned = answers.stored.get(key)
    facts = learned.get("found") if isinstance(learned, Mapping) else None
    return facts if isinstance(facts, Mapping) else {"problem": "unknown"}


def among(answers: Answers) -> tuple[Option, ...]:
    """The papers that are still the owner's to send."""
    wanted = found(answers, "papers").get("wanted", ())
    return tuple(Option(id_, label=name) for id_, name in wanted)


def several(answers: Answers) -> bool:
    """Whether there is anything to choose."""
    return len(among(answers)) > 1


def known(answers: Answers) -> bool:
    """Whether the paper is one that the case waits for."""
    return not found(answers, "paper").get("problem")


def unsent(answers: Answers) -> bool:
    """Whether the file is still to be sent; it may have come before it was asked."""
    return known(answers) and not answers.given.get("files")


def first_sent(answers: Answers) -> dict[str, Any] | None:
    """What was sent first, asked or unasked."""
    given = answers.given
    if given.get("files"):
        return {"files": list(given["files"]), "flaws": list(given.get("flaws", ()))}
    return answers.get(FILE)


def flawed(kind: str) -> Callable[[Answers], bool]:
    """Whether this is what is wrong most with what was sent."""

    def first(answers: Answers) -> bool:
        got = (first_sent(answers) if known(answers) else None) or {"flaws": []}
        flaws: list[str] = got["flaws"]
        return flaws[:1] == [kind]

    return first


PAPERS = Learn("papers", what="papers")
WHICH = Choice("which", among=among, when=several)
PAPER = Learn("paper", what="papers")
FILE = Paper("file", optional=True, when=unsent)
AGAIN = tuple(Better(flaw, when=flawed(flaw)) for flaw in FLAWS)


def chosen(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """On to the one that was chosen, or to the only one."""
    del here
    case, code = found(answers, "papers"), answers.given.get("code", "")
    if case.get("problem"):
        return (Say(f"paper.problem.{case['problem']}", {"code": code}),)
    options = among(answers)
    if not options:
        return (ShowStatus(),)
    paper = answers.get(WHICH) or options[0].value
    return (Begin("paper", {"code": case["code"], "paper": paper}),)


def sent(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Hand the paper in, and ask for the next; a skipped one waits."""
    del here
    case, given = found(answers, "paper"), answers.given
    if case.get("problem"):
        return (
            Say(f"paper.problem.{case['problem']}", {"code": given.get("code", "")}),
        )
    after = str(case.get("next", ""))
    onward = (Begin("paper", {"code": case["code"], "paper": after}),) if after else ()
    given_again = (answers.get(again) for again in AGAIN)
    got = next(filter(None, given_again), first_sent(answers))
    if not got:
        return onward or (ShowStatus(),)
    files = tuple(got["files"])
    give = GivePaper(case["code"], given["paper"], files, more=bool(after))
    return (give, *onward)


def begin(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button to send: a case, or a paper of it (`SRG-0001/apply/npwp`)."""
    del here
    code, _, paper = argument.partition("/")
    if paper:
        return (Begin("paper", {"code": code, "paper": paper}),)
    return (Begin("papers", {"code": code}),)


CHOOSE = Flow("papers", (PAPERS, WHICH), chosen, again=True)
FLOW = Flow("paper", (PAPER, FILE, *AGAIN), sent, again=True)
