"""The papers of a case's stage: sent by the owner, decided on by the officer."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot import words
from bot.desk import access, applications
from bot.desk import cases as desks
from bot.desk.access import Denied
from bot.pipeline.acts import Act, Performer
from conversations.cases import lifecycle, stages
from conversations.cases.stages import Paper
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    Fact,
    GivePaper,
    JudgePaper,
    Option,
    Say,
    ShowPapers,
)
from conversations.flows.officer import case_card, review_papers
from storage.cases import cases, documents, history, notes
from storage.cases.cases import Case


async def of_case(act: Act, case: Case) -> tuple[Paper, ...]:
    """Each paper of the stage a case is at, and how it stands."""
    road = catalogue().roads.get(case.road)
    listed = stages.papers_of(road, case.stage) if road else ()
    if not listed or case.state != "accepted":
        return ()
    sent = await documents.of_papers(act.tx, case.id)
    said = await notes.of_case(act.tx, case.id, internal=False)
    why = {file: n.body for n in said if n.kind == "reason" for file in n.files}
    return tuple(_paper(each, sent.get(each.id, []), why) for each in listed)


def _paper(
    listed: Paper, sent: list[documents.Document], why: Mapping[str, str]
) -> Paper:
    standing = stages.standing([one.state for one in sent])
    reasons = [why[one.id] for one in sent if one.id in why]
    reason = reasons[-1] if reasons and standing == "back" else ""
    files = tuple(one.id for one in sent)
    return Paper(listed.id, listed.name, standing, reason, files)


def wanted(papers: Iterable[Paper]) -> list[Paper]:
    """What is still the owner's to send."""
    return [paper for paper in papers if paper.wanted]


def choose(case: Case) -> Option:
    """The button to choose which paper to send."""
    return Option(f"send:{case.code}", key="action.choose_paper")


# --- the owner ---------------------------------------------------------------------


