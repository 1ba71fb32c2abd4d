"""Helping an owner: who may act for whom, and for whom one acts now.

An owner shows a code in their own chat, or signs a statement that an officer records.
Whoever has such a mandate chooses whom a conversation is about; nothing else in the
flows knows of it (`bot.pipeline.delegation`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations import language
from conversations.cases.delegation import (
    ActFor,
    AskMandate,
    EndMandate,
    Mandates,
    RefuseMandate,
    ShowMandateCode,
    TakeMandate,
)
from conversations.cases.people import KeepPerson
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.events import Event, Pressed, Typed, utterance
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    NO,
    YES,
    Called,
    Choice,
    File,
    Item,
    Learn,
    Question,
    Read,
    Refusal,
    Together,
    Words,
    ids,
    labelled,
)
from conversations.engine.values import Answers, Here
from conversations.flows.owner import profile

Values = Mapping[str, Any]

OFFICERS = ("officer", "coordinator", "admin")
NEW, MYSELF, HELP = "new", "myself", "help"
NO_PHONE = Option("no_phone", key="mandate_ask.code.no_phone")
# With a digit in it, as they all have, it is no word that somebody might write.
_CODE = re.compile(
    r"(?:kode:? ?)?((?=[A-Z -]*\d)[A-Z0-9]{4}[- ]?[A-Z0-9]{4})", re.IGNORECASE
)


@dataclass(frozen=True)
class Code(Question[str]):
    """The code an owner reads out; or that they have no phone to show one."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The way of those without a phone."""
        return (NO_PHONE,)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """Eight letters and digits, however they were written."""
        match event:
            case Pressed(NO_PHONE.value):
                return Read(NO_PHONE.value)
            case Typed(text):
                if found := _CODE.fullmatch(text.strip()):
                    return Read(found[1])
                labels = labelled(self.options(answers), here)
                no_phone = language.Sure(NO_PHONE.value)
                if language.match(utterance(event), labels) == no_phone:
                    return Read(NO_PHONE.value)
        raise Refusal("no_code")

    def holds(self, value: object, answers: Answers) -> bool:
        """A code as `read` takes it, or that there is none."""
        return isinstance(value, str) and (
            value == NO_PHONE.value or bool(_CODE.fullmatch(value))
        )


def _named(mandates: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(id_, label=of) for id_, of in mandates)


def owners(answers: Answers) -> tuple[Option, ...]:
    """Whoever gave a mandate, somebody new, and oneself; else perhaps plain help."""
    known = _named((OWNERS.found(answers) or Mandates()).held)
    new = Option(NEW, key="helping.whom.new")
    if not known:
        return (new, Option(HELP, key="helping.whom.need"))
    return (*known, Option(MYSELF, key="helping.whom.myself"), new)


def ends(answers: Answers) -> tuple[Option, ...]:
    """Every mandate of this person: those they gave, and those they have."""
    found = MANDATES.found(answers) or Mandates()
    return _named((*found.given, *found.held))


def several(answers: Answers) -> bool:
    """Whether there is anything to choose."""
    return len(ends(answers)) > 1


def without_phone(answers: Answers) -> bool:
    """Whether the owner cannot show a code."""
    return answers.get(CODE) == NO_PHONE.value


def agreed(answers: Answers) -> bool:
    """Whether the owner wants somebody to act for them."""
    return answers.get(GIVE) == YES


OWNERS = Learn("owners", what="mandates", kind=Mandates)
WHOM = Choice("whom", among=owners)
GIVE = Choice(
    "give",
    among=(
        Option(YES, key="mandate.give.yes", aliases=("ya", "yes", "setuju")),
        Option("end", key="mandate.give.end", aliases=("cabut",)),
        Option(NO, key="mandate.give.no", aliases=("tidak", "no")),
    ),
)
WHO = replace(profile.OWNER_NAME, when=agreed)
MANDATES = Learn("mandates", what="mandates", kind=Mandates)
WHICH = Choice("which", among=ends, when=several)
NAME = Called("name", least=2, most=80)
CODE = Code("code")
OWNER = Called("owner", least=2, most=80, when=without_phone)
BUSINESS = Called("business", least=2, most=100, when=without_phone, shape="business")
STATEMENT = File("statement", kinds=("photo", "document"), when=without_phone)
REASON = Words("reason", least=3, most=300)


def chosen(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Look after these affairs from here on."""
    match answers[WHOM]:
        case "new":
            return ask("", here)
        case "myself":
            return oneself("", here)
        case "help":
            return (Say("help.owner"),)
        case mandate:
            return (ActFor(mandate),)


def gave(answers: Answers) -> tuple[Effect, ...]:
    """Show the code, end what was given, or leave it."""
    match answers[GIVE]:
        case "yes":
            return (KeepPerson(name=answers[WHO]), ShowMandateCode())
        case "end":
            return (Begin("mandate_end"),)
        case _:
            return (Say("mandate.not_given"),)


def ended(answers: Answers) -> tuple[Effect, ...]:
    """End the one that was chosen, or the only one."""
    options = ends(answers)
    if not options:
        return (Say("mandate.nothing"),)
    return (EndMandate(answers.get(WHICH) or options[0].value),)


def asked(answers: Answers) -> tuple[Effect, ...]:
    """With a code it is given; a statement goes to the officers."""
    name = answers.get(NAME)
    me = (KeepPerson(name=name),) if name else ()
    if answers[CODE] != NO_PHONE.value:
        return (*me, TakeMandate(answers[CODE]))
    files = ids(answers[STATEMENT])
    return (*me, AskMandate(answers[OWNER], answers[BUSINESS], files))


def questions(given: Values) -> tuple[Item, ...]:
    """Who helps, unless that is known; then the code, or who signed."""
    me = () if given.get("named") else (NAME,)
    return (*me, CODE, Together("who", (OWNER, BUSINESS)), STATEMENT)


def refused(answers: Answers) -> tuple[Effect, ...]:
    """The helper reads why."""
    return (RefuseMandate(answers.given["mandate"], answers[REASON]),)


# --- words and buttons --------------------------------------------------------------


def ask(_: str, here: Here) -> tuple[Effect, ...]:
    """Help somebody new; owners read the helper's name, so it is asked once."""
    return (Begin("mandate_ask", {"named": bool(here.who.name)}),)


def oneself(_: str, here: Here) -> tuple[Effect, ...]:
    """Back to one's own affairs."""
    return (ActFor(),) if here.who.helping else (Say("helping.myself"),)


def act_for(mandate: str, here: Here) -> tuple[Effect, ...]:
    """The button under what a helper hears of an owner."""
    return oneself("", here) if mandate == MYSELF else (ActFor(mandate),)


WHOM_FLOW = Aside("helping", (OWNERS, WHOM), finish_here=chosen, own=True)
GIVE_FLOW = Aside(
    "mandate",
    (GIVE, WHO),
    gave,
    consent=True,
    keeps=(WHO.key,),
    own=True,
)
END_FLOW = Aside("mandate_end", (MANDATES, WHICH), ended, own=True)
ASK_FLOW = Aside("mandate_ask", questions, asked, consent=True, own=True)
REFUSE_FLOW = Aside("mandate_refuse", (REASON,), refused, roles=OFFICERS)
FLOWS = (WHOM_FLOW, GIVE_FLOW, END_FLOW, ASK_FLOW, REFUSE_FLOW)
