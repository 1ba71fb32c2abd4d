"""[Sudah] and [Belum bisa]: an owner says that a stage is done, or where they stick.

By a button the stage is named; by words it is said back before it counts, for "sudah
bayar" may be about another. What one does oneself needs no officer: the next stage
stands in the same bubble. Whoever is stuck gets the way out, and an officer hears.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import structs

from conversations.cases import stages
from conversations.cases.buttons import STATUS, button, ways
from conversations.cases.decision import Notice
from conversations.cases.messages import AskOfficers
from conversations.cases.names import stage_name
from conversations.cases.reminders import AskNews
from conversations.cases.stage_reports import (
    OpenStage,
    ReportRefused,
    ReportStage,
    StageAgain,
    StageDone,
)
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Fact, Moot, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside, Menu
from conversations.engine.questions import (
    NO,
    YES,
    Choice,
    Day,
    Digits,
    File,
    Files,
    Learn,
    Message,
    Read,
    Refusal,
    Text,
    YesNo,
    ids,
    kept,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.owner import to_do
from conversations.flows.shared.news import worded
from conversations.language import Utterance, read_digits

Effects = tuple[Effect, ...]
NIB = catalogue().fields["nib"]
OTHER = "other"


# --- which stage ---------------------------------------------------------------------


def about(answers: Answers) -> Mapping[str, Any]:
    """The case of the button, if it was one."""
    return {"code": answers.given.get("code", "")}


def found(answers: Answers) -> OpenStage:
    """What there is to speak of."""
    return STAGE.found(answers) or OpenStage()


def among(answers: Answers) -> tuple[Option, ...]:
    """Each case, where it may be one of several."""
    return tuple(
        Option(code, label=f"{code} {business}".strip())
        for code, business in found(answers).cases
    )


def begun(flow: str, answers: Answers) -> Effects:
    """The same about the case that was chosen; nothing where there is only one."""
    chosen = answers.get(WHICH)
    return (Begin(flow, {**answers.given, "code": chosen}),) if chosen else ()


STAGE = Learn("stage", what="open_stage", about=about, kind=OpenStage)
WHICH = Choice(
    "which",
    home="stage_report.which",
    among=among,
    when=lambda answers: len(found(answers).cases) > 1,
)


# --- done ----------------------------------------------------------------------------


def nib_in(answers: Answers) -> str | None:
    """The NIB that the stage gives, if it was said already, or is known."""
    stage = found(answers)
    if stage.gives != NIB.id:
        return None
    heard = read_digits(Utterance(answers.given.get("words", "")), NIB.pattern)
    said = heard.values if heard.values and not heard.doubt else ()
    return next(iter((*said, *filter(None, (stage.has,)))), None)


def brought(answers: Answers) -> Files | None:
    """What came with the word."""
    given = answers.given
    return kept(given.get("files", ()), given.get("flaws", ())) or None


def at_it(answers: Answers) -> bool:
    """Whether the case is still at the stage that was meant."""
    at, named = found(answers).at, answers.given.get("stage")
    return bool(at) and named in {None, "", at}


def lacks(answers: Answers) -> bool:
    """Whether papers are still to come; who gave them by hand says so."""
    left = at_it(answers) and found(answers).left
    return bool(left) and not answers.given.get("anyway")


def of_another(answers: Answers) -> bool:
    """Whether only figures were said, and they are not what the stage comes to."""
    figures = str(answers.given.get("words", "")).replace(" ", "").isdecimal()
    return figures and nib_in(answers) is None


def this_one(answers: Answers) -> bool:
    """Whether the case is still at the stage that was meant, with all its papers."""
    return at_it(answers) and not lacks(answers) and not of_another(answers)


def doubtful(answers: Answers) -> bool:
    """Whether it was only said, with nothing that proves it."""
    if "words" not in answers.given or not this_one(answers):
        return False
    told = nib_in(answers)
    return not brought(answers) and (told is None or told == found(answers).has)


def wants(what: str) -> Callable[[Answers], bool]:
    """Whether the stage wants *what*: a photo, a date, a number, or that of a NIB."""

    def wanted(answers: Answers) -> bool:
        stage = found(answers)
        if not this_one(answers) or answers.get(SURE) == NO:
            return False
        is_nib = stage.wants == "number" and stage.gives == NIB.id
        return what == (NIB.id if is_nib else stage.wants)

    return wanted


SURE = YesNo(
    "sure",
    home="stage_report.sure",
    among=(
        Option(YES, key="action.stage_done"),
        Option(NO, key="stage_report.not_yet"),
    ),
    when=doubtful,
)
PHOTO = File(
    "photo",
    home="stage_report.photo",
    kinds=("photo", "document"),
    optional=True,
    when=wants("photo"),
    presumed=brought,
)


@dataclass(frozen=True)
class Printed(Text):
    """A number as it stands on a paper; never words alone, nor what may be a NIK."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The text, if there are figures in it."""
        why = read_digits(said(event), "-").doubt
        if why in {"looks_like_nik", "not_these_digits"}:
            raise Refusal(why)
        return super().read(event, answers, here)


