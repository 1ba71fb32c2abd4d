"""What each wish leads to (`understanding.intents`), in whatever words it was said.

What has a command or a button leads where that leads. What changes something is asked
once more, and what an officer must hear of is handed on in the owner's own words.
"""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import to_builtins

from conversations.cases.certificates.pages import ShowCertificates
from conversations.cases.people import ShowMyData
from conversations.cases.progress import ShowStatus
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Fact, Option, Say, Utter
from conversations.engine.flow import Menu
from conversations.engine.questions import NO, YES, Choice, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.buttons import apply_for
from conversations.flows.officer import wishes as officers
from conversations.flows.owner import guide, learn, own_data, recovery, settings
from conversations.language import printed
from conversations.understanding import Either, Known, Perhaps, Wish
from conversations.understanding.own_case import TO_DO
from conversations.understanding.questions import FRAUD

Effects = tuple[Effect, ...]
Follow = Callable[[Wish, Here], Effects]

COMMANDS: Mapping[str, str] = {
    **{name: name for name in ("cancel", "later", "resume", "back", "menu", "help")},
    **{name: name for name in ("officer", "keep_data", "link", "oneself")},
    **{name: name for name in ("queue", "answers")},
    "mandate_give": "mandate",
    "mandate_end": "mandate_end",
    "help_other": "helping",
}
"""Wishes that have a command, which knows what else may lie open."""
HANDED_ON = ("certificate",)
"""What an officer must hear of."""
IN_A_FORM: Mapping[str, Effects] = {
    "correct": (Utter(printed("change")),),
    "lost_phone": (Utter(printed("recover")),),
    "confusion": (Say("wish.confusion_here", joined=True), Utter(printed("help"))),
}
"""Wishes that are about the form that lies open."""
PERSON = "officer"
"""Offered beside every guess."""


def meant(wish: Wish, here: Here, busy: bool) -> Effects:  # noqa: FBT001 -- as handed in
    """What is done for whoever has this *wish*; nothing where it is none of theirs."""
    if command := COMMANDS.get(wish.intent):
        return (Utter(printed(command)),)
    if wish.intent in HANDED_ON:
        return hand_on(wish)
    if busy and wish.intent in IN_A_FORM:
        return IN_A_FORM[wish.intent]
    follow = FOLLOW.get(wish.intent)
    return follow(wish, here) if follow else ()


def hand_on(wish: Wish) -> Effects:
    """Say what is heard, and offer to tell an officer in the very words."""
    about = {"about": wish.intent, "text": wish.said}
    first = (ShowCertificates(),) if wish.intent == "certificate" else ()
    return (*first, Say(f"wish.{wish.intent}", joined=True), Begin("hand_on", about))


def road(wish: Wish, here: Here) -> Effects:
    """A road by its name; without one, all of them."""
    return guide.read(wish.about, here)


def language(wish: Wish, here: Here) -> Effects:
    """The language that was named, else which."""
    return settings.language(wish.about, here)


def fraud(wish: Wish, here: Here) -> Effects:
    """The warning, and a person."""
    return learn.known(Known((FRAUD,)), here, busy=False)


def upset(wish: Wish, here: Here) -> Effects:
    """A person, at once, with the very words: nobody angry is asked what they mean."""
    return (Say("wish.upset", joined=True), Begin("ask", {"text": wish.said}))


def confused(wish: Wish, here: Here) -> Effects:
    """Of whoever is guided a stage may not be clear."""
    if here.who.role:
        return (Say("wish.confusion", actions=(APPLY, OFFICER)),)
    return (Begin("stage_stuck", {"words": wish.said, "wish": wish.intent}),)


def status(wish: Wish, here: Here) -> Effects:
    """How it stands; or what to do now, which without a case is a thing to explain."""
    if wish.about != TO_DO:
        return (Utter(printed("status")),)
    return (ShowStatus(to_do=True),) if here.who.applied else confused(wish, here)


def does(*effects: Effect) -> Follow:
    """A wish about nothing in particular."""
    return lambda _, __: effects


def says(key: str, *actions: Option) -> Follow:
    """A wish that words are the answer to."""
    return does(Say(key, actions=actions))


APPLY = Option("apply:", key="action.apply")
OFFICER = Option("officer", key="action.officer")
SUBSCRIBE = Option("subscribe", key="action.subscribe")
STOP = Option("stop", key="action.stop")

