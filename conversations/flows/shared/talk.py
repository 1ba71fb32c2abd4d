"""A talk between an officer and an owner: what one writes or sends, the other gets."""

from dataclasses import dataclass
from typing import Any

from msgspec import structs

from conversations.cases.buttons import desk
from conversations.cases.decision import Notice
from conversations.cases.replies import Addressee
from conversations.cases.talks import (
    EndTalk,
    LeaveTalk,
    OwnerLeft,
    Speak,
    SpeakBack,
    Spoken,
    SpokenBack,
    TalkOver,
)
from conversations.engine.effects import Begin, Effect, Moot, Option, Recall, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import Learn, Message, Read
from conversations.engine.values import Answers, Here
from conversations.flows.officer import messages as desk_messages
from conversations.flows.officer.case_card import OFFICERS, denied
from conversations.flows.shared.news import worded

END = Option(
    "end",
    key="option.talk_end",
    aliases=("sudah selesai", "selesai ngobrol", "selesai obrolan", "akhiri obrolan"),
)


@dataclass(frozen=True)
class Speech(Message):
    """The next thing that is said, or that this was all."""

    least: int = 1

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """To end it."""
        return (END,)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """Whatever it is."""
        if self.picked(event, answers, here):
            return Read({"text": END.value, "files": [], "ends": True})
        return super().read(event, answers, here)


TO = Learn("answered", what="addressee", kind=Addressee)
SPEECH = Speech("message")
DESK_SPEECH = Speech("message", when=lambda answers: not _addressee(answers).problem)


def _addressee(answers: Answers) -> Addressee:
    return TO.found(answers) or Addressee("unknown_case")


def _goes_on(answers: Answers) -> bool:
    """Whether something was said, and it was not the last."""
    said = answers.get(SPEECH)
    return said is not None and not said.get("ends")


def speak(answers: Answers) -> tuple[Effect, ...]:
    """An officer's words to the owner; or that was all."""
    to, said, given = _addressee(answers), answers.get(SPEECH), answers.given
    about = (str(given.get("code", "")), str(given.get("note", "")))
    if said is None:
        return (denied(to),)
    if said.get("ends"):
        return (EndTalk(*about),)
    return (Speak(said["text"], tuple(said["files"]), *about, to.questions),)


def speak_back(answers: Answers) -> tuple[Effect, ...]:
    """An owner's words to the officer; or that was all."""
    said, given = answers[SPEECH], answers.given
    about = {name: str(given.get(name, "")) for name in ("case", "note")}
    if said.get("ends"):
        return (LeaveTalk(**about),)
    return (SpeakBack(said["text"], tuple(said["files"]), **about),)


def talking(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button of an officer: the number of a case, or `n:<note>`."""
    if argument.startswith("n:"):
        return (Begin("desk_talk", {"note": argument[2:]}),)
    return (Begin("desk_talk", {"code": argument}),)


def spoken(news: Spoken) -> tuple[Effect, ...]:
    """The officer's words; from here on what is said next is for them."""
    about = {"case": news.code} if news.code else {"note": news.note}
    files = (Say("owner.file", file=each, kind="notice") for each in news.files)
    said = (worded("talk.spoken", news),) if news.text else ()
    return (*said, *files, Begin("talk", {**about, "officer": news.officer}))


def spoken_back(news: SpokenBack) -> tuple[Effect, ...]:
    """The owner's words; to an officer who is not in the talk, the way into it."""
    into = desk("talk", news.code or f"n:{news.note}")
    owner = desk_messages.someone(news.owner, news.helper)
    said = Say(
        "desk.talk.spoken_back",
        {**structs.asdict(news), "owner": owner},
        actions=(into,),
        kind="notice",
    )
    files = desk_messages.files(news.files, news.code)
    return (*((said,) if news.text or not files else ()), *files)


def over(news: TalkOver) -> tuple[Effect, ...]:
    """Pandu answers again, and asks what was open.

    Whoever left at the moment when the officer ended it knows that already.
    """
    about = {"case": news.code} if news.code else {"note": news.note}
    if news.officer:
        return (Moot((TALK.name,), about, (worded("talk.over", news), Recall(()))),)
    return (Moot((TALK.name,), about), worded("talk.over_alone", news), Recall(()))


def left(news: OwnerLeft) -> tuple[Effect, ...]:
    """What is typed next goes to nobody; who talked elsewhere need not be told."""
    about = {"code": news.code} if news.code else {"note": news.note}
    if news.owner:
        return (Moot((DESK_TALK.name,), about), worded("desk.talk.owner_left", news))
    closed = (worded("desk.talk.closed", news),)
    return (Moot((DESK_TALK.name,), about, closed),)


def over_with(code: str) -> Moot:
    """A talk about a case is over once the case is; its owner learns so beside that."""
    said = Say("talk.over_with", joined=True, kind="notice")
    return Moot((TALK.name,), {"case": code}, (said,))


TALK = Aside("talk", (SPEECH,), speak_back, goes_on=_goes_on)
DESK_TALK = Aside(
    "desk_talk", (TO, DESK_SPEECH), speak, roles=OFFICERS, goes_on=_goes_on
)
HEARD: dict[type[Notice], Any] = {
    Spoken: spoken,
    SpokenBack: spoken_back,
    TalkOver: over,
    OwnerLeft: left,
}