NUMBER = Printed(
    "number", home="stage_report.number", optional=True, most=60, when=wants("number")
)
GIVEN = Digits(
    NIB.id,
    home="stage_report.nib",
    pattern=NIB.pattern,
    optional=True,
    when=wants(NIB.id),
    presumed=nib_in,
)
DAY = Day("day", home="stage_report.day", optional=True, when=wants("date"))


def reported(answers: Answers) -> Effects:
    """The word counts; or why it does not yet."""
    stage, given = found(answers), answers.given
    if not stage.at or of_another(answers):
        return begun("stage_done", answers) or _to_officer("wish.done", answers)
    at = (stage.code, given.get("stage") or stage.at)
    if answers.get(SURE) == NO:
        return (Say("report.not_yet", actions=ways(*at)),)
    if lacks(answers):
        left = [Fact(label=name) for name in stage.left]
        choose = button("send", stage.code, key="action.choose_paper")
        by_hand = button("done", *at, "anyway", key="action.done_anyway")
        said = Say("report.papers", {"left": left}, actions=(choose, by_hand))
        return over(stage.code), said
    return (
        over(stage.code),
        ReportStage(
            *at,
            _said(answers),
            ids(brought(answers) or answers.get(PHOTO)),
            answers.get(GIVEN) or nib_in(answers) or "",
        ),
    )


def _said(answers: Answers) -> str:
    """The number, the day, or else the words; a day as everybody reads it."""
    day = answers.get(DAY)
    written = f"{date.fromisoformat(day):%d-%m-%Y}" if day else ""
    return answers.get(NUMBER) or written or str(answers.given.get("words", ""))


def _to_officer(key: str, answers: Answers) -> Effects:
    """Where nothing is known of it, an officer may hear it in the very words."""
    given = answers.given
    if given.get("files"):
        return (Begin("purpose", given),)
    if given.get("wish") == "confusion":
        acts = (button("apply", "", key="action.apply"), button("officer"))
        return (Say("wish.confusion", actions=acts),)
    if text := given.get("words"):
        return (Say(key, joined=True), Begin("hand_on", {"text": text}))
    return (Say("report.none", actions=(STATUS,)),)


# --- stuck ---------------------------------------------------------------------------


def over(code: str) -> Moot:
    """What was asked about a stage of a case is over once the case leaves it."""
    return Moot(("papers", "paper", "stage_done", "stage_stuck"), {"code": code})


def troubles(answers: Answers) -> tuple[Option, ...]:
    """What often goes wrong at the stage, and anything else."""
    return (
        *(Option(id_, label=name) for id_, name, _ in found(answers).troubles),
        Option(OTHER, key="stage_stuck.other"),
    )


def open_trouble(answers: Answers) -> bool:
    """Whether only their own words say what is wrong."""
    stage = found(answers)
    if not stage.at or answers.given.get("words"):
        return False
    return not stage.troubles or answers.get(TROUBLE) == OTHER