FOLLOW: Mapping[str, Follow] = {
    **officers.FOLLOW,
    "apply": lambda wish, here: apply_for(wish.about, here),
    "status": status,
    "find_road": does(Begin("route")),
    "road": road,
    "readiness": does(Begin("readiness")),
    "papers": does(Begin("papers")),
    "done": lambda wish, _: (Begin("stage_done", {"words": wish.said}),),
    "stuck": lambda wish, _: (Begin("stage_stuck", {"words": wish.said}),),
    "learn": lambda _, here: learn.card("", here),
    "correct": does(Begin("profile")),
    "my_data": does(ShowMyData()),
    "lost_phone": lambda wish, here: recovery.begin(wish.about, here),
    "visit": lambda wish, _: (Begin("own_visit", {"text": wish.said}),),
    "erase": does(*own_data.last_step()),
    "withdraw": lambda wish, _: (Begin("withdraw_case", {"words": wish.about}),),
    "language": language,
    "address_form": lambda wish, here: settings.call(wish.about, here),
    # Consent is given and ended by a tap of one's own.
    "announcements_on": says("wish.announcements_on", SUBSCRIBE),
    "announcements_off": says("wish.announcements_off", STOP),
    "fraud": fraud,
    "anger": upset,
    "complaint": upset,
    "confusion": confused,
    "goodbye": says("wish.goodbye"),
    "smalltalk": says("wish.smalltalk", APPLY, OFFICER),
    "beside": says("wish.beside", APPLY),
}
"""What is done for each other wish."""


# --- which of two --------------------------------------------------------------------


def perhaps(near: Perhaps, here: Here, busy: bool) -> Effects:  # noqa: FBT001
    """Do what is likely meant, and leave a way out: to the next likely, or a person."""
    first, *others = near.wishes
    ways = [_option(f"meant:{each.intent}/{each.about}", each) for each in others]
    person = () if first.intent == PERSON else (OFFICER,)
    called = _option("", first)
    wish = Fact(label=called.label, key=called.key)
    said = Say("repair.perhaps", {"wish": wish}, actions=(*ways, *person))
    return (said, *meant(first, here, busy))


def instead(argument: str, here: Here) -> Effects:
    """The way out: what was meant instead."""
    intent, _, about = argument.partition("/")
    return meant(Wish(intent, about), here, busy=False)


def either(near: Either, here: Here, busy: bool) -> Effects:  # noqa: FBT001
    """Ask which of the wishes it was; a person is the way out."""
    return (Begin("meant", {"wishes": to_builtins(near.wishes)}),)


def _wishes(answers: Answers) -> dict[str, Wish]:
    """The wishes that were offered, by what they are offered as."""
    found = answers.given.get("wishes", ())
    wishes = [msgspec.convert(each, Wish) for each in found]
    return {f"{each.intent}:{each.about}": each for each in wishes}


def among(answers: Answers) -> tuple[Option, ...]:
    """What was perhaps meant, and a person."""
    return (
        *(
            _option(value, wish)
            for value, wish in _wishes(answers).items()
            if wish.intent != PERSON
        ),
        Option(PERSON, key="meant.person"),
    )


def _option(value: str, wish: Wish) -> Option:
    """What a wish comes to, in a few words."""
    known = catalogue().roads.get(wish.about)
    if known and wish.intent == "road":
        return Option(value, label=known.name)
    return Option(value, key=f"meant.{wish.intent}")


def chosen(answers: Answers, here: Here) -> Effects:
    """Do what was meant."""
    wish = _wishes(answers).get(answers[WHICH])
    return meant(wish, here, busy=False) if wish else (Utter(printed("officer")),)


WHICH = Choice("which", among=among)
FLOW = Menu("meant", (WHICH,), finish_here=chosen, passing=True)


# --- to an officer -------------------------------------------------------------------


def handed_on(answers: Answers) -> Effects:
    """The words on their way, or not; or the certificate itself."""
    if answers[SEND] == NO:
        return (Say("learn.left"),)
    if answers[SEND] == PAPER.value:
        return (Begin("send_certificate"),)
    return (Begin("ask", {"text": answers.given.get("text", "")}),)


def ways(answers: Answers) -> tuple[Option, ...]:
    """To an officer or not; a certificate can be sent at once."""
    paper = (PAPER,) if answers.given.get("about") == "certificate" else ()
    return (Option(YES, key="hand_on.yes"), *paper, Option(NO, key="option.no"))


PAPER = Option("paper", key="action.send_certificate")
SEND = YesNo("send", among=ways)
HAND_ON = Menu("hand_on", (SEND,), handed_on, passing=True)
