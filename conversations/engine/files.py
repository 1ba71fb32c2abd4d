"""What is sent and is no text: nothing of it is lost, whatever is being asked.

A question takes what it can, also one of the same form that is not asked yet. A voice
that no question takes goes to an officer, who can listen; a picture is laid aside, and
once nothing else is open the person is asked once what it is for. What is heard in a
voice is never an answer before the person agreed to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from conversations.engine import file_routing, machine, rejected_files
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.events import Sent, Typed
from conversations.engine.flow import Form
from conversations.engine.position import locate, parts
from conversations.engine.questions.special import File, Review
from conversations.engine.session import ask_again, do, finish, menu, notice, uncover
from conversations.engine.turn import Turn
from conversations.engine.values import Answers, Conversation
from conversations.language import Utterance
from conversations.understanding import asked

ASIDE = "aside"
"""Where a session keeps what was laid aside."""
LOST = "lost"
"""How many of several files sent at once could not be kept."""
REFUSED = "refused"
"""Where it keeps which files it could not keep."""
WHERE = ("conversation", "question", "asked")
"""Which question was open when a voice came, for words that come later."""
HEARD = "heard"
"""Where the words of a voice come, if it was listened to."""
_OFFICER = (Option("officer", key="action.officer"),)
_STUCK = (Option("stuck", key="action.stuck"),)


@dataclass(frozen=True)
class Asked:
    """The question that was open when a voice came; *answers* if words answer it."""

    label: Option
    key: str = ""
    conversation: int = 0


@dataclass(frozen=True)
class Filing:
    """What becomes of what is sent.

    *heard* is the flow that asks whether a voice was heard rightly, *elsewhere* what
    opens for things that nobody asked for, and *hand_over* gives a voice to an officer:
    its files, what stands under it, and what was being asked.
    """

    heard: str
    elsewhere: Callable[[Sent], tuple[Effect, ...]]
    hand_over: Callable[[tuple[str, ...], str, Asked], Effect]

    # --- as the registry knows it ------------------------------------------------

    def sent(self, turn: Turn, event: Sent, *, first: bool) -> None:
        """A file or the like: for the open question, else for whoever it may be for."""
        if event.problem:
            turn.introduce(first=first)
            turn_down(turn, event)
            return
        refused = turn.session.kept.get(REFUSED)
        if event.files and refused:
            turn.remember({REFUSED: rejected_files.taken(refused)})
        if event.values.get(LOST):
            turn.say("repair.lost", {"count": event.values[LOST]})
        if count := event.values.get("left_out"):
            turn.say("refusal.file_left_out", {"count": count})
        top = turn.session.top
        if top and top.given.get("files") and self.more(turn, top, event):
            return
        if turn.quiet and not turn.listening and event.files:
            uncover(turn)
        if turn.session.open:
            self.put(turn, event)
            return
        turn.introduce(first=first)
        if event.values.get(HEARD):
            self.hear(turn, event)
        elif event.files:
            do(turn, self.elsewhere(event))
        else:
            reason, of = f"wanted_text_{event.kind}", {"kind": event.kind}
            turn.say(f"refusal.{reason}", of)
            menu(turn)

    def keep(
        self, turn: Turn, conversation: Conversation, done: Answers | None = None
    ) -> None:
        """Lay aside the files of a conversation that are not used by what is *done*."""
        flow = turn.registry.flows[conversation.flow]
        if files := file_routing.unused(flow, conversation, done):
            lay_by(turn, Sent("photo", tuple(files)))

    def agreed(self, turn: Turn, *, agreed: bool) -> None:
        """What was said before the notice was agreed to goes to an officer now."""
        laid = aside(turn)
        if not agreed:
            turn.remember({ASIDE: []})
            return
        voices = [each for each in laid if each["kind"] == "voice"]
        if voices:
            turn.remember({ASIDE: [each for each in laid if each not in voices]})
            files = [name for each in voices for name in each["files"]]
            turn.out.append(self.hand_over(tuple(files), "", Asked(Option(""))))

    def sort(self, turn: Turn) -> None:
        """Once nothing is open, ask what the things laid aside are for."""
        if not turn.session.kept.get(ASIDE) or turn.busy or turn.listening:
            return
        laid = aside(turn)
        if not laid:
            return
        files = [name for each in laid for name in each["files"]]
        text = "\n".join(each["text"] for each in laid if each["text"])
        flaws = laid[0]["flaws"] if len(laid) == 1 else []
        turn.remember({ASIDE: []})
        kind = laid[0]["kind"]
        later = Sent(kind, tuple(files), text=text, values={"flaws": flaws})
        do(turn, self.elsewhere(later))

    # --- for the open question, or another ---------------------------------------

    def put(self, turn: Turn, event: Sent) -> None:
        """Give it to the open question; what that cannot take is not lost."""
        at = turn.at
        assert at  # noqa: S101 -- the caller saw a question
        bubble = parts(at) if turn.here.together else (at.question,)
        takers = [part for part in bubble if isinstance(part, File)]
        if takers and not turn.unread:
            event, other = file_routing.split(event, takers[0].kinds)
            if event.files:
                self.lay_aside(turn, other)
            else:
                event = other
        wanted = any(part.takes(event) for part in takers) or turn.listening
        if event.files and not wanted and self.file(turn, event):
            return
        if turn.unread:
            self.lay_aside(turn, event)
            notice(turn)
        elif event.files and not wanted and event.values.get(HEARD):
            self.hear(turn, event)
        else:
            # What stands under a thing that is not wanted is kept with it, not read.
            read = event if wanted or not event.files else replace(event, text="")
            made = machine.step(at, read, turn.here)
            if event.files and made.conversation.answers == at.answers.stored:
                self.lay_aside(turn, event)
            elif takers and not turn.here.together:
                respond(turn, event.text)
            finish(turn, made)

    def file(self, turn: Turn, event: Sent) -> bool:
        """Keep it as the answer of its own question of this form, if there is one."""
        if event.kind == "voice":
            return False
        for place in reversed(range(len(turn.session.open))):
            conversation = turn.session.open[place]
            flow = turn.registry.flows[conversation.flow]
            filed = file_routing.file(locate(flow, conversation), event)
            if filed:
                laid = [*turn.session.open]
                laid[place] = filed.conversation
                turn.session = replace(turn.session, open=tuple(laid))
                turn.say("repair.filed", {"question": flow.label(filed.question)})
                self.lay_aside(turn, filed.other)
                caption(turn, event.text if place == len(laid) - 1 else "")
                return True
            if isinstance(flow, Form):
                return False
        return False

    def more(self, turn: Turn, top: Conversation, event: Sent) -> bool:
        """Another of the things of which it is being asked what they are for."""
        *first, begin = self.elsewhere(event)
        if not (event.files and isinstance(begin, Begin) and top.flow == begin.flow):
            return False
        do(turn, tuple(first))
        given = {**top.given, "files": [*top.given["files"], *event.files]}
        asked = replace(top, given=given)
        turn.session = replace(turn.session, open=(*turn.session.open[:-1], asked))
        ask_again(turn, quietly=False)
        return True

    # --- for an officer, or for later ----------------------------------------------

    def lay_aside(self, turn: Turn, event: Sent) -> None:
        """Keep what no question took: a voice for an officer, the rest for later."""
        if not event.files or turn.here.who.role:
            return
        if event.kind == "voice" and turn.noticed:
            turn.out.append(self.hand_over(event.files, event.text, open_now(turn)))
            return
        lay_by(turn, event)
        turn.say("repair.aside_voice" if event.kind == "voice" else "repair.aside")

    def hear(self, turn: Turn, event: Sent) -> None:
        """Say back what was heard in a voice, and ask whether that is right."""
        given = {"text": str(event.values[HEARD]), "files": list(event.files)}
        at, where = turn.at, {}
        if at and at.flow.name == self.heard:
            opened = at.conversation.given
            where = {key: opened[key] for key in WHERE if key in opened}
        elif at and at.question:
            label = at.form.labels[at.question.key]
            asked = [label.value, label.key, label.label]
            found = (at.conversation.number, at.question.key, asked)
            where = dict(zip(WHERE, found, strict=True))
        do(turn, (Begin(self.heard, {**given, **where}),))


def turn_down(turn: Turn, event: Sent) -> None:
    """Say why a file cannot be kept, to the same one never in the same words.

    It cannot change by being sent again: after the reason comes other advice, then
    an officer.
    """
    reason = f"file_{event.problem}"
    if not rejected_files.varied(event):
        sent = {"kind": event.kind}
        turn.out.append(Say(f"refusal.{reason}", sent, actions=_OFFICER))
    else:
        refused = turn.session.kept.get(REFUSED)
        count, known = rejected_files.count(refused, event)
        turn.remember({REFUSED: known})
        tried = {"times": count.tries}
        if count.tries > rejected_files.PATIENCE:
            turn.out.append(Say("refusal.file_officer", tried, actions=_STUCK))
        elif count.same > 1:
            turn.say(f"refusal.{reason}.again", tried)
        else:
            turn.say(f"refusal.{reason}", tried)
    if turn.session.open:
        ask_again(turn, quietly=False)
    else:
        menu(turn)


def caption(turn: Turn, text: str) -> None:
    """What stands under a file may answer the open question, and then is said back.

    What does not is about the file: the question is put again. Nobody agrees to a
    whole form by it.
    """
    at = turn.at
    if not (text and at and at.question) or isinstance(at.question, Review):
        ask_again(turn)
        return
    made = machine.step(at, Typed(text), turn.here)
    if made.conversation.answers == at.answers.stored:
        respond(turn, text)
        ask_again(turn)
        return
    if made.took == at.question.key:
        turn.out.append(machine.echo(at.question, made.conversation.known()))
    finish(turn, made)


def respond(turn: Turn, text: str) -> None:
    """A question that stands under a file is answered, if it can be at once."""
    who = turn.here.who
    found = text and asked(
        Utterance(text),
        busy=turn.busy,
        officer=bool(who.role),
        language=who.language,
        word=turn.here.word,
    )
    if not found:
        return
    told = turn.registry.means[type(found)](found, turn.here, turn.busy)
    if not any(isinstance(effect, Begin) for effect in told):
        do(turn, told)


def open_now(turn: Turn) -> Asked:
    """What is being asked."""
    at = turn.at
    if not (at and at.question):
        return Asked(Option(""))
    key = "" if isinstance(at.question, File) else at.question.key
    return Asked(at.form.labels[at.question.key], key, at.conversation.number)


def lay_by(turn: Turn, event: Sent) -> None:
    """Keep it until it can be asked what it is for."""
    flaws = list(event.values.get("flaws", ()))
    laid = {"kind": event.kind, "files": list(event.files), "text": event.text}
    turn.remember({ASIDE: [*aside(turn), {**laid, "flaws": flaws}]})


def aside(turn: Turn) -> list[dict[str, Any]]:
    """What was laid aside, in order; whatever cannot be read is left out."""
    kept = turn.session.kept.get(ASIDE)
    return [
        _read(each)
        for each in (kept if isinstance(kept, list) else ())
        if isinstance(each, dict) and isinstance(each.get("files"), list)
    ]


def _read(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What `lay_by` kept."""
    text, flaws = kept.get("text"), kept.get("flaws")
    return {
        "kind": str(kept.get("kind", "")),
        "files": [str(name) for name in kept["files"]],
        "text": text if isinstance(text, str) else "",
        "flaws": flaws if isinstance(flaws, list) else [],
    }
