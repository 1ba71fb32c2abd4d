"""What a turn wants done about a case that is on its road: effects like all others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GivePaper:
    """A paper of the stage a case is at; *more*: the next is asked for right after."""

    case: str
    paper: str
    files: tuple[str, ...]
    more: bool = False


@dataclass(frozen=True)
class ShowPapers:
    """The papers of a case's stage; with *paper* its files, to be decided on."""

    code: str
    paper: str = ""


@dataclass(frozen=True)
class JudgePaper:
    """Accept a paper; or send it back, with the reason."""

    code: str
    paper: str
    reason: str = ""


@dataclass(frozen=True)
class MoveStage:
    """Bring a case from the stage *seen* one on, one back, or to its end."""

    code: str
    step: str
    seen: str
