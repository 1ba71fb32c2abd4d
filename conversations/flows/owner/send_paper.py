"""A paper of the road, sent by the owner: which one, the file, done; then the next.

What is read of a photo is only brightness and size, never its words.
"""

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import (
    Begin,
    Effect,
    GivePaper,
    Option,
    Say,
    ShowStatus,
)
from conversations.engine.flow import Answers, Flow, Here
from conversations.engine.questions.basic import Choice
from conversations.engine.questions.special import File, Files, Learn, ids, kept

KINDS = ("photo", "document", "voice")
"""How a paper can be sent."""


def found(answers: Answers, key: str) -> Mapping[str, Any]:
    """What was looked up for *key*; an unknown case where no case was found."""
    learned = answers.stored.get(key)
    facts = learned.get("found") if isinstance(learned, Mapping) else None
    if isinstance(facts, Mapping) and ("code" in facts or "problem" in facts):
        return facts
    return {"problem": "unknown"}


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


def brought(answers: Answers) -> Files | None:
    """What came before it was asked for."""
    given = answers.given
    return kept(given.get("files", ()), given.get("flaws", ())) or None


PAPERS = Learn("papers", what="papers")
WHICH = Choice("which", among=among, when=several)
EARLY = File("early", home="paper.file", kinds=KINDS, presumed=lambda _: [])
"""Never asked: what came while it was being asked for which paper."""
PAPER = Learn("paper", what="papers")
FILE = File("file", kinds=KINDS, optional=True, when=known, presumed=brought)


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
    files = [*ids(answers.get(EARLY))]
    early = {"files": files} if files else {}
    return (Begin("paper", {"code": case["code"], "paper": paper, **early}),)


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
    files = ids(answers.get(FILE))
    if not files:
        return onward or (ShowStatus(),)
    give = GivePaper(case["code"], given["paper"], files, more=bool(after))
    return (give, *onward)


def begin(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button to send: a case, or a paper of it (`SRG-0001/apply/nib`)."""
    del here
    code, _, paper = argument.partition("/")
    if paper:
        return (Begin("paper", {"code": code, "paper": paper}),)
    return (Begin("papers", {"code": code}),)


CHOOSE = Flow("papers", (PAPERS, WHICH, EARLY), chosen, again=True)
FLOW = Flow("paper", (PAPER, FILE), sent, again=True)
