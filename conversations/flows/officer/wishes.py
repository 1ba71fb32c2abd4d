"""What each wish of an officer leads to, with the case and the words that came with it.

Without a case named it is the one on the screen, else one of those that they hold.
"""

from collections.abc import Callable, Mapping

from conversations.cases.lifecycle import LEADERS
from conversations.cases.listing import MINE
from conversations.cases.queue import ShowQueue
from conversations.cases.staff.colleagues import ShowOfficers
from conversations.cases.visits.route import ShowRoute
from conversations.engine.effects import Begin, Effect, Say
from conversations.engine.values import Here
from conversations.flows.officer import invite_officer, plan_visit, report
from conversations.language import Utterance, read_case_number, read_list
from conversations.understanding import Wish

Effects = tuple[Effect, ...]


def on_screen(acts: tuple[str, ...]) -> str:
    """The one case that the buttons shown last are about; empty where there is none."""
    arguments = (act.partition(":")[2].partition("/")[0] for act in acts)
    codes = {each for each in arguments if "-" in each and read_case_number(each, "")}
    return codes.pop() if len(codes) == 1 else ""


def of_case(wish: Wish, here: Here) -> Effects:
    """What is wanted of a case, whichever it is."""
    given = {
        "intent": wish.intent,
        "words": wish.about,
        "text": wish.text,
        "shown": "" if wish.about else on_screen(here.acts),
    }
    return (Begin("case", {name: value for name, value in given.items() if value}),)


def take(wish: Wish, here: Here) -> Effects:
    """Take a case; without one named, look at those that wait."""
    if wish.about or on_screen(here.acts):
        return of_case(wish, here)
    return (ShowQueue(),)


def visit(wish: Wish, here: Here) -> Effects:
    """Offer a visit; without a case named, see where one is expected."""
    shown = on_screen(here.acts)
    if wish.about or (shown and wish.text):
        return plan_visit.begin(wish, shown, here)
    return (ShowRoute(),)


def find(wish: Wish, here: Here) -> Effects:
    """Look for cases, by all that is said of them; without a word, ask by what."""
    if read_list(Utterance(wish.said)).narrows:
        return mine(wish, here)
    return of_case(wish, here) if wish.about else (Begin("find"),)


def of_list(wish: Wish, here: Here) -> Effects:
    """The list that is asked for, whatever a name among its words is."""
    return (Begin("case", {"intent": "find", "words": wish.said}),)


def mine(wish: Wish, here: Here) -> Effects:
    """What one holds; some of it only, where more is said of it."""
    asked = read_list(Utterance(wish.said))
    return (MINE,) if asked.own or not asked.narrows else of_list(wish, here)


def announce(wish: Wish, here: Here) -> Effects:
    """Write an announcement, perhaps with its text; it is shown before it is sent."""
    return (Begin("announce", told={"text": wish.text} if wish.text else {}),)


def invite(wish: Wish, here: Here) -> Effects:
    """Ask as what; who does not lead hears who can."""
    if here.who.role in LEADERS:
        return invite_officer.opening("", here)
    return (Say("wish.invite"),)


def fact(wish: Wish, here: Here) -> Effects:
    """Put a fact right, that the words are about."""
    return (Begin("fact", {"text": wish.text or wish.said}),)


def does(*effects: Effect) -> Callable[[Wish, Here], Effects]:
    """A wish about nothing in particular."""
    return lambda _, __: effects


FOLLOW: Mapping[str, Callable[[Wish, Here], Effects]] = {
    **dict.fromkeys(
        (
            *("case", "next_stage", "send_back", "close_case", "reply"),
            *("paper_review", "hand_over", "release", "note"),
        ),
        of_case,
    ),
    "visit_plan": visit,
    "find": find,
    "take": take,
    "my_cases": mine,
    "report": report.wished,
    "announce": announce,
    "duty": does(Begin("duty")),
    "invite": invite,
    "officers": does(ShowOfficers()),
    "fact": fact,
}
"""What is done for each."""
