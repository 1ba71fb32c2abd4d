"""What a file is for that was sent while nothing was asked: a paper, or an officer.

It is asked once, beside the file itself, and can simply be left: the file is put away
before it is asked. Under which "sudah" stands, it shows that a stage is done.
"""

from conversations.cases.messages import AskOfficers
from conversations.cases.papers import Wanted
from conversations.cases.queue import LABEL, short
from conversations.cases.stage_reports import OpenStage
from conversations.cases.visits.findings import StillOpen
from conversations.cases.voices import PutAway
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.events import Sent
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice, Learn
from conversations.engine.values import Answers
from conversations.flows.owner import send_paper
from conversations.language import Utterance
from conversations.understanding import says_done

PROOF = Option("proof", key="purpose.proof")
OFFICER = Option("officer", key="purpose.officer")
CERTIFICATE = Option("certificate", key="purpose.certificate")
AWAY = Option("away", key="purpose.away")
FINDING = "finding:"


def elsewhere(sent: Sent) -> tuple[Effect, ...]:
    """A voice is a question to an officer; of a picture one asks what it is for."""
    files, text = list(sent.files), sent.text
    if sent.kind == "voice":
        return (Begin("ask", {"files": files, "text": text}),)
    flaws = list(sent.values.get("flaws", ()))
    given = {"files": files, "text": text, "flaws": flaws}
    done = bool(text) and says_done(Utterance(text))
    asked = Begin("stage_done", {**given, "words": text}) if done else None
    return PutAway(sent.files, quietly=True), asked or Begin("purpose", given)


def newest(answers: Answers) -> str:
    """The file that came last, to be shown with the question."""
    files = answers.given.get("files") or ("",)
    return str(files[-1])


def among(answers: Answers) -> tuple[Option, ...]:
    """What was to be put right, what the case waits for, an officer, or nothing yet."""
    case = PAPERS.found(answers)
    guided = (CERTIFICATE,) if case and not case.problem else ()
    proof = (PROOF,) if found_stage(answers).wants == "photo" else ()
    put_right = tuple(
        Option(FINDING + id_, label=short(text, LABEL))
        for id_, text in (FINDINGS.found(answers) or StillOpen()).each
    )
    papers = send_paper.among(answers)
    return (*put_right, *papers, *proof, *guided, OFFICER, AWAY)


def found_stage(answers: Answers) -> OpenStage:
    """The stage that it may be proof of."""
    return STAGE.found(answers) or OpenStage()


STAGE = Learn("stage", what="open_stage", about=lambda _: {}, kind=OpenStage)
FINDINGS = Learn("findings", what="findings", about=lambda _: {}, kind=StillOpen)
PAPERS = Learn("papers", what="papers", about=lambda _: {}, kind=Wanted)
FOR = Choice("for", among=among, shows=newest)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Hand it in, on to an officer, or away."""
    given, chosen = answers.given, answers[FOR]
    files = list(given.get("files", ()))
    if chosen == OFFICER.value:
        return (AskOfficers(str(given.get("text", "")), tuple(files)),)
    if chosen == PROOF.value:
        return (Begin("stage_done", given),)
    if chosen == AWAY.value:
        return (PutAway(tuple(files)),)
    if chosen == CERTIFICATE.value:
        return (Begin("send_certificate", {"files": files}),)
    sent = {"files": files, "flaws": list(given.get("flaws", ()))}
    if chosen.startswith(FINDING):
        finding = chosen.removeprefix(FINDING)
        return (Begin("finding_yes", {"finding": finding, **sent}),)
    case = PAPERS.found(answers) or Wanted("unknown")
    return (Begin("paper", {"code": case.code, "paper": chosen, **sent}),)


FLOW = Menu("purpose", (PAPERS, STAGE, FINDINGS, FOR), finish, consent=True)