def way_out(answers: Answers, here: Here) -> Effects:
    """The way out, if there is one that is known; and an officer hears of it."""
    stage = found(answers)
    chosen = answers.get(TROUBLE)
    if not stage.at or (answers.given.get("words") and not chosen):
        return begun("stage_stuck", answers) or _to_officer("wish.stuck", answers)
    known = next((e for e in stage.troubles if e[0] == chosen), None)
    said = answers.get(MESSAGE) or {"text": "", "files": ()}
    text = str(answers.given.get("words") or said["text"])
    out: Effects = ()
    if known:
        text = here.label(Option("", label=known[1]))
        out = (Say("stage_stuck.way", {"way": Fact(label=known[2])}, joined=True),)
    told, files = f"{stage.stage}: {text}", tuple(said["files"])
    rung = AskOfficers(told, files, case=stage.code, about="stage")
    return (*out, rung)


TROUBLE = Choice(
    "trouble",
    home="stage_stuck.trouble",
    among=troubles,
    when=lambda answers: bool(found(answers).troubles),
)
MESSAGE = Message("message", home="stage_stuck.message", when=open_trouble)


# --- buttons, and what is said -------------------------------------------------------


def done(news: StageDone) -> tuple[Say, ...]:
    """What is to do now, in the same bubble, and how to take the word back."""
    said = _step(
        "report.onward",
        news,
        done=stage_name(news.road, news.done),
        kept=Say("report.kept", {"number": news.number}) if news.number else "",
        passed=passed(news.road, news.passed),
    )
    send = button("send", news.code, key="action.choose_paper")
    back = button("undone", news.code, news.done)
    return _with_acts(said, news, (*((send,) * bool(news.papers)), back))


def again(news: StageAgain) -> tuple[Say, ...]:
    """The same stage, once more."""
    return _with_acts(_step("report.again", news), news)


def _step(key: str, news: StageDone | StageAgain, **more: Any) -> Say:
    """Which step it is by now, of how many."""
    road = catalogue().roads.get(news.road)
    step = stages.place(road, news.stage) + 1 if road else 1
    named = {"stage": stage_name(news.road, news.stage), **more}
    steps = len(road.stages) if road else 1
    return Say(key, {"step": step, "steps": steps, **named}, joined=True)


def _with_acts(
    said: Say, news: StageDone | StageAgain, more: tuple[Option, ...] = ()
) -> tuple[Say, ...]:
    """What is to do at the stage, and the buttons for how it goes."""
    acts = (*ways(news.code, news.stage), *more)
    road = catalogue().roads.get(news.road)
    if road is None:
        return (structs.replace(said, joined=False, actions=acts),)
    stage = road.stages[stages.place(road, news.stage)]
    now = to_do.told(road, stage, news.word)
    page = to_do.page(stage)
    return said, structs.replace(now, joined=False, actions=acts, link=page)


def refused(news: ReportRefused) -> Say:
    """Why it is not done yet, and what to do."""
    return worded("owner.report_refused", news, *ways(news.code, news.stage))


def ask_news(news: AskNews) -> Say:
    """Whether they heard from whoever it waits for."""
    road = catalogue().roads.get(news.road)
    stage = stages.at(road, news.stage) if road else None
    who = to_do.who(stage) if stage else Fact(key="desk.someone")
    return worded("remind.news", news, *ways(news.code, news.stage), who=who)


def passed(road: str, ids: Sequence[str]) -> Say | str:
    """Which stages are passed for what is known already, if any are."""
    found = catalogue().roads.get(road)
    over = [each for each in found.stages if each.id in ids] if found else []
    if not over:
        return ""
    fields = dict.fromkeys(catalogue().fields[each.known_by].label for each in over)
    known = [Fact(label=label) for label in fields]
    return Say(
        "report.passed_by",
        {"known": known, "stages": [Fact(label=each.name) for each in over]},
    )


DONE = Aside(
    "stage_done",
    (STAGE, WHICH, SURE, PHOTO, GIVEN, NUMBER, DAY),
    reported,
)
# It can simply be left: whoever goes on after all is stuck no more.
STUCK = Menu("stage_stuck", (STAGE, WHICH, TROUBLE, MESSAGE), finish_here=way_out)
NOTICES: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    StageDone: done,
    StageAgain: again,
    ReportRefused: refused,
    AskNews: ask_news,
}
"""What its notices say."""