async def learn(act: Act, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an owner's case waits for; of one paper its name, and which comes after."""
    case = await _own(act, str(asked.get("code", "")))
    if case is None:
        return {"problem": "unknown"}
    if lifecycle.problem(case.state, "paper", lifecycle.Actor(owns=True)):
        return {"problem": "late"}
    papers = await of_case(act, case)
    open_ = wanted(papers)
    found: dict[str, Any] = {
        "code": case.code,
        "stage_name": words.show(
            act.person.language, case_card.stage_name(case.road, case.stage)
        ),
        "wanted": [[paper.id, paper.name] for paper in open_],
    }
    name = asked.get("paper")
    if not name:
        return found
    ids = [paper.id for paper in papers]
    if name not in ids:
        return {"problem": "late"}
    place = ids.index(name)
    if papers[place].standing == "accepted":
        return {"problem": "enough"}
    after = next((paper.id for paper in wanted(papers[place + 1 :])), "")
    shown = words.prose(act.person.language, papers[place].name)
    return {**found, "paper_name": shown, "next": after}


async def _own(act: Act, code: str) -> Case | None:
    """The case an owner speaks of; without a code the latest that is on its way."""
    if code:
        case = await cases.by_code(act.tx, code)
        return case if case and case.person_id == act.person.person_id else None
    found = await cases.of_person(act.tx, act.person.person_id)
    return next((case for case in found if case.state == "accepted"), None)


async def give(act: Act, effect: GivePaper) -> Iterable[Say]:
    """A paper arrives: kept for its case, and shown to whoever holds it."""
    case = await _own(act, effect.case)
    if case is None:
        return [Say("paper.problem.unknown")]
    late = lifecycle.problem(case.state, "paper", lifecycle.Actor(owns=True))
    found = {paper.id: paper for paper in await of_case(act, case)}
    paper = found.get(effect.paper)
    if late or paper is None:
        return [
            Say(
                "paper.problem.late",
                {"code": case.code},
                actions=(applications.STATUS,),
            )
        ]
    if paper.standing == "accepted":
        return [
            Say(
                "paper.problem.enough",
                {"code": case.code},
                actions=(applications.STATUS,),
            )
        ]
    await documents.replaced(act.tx, case.id, paper.id)
    me = act.person.person_id
    await documents.attach(act.tx, effect.files, case.id, me, paper.id)
    await history.write(
        act.tx, "case.paper_sent", case_id=case.id, person_id=me, paper=paper.id
    )
    values = {
        "code": case.code,
        "business": case.business_name,
        "paper": paper.id,
        "name": paper.name,
        "files": list(effect.files),
    }
    for officer in await applications.holders(act, case):
        await act.tell(officer.person_id, "paper_sent", values)
    return [_thanks(case, paper, wanted(await of_case(act, case)), more=effect.more)]


def _thanks(case: Case, paper: Paper, left: list[Paper], *, more: bool) -> Say:
    """It has arrived; and what is still to come, unless that is asked right now."""
    name = Fact(label=paper.name)
    if more:
        return Say("paper.taken", {"name": name}, joined=True)
    if left:
        values = {"name": name, "left": [Fact(label=each.name) for each in left]}
        return Say(
            "paper.taken_left", values, actions=(choose(case), applications.STATUS)
        )
    values = {"name": name, "officer": case.holder_name}
    return Say("paper.taken_all", values, actions=(applications.STATUS,))


# --- the officer -------------------------------------------------------------------


async def show(act: Act, effect: ShowPapers) -> Iterable[Say]:
    """The papers of a stage, or one of them with its files."""
    desk = await access.may(act, effect.code, "papers")
    found = await of_case(act, desk.case)
    if not effect.paper:
        stage = case_card.stage_name(desk.case.road, desk.case.stage)
        return [review_papers.papers(desk.case.code, stage, found)]
    paper = next((each for each in found if each.id == effect.paper), None)
    if paper is None or not paper.files:
        raise Denied("desk.paper_gone", code=desk.case.code)
    await desks.note(act, desk, "paper_seen", paper=paper.id)
    values = {
        "code": desk.case.code,
        "paper": paper.id,
        "name": paper.name,
        "state": Fact(key=f"paper.state.{paper.standing}"),
        "files": paper.files,
    }
    return review_papers.paper(values)


async def decide(act: Act, effect: JudgePaper) -> Iterable[Say]:
    """Accept a paper or send it back; the owner is told at once."""
    desk = await access.may(act, effect.code, "papers")
    case = desk.case
    found = await of_case(act, case)
    paper = next((each for each in found if each.id == effect.paper), None)
    if paper is None or not paper.files:
        raise Denied("desk.paper_gone", code=case.code)
    verdict = "sent_back" if effect.reason else "accepted"
    if paper.standing == ("back" if effect.reason else "accepted"):
        raise Denied("desk.paper_decided", name=Fact(label=paper.name), code=case.code)
    await documents.decide(act.tx, paper.files, verdict)
    if effect.reason:
        await notes.write(
            act.tx,
            case.person_id,
            "reason",
            effect.reason,
            author="officer",
            case_id=case.id,
            officer_id=desk.officer.id,
            files=paper.files,
        )
    await desks.note(act, desk, f"paper_{verdict}", paper=paper.id)
    after = await of_case(act, case)
    ahead = next((each for each in after if each.wanted), None)
    await desks.tell_owner(
        act,
        desk,
        f"paper_{verdict}",
        paper=paper.id,
        name=paper.name,
        reason=effect.reason,
        next=ahead.id if ahead else "",
        next_name=ahead.name if ahead else "",
        whole=all(each.standing == "accepted" for each in after),
    )
    values = {"code": case.code, "name": Fact(label=paper.name)}
    said = Say(f"desk.judged.{verdict}", values, joined=True)
    if any(each.standing != "accepted" for each in after):
        stage = case_card.stage_name(case.road, case.stage)
        return [said, review_papers.papers(case.code, stage, after)]
    steps = review_papers.buttons(stages.STEPS, case.code, case.road, case.stage)
    whole = Say("desk.papers_whole", {"code": case.code}, actions=steps, kind="notice")
    return [said, whole]


PERFORMERS: Mapping[type, Performer] = {
    GivePaper: give,
    ShowPapers: show,
    JudgePaper: decide,
}
