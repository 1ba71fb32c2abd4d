"""A case as an act reads it: with its papers, and the officers of its office."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from msgspec import Struct

from conversations.cases import stages
from conversations.cases.certificates.records import Certificate
from conversations.cases.records import Case, Document, Note, Officer
from conversations.cases.staff.duty import alerted, responsible
from conversations.cases.staff.records import Team
from conversations.cases.stages import Paper
from conversations.cases.undo import MoveToCase
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Word


class CaseFile(Struct, frozen=True):
    """What is known of the case that was called *code*; no *case*: there is none.

    *watchers* hear of every case, by person id: the office's group. *word* is what
    the Dinas put right, *filed* all that its owner applied for, where that matters.
    """

    code: str
    case: Case | None = None
    papers: tuple[Paper, ...] = ()
    officers: tuple[Officer, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: tuple[Note, ...] = ()
    watchers: tuple[str, ...] = ()
    word: Word = {}
    filed: tuple[Case, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    """Those of its business that stand, where that matters."""
    brought: tuple[MoveToCase, ...] = ()
    """Of one that was made one with another: what is its own, where it is now."""
    teams: tuple[Team, ...] = ()
    """Those of its office, where that matters."""

    @property
    def holders(self) -> list[Officer]:
        """Who answers for the case: its holder or their deputy; off duty others too."""
        held = self.case.holder_id if self.case else None
        if on_duty := responsible(self.officers, held):
            return on_duty
        own = [each for each in self.officers if each.id == held]
        return [*own, *(each for each in alerted(self.officers) if each not in own)]

    def paper(self, name: str) -> Paper | None:
        """One of its papers."""
        return next((each for each in self.papers if each.id == name), None)

    def of(self, person: str) -> Case | None:
        """The case, if it is this person's."""
        return self.case if self.case and self.case.person_id == person else None


def papers_at(case: Case, seen: CaseFile) -> tuple[Paper, ...]:
    """The papers of *case* where it has come to since it was read."""
    return papers_of(case, seen.documents, seen.notes, seen.word)


def papers_of(
    case: Case, documents: Sequence[Document], notes: Sequence[Note], word: Word
) -> tuple[Paper, ...]:
    """Each paper of the stage a case is at, and how it stands by what was sent."""
    road = catalogue().roads.get(case.road)
    if road is None or case.state != "accepted":
        return ()
    sent: dict[str, list[Document]] = {}
    for one in documents:
        if one.state != "orphan":
            sent.setdefault(one.purpose, []).append(one)
    why = {file: n.body for n in notes if n.kind == "reason" for file in n.files}
    listed = [
        replace(each, name=stated.text, stated=stated)
        if (stated := word.get(f"paper:{case.road}/{each.id}"))
        else each
        for each in stages.papers_of(road, case.stage)
    ]
    return tuple(_standing(paper, sent.get(paper.id, ()), why) for paper in listed)


def _standing(paper: Paper, sent: Sequence[Document], why: Mapping[str, str]) -> Paper:
    standing = stages.standing([one.state for one in sent])
    reasons = [why[one.id] for one in sent if one.id in why]
    reason = reasons[-1] if reasons and standing == "back" else ""
    files = tuple(one.id for one in sent)
    return replace(paper, standing=standing, reason=reason, files=files)
