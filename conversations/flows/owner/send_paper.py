"""A paper of the road, sent by the owner: which one, the file, done; then the next.

What is read of a photo is only brightness and size, never its words.
"""

from conversations.cases.papers import GivePaper, Wanted
from conversations.cases.progress import ShowStatus
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, File, Files, Learn, ids, kept
from conversations.engine.values import Answers, Here

KINDS = ("photo", "document", "voice")
"""How a paper can be sent."""
UNKNOWN = Wanted("unknown")


def among(answers: Answers) -> tuple[Option, ...]:
    """The papers that are still the owner's to send."""
    case = PAPERS.found(answers) or UNKNOWN
    return tuple(Option(id_, label=name) for id_, name in case.wanted)


def several(answers: Answers) -> bool:
    """Whether there is anything to choose."""
    return len(among(answers)) > 1


def known(answers: Answers) -> bool:
    """Whether the paper is one that the case waits for."""
    return not (PAPER.found(answers) or UNKNOWN).problem


def brought(answers: Answers) -> Files | None:
    """What came before it was asked for."""
    given = answers.given
    return kept(given.get("files", ()), given.get("flaws", ())) or None


PAPERS = Learn("papers", what="papers", kind=Wanted)
WHICH = Choice("which", among=among, when=several)
EARLY = File("early", home="paper.file", kinds=KINDS, presumed=lambda _: [])
"""Never asked: what came while it was being asked for which paper."""
PAPER = Learn("paper", what="papers", kind=Wanted)
FILE = File("file", kinds=KINDS, optional=True, when=known, presumed=brought)


def chosen(answers: Answers) -> tuple[Effect, ...]:
    """On to the one that was chosen, or to the only one."""
    case, code = PAPERS.found(answers) or UNKNOWN, answers.given.get("code", "")
    if case.problem:
        return (Say(f"paper.problem.{case.problem}", {"code": code}),)
    options = among(answers)
    if not options:
        return (ShowStatus(),)
    paper = answers.get(WHICH) or options[0].value
    files = [*ids(answers.get(EARLY))]
    early = {"files": files} if files else {}
    return (Begin("paper", {"code": case.code, "paper": paper, **early}),)


def sent(answers: Answers) -> tuple[Effect, ...]:
    """Hand the paper in, and ask for the next; a skipped one waits."""
    case, given = PAPER.found(answers) or UNKNOWN, answers.given
    if case.problem:
        return (Say(f"paper.problem.{case.problem}", {"code": given.get("code", "")}),)
    onward: tuple[Effect, ...] = ()
    if case.next:
        onward = (Begin("paper", {"code": case.code, "paper": case.next}),)
    files = ids(answers.get(FILE))
    if not files:
        return onward or (ShowStatus(),)
    give = GivePaper(case.code, given["paper"], files, more=bool(onward))
    return (give, *onward)


def begin(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button to send: a case, or a paper of it (`SRG-0001/apply/nib`)."""
    code, _, paper = argument.partition("/")
    if paper:
        return (Begin("paper", {"code": code, "paper": paper}),)
    return (Begin("papers", {"code": code}),)


CHOOSE = Aside("papers", (PAPERS, WHICH, EARLY), chosen)
FLOW = Aside("paper", (PAPER, FILE), sent)
