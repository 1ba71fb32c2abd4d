"""What owners ask of the Dinas with one button: a place in a programme, or a letter.

Each waits in the queue until an officer agrees, with one tap, or declines with a
reason. A request names a programme; without one it is for the letter of recommendation
with which a mark is registered.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button, desk
from conversations.cases.calendar import day_of
from conversations.cases.changes import Change, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.names import place
from conversations.cases.programmes import Programme
from conversations.cases.records import Business, Officer
from conversations.engine.effects import Act, Fact, Say

LETTER = Fact(key="request.letter")
"""What a request is called that is for no programme."""
KEPT = ("asked", "granted")
"""States in which one need not ask again."""

# --- what can be done ----------------------------------------------------------------


class AskProgramme(Act, frozen=True):
    """A place in a programme, for one's business."""

    programme: str


class AskLetter(Act, frozen=True):
    """A letter with which the *brand* is registered as a mark."""

    brand: str


class ShowRequest(Act, frozen=True):
    """One request, with what there is to say to it."""

    request: str


class GrantRequest(Act, frozen=True):
    """The Dinas agrees."""

    request: str


class DeclineRequest(Act, frozen=True):
    """It does not, for a *reason*."""

    request: str
    reason: str


class SendLetter(Act, frozen=True):
    """The letter as it was signed."""

    request: str
    files: tuple[str, ...]


class ShowLetter(Act, frozen=True):
    """The letter that was agreed to, as a draft to be signed."""

    request: str


# --- what changes --------------------------------------------------------------------


class AddRequest(Change, frozen=True):
    """An owner asks for something."""

    request_id: str
    office_id: str
    person_id: str
    business_id: str
    programme_id: str | None = None
    brand: str = ""


class SettleRequest(Change, frozen=True):
    """It is no more as it *was*; if somebody was quicker, all is decided anew."""

    request_id: str
    was: str
    state: str
    officer_id: str


# --- what is read --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """What an owner asked for; *programme* is its name, empty for a letter."""

    id: str
    office_id: str
    person_id: str
    business_id: str
    programme_id: str | None
    state: str
    brand: str
    owner: str
    business: str
    kecamatan: str
    programme: str


class Asking(Struct, frozen=True):
    """What a person asks for, and what they asked for before; *staff* hears of it."""

    businesses: tuple[Business, ...] = ()
    before: tuple[Request, ...] = ()
    programme: Programme | None = None
    staff: tuple[Officer, ...] = ()


class Requested(Struct, frozen=True):
    """A request, if there is one; with its *programme* and what is *known* for it."""

    request: Request | None = None
    programme: Programme | None = None
    known: dict[str, Any] = {}


# --- what others hear of it ----------------------------------------------------------


class RequestCame(Notice, frozen=True):
    """An owner asks for something."""

    subject: ClassVar = "request_came"
    request: str
    what: str
    owner: str
    business: str
    kecamatan: str
    brand: str = ""


class RequestSettled(Notice, frozen=True):
    """*how* the Dinas answered; *what* is a programme, or empty for a letter."""

    subject: ClassVar = "request_settled"
    request: str
    how: Literal["granted", "declined"]
    what: str = ""
    brand: str = ""
    officer: str = ""
    reason: str = ""


class LetterSent(Notice, frozen=True):
    """The letter came back signed."""

    subject: ClassVar = "letter_sent"
    brand: str
    officer: str
    files: tuple[str, ...]


class LetterDrawn(Notice, frozen=True):
    """The letter as pages to print, with what is *known* by the names of fields."""

    subject: ClassVar = "letter_drawn"
    known: dict[str, Any]


# --- the owner -----------------------------------------------------------------------


def ask_programme(act: AskProgramme, seen: Asking, who: Person) -> Decision:
    """A place, for the newest business that it is meant for."""
    programme = seen.programme
    if programme is None or not programme.open_on(day_of(who.now)):
        raise Denied("programme.over")
    _known(seen)
    if _asked(programme.id, seen):
        raise Denied("request.before", what=programme.name)
    if programme.full:
        raise Denied("programme.full", what=programme.name)
    for each in seen.businesses:
        if programme.fits(each):
            return _ask(each, programme, "", seen, who)
    raise Denied("programme.not_for", button("apply"), what=programme.name)


def ask_letter(act: AskLetter, seen: Asking, who: Person) -> Decision:
    """One letter is for one mark."""
    _known(seen)
    waits = (r for r in seen.before if not r.programme_id and r.state == "asked")
    if any(each.brand.casefold() == act.brand.casefold() for each in waits):
        raise Denied("request.before", what=LETTER)
    return _ask(seen.businesses[0], None, act.brand, seen, who)


def _known(seen: Asking) -> None:
    """The Dinas helps those of whom it has heard."""
    if not seen.businesses:
        raise Denied("request.no_business", button("apply"))


def _asked(programme: str, seen: Asking) -> bool:
    return any(r.programme_id == programme and r.state in KEPT for r in seen.before)


def _ask(
    business: Business,
    programme: Programme | None,
    brand: str,
    seen: Asking,
    who: Person,
) -> Decision:
    of = programme.id if programme else None
    what = programme.name if programme else ""
    about = (who.fresh, what, who.name, business.name, business.kecamatan, brand)
    own = (who.fresh, who.office, who.id, business.id)
    said = Say("request.brand", {"brand": brand}) if brand else ""
    return Decision(
        changes=(AddRequest(*own, of, brand),),
        log=(Log("request.asked", person=who.id),),
        tell=tuple(Tell(each.person_id, RequestCame(*about)) for each in seen.staff),
        reply=(Say("request.sent", {"what": what or LETTER, "brand": said}),),
    )


# --- the desk ------------------------------------------------------------------------


def _open(seen: Requested, who: Person) -> tuple[Officer, Request]:
    """The request, if it waits at this officer's office."""
    officer, found = access.officer(who), seen.request
    if found is None or found.office_id != officer.office_id:
        raise Denied("request.unknown")
    if found.state != "asked":
        raise Denied("request.settled")
    return officer, found


def show(act: ShowRequest, seen: Requested, who: Person) -> Decision:
    """Who asks for what, and the two ways to answer."""
    _, one = _open(seen, who)
    left = seen.programme.left if seen.programme else None
    brand = Say("request.brand", {"brand": one.brand}) if one.brand else ""
    values = {
        "what": one.programme or LETTER,
        "owner": one.owner,
        "business": one.business,
        "place": place(one.kecamatan),
        "more": brand if left is None else Say("programme.left", {"count": left}),
    }
    return Decision(reply=(Say("desk.request", values, actions=ways(one.id)),))


def ways(request: str) -> tuple[Any, ...]:
    """Yes or no, to what an owner asks for."""
    return desk("request_yes", request), desk("request_no", request)


def grant(act: GrantRequest, seen: Requested, who: Person) -> Decision:
    """It is theirs; a letter comes as a draft to whoever is to sign it."""
    officer, one = _open(seen, who)
    if seen.programme and seen.programme.full:
        raise Denied("programme.full", what=one.programme)
    news = RequestSettled(one.id, "granted", one.programme, one.brand, officer.name)
    said = Say("desk.request_granted", {"what": one.programme or LETTER})
    if one.programme_id:
        return _settled(one, officer, "granted", news, said)
    send = Say("desk.letter_next", actions=(desk("letter_file", one.id),))
    return _settled(one, officer, "granted", news, LetterDrawn(seen.known), send)


def decline(act: DeclineRequest, seen: Requested, who: Person) -> Decision:
    """It is not, and its owner reads why."""
    officer, one = _open(seen, who)
    about = (one.programme, one.brand, officer.name, act.reason)
    news = RequestSettled(one.id, "declined", *about)
    said = Say("desk.request_declined", {"what": one.programme or LETTER})
    return _settled(one, officer, "declined", news, said)


def _settled(
    one: Request, officer: Officer, state: str, news: Notice, *said: Say | Notice
) -> Decision:
    return Decision(
        changes=(SettleRequest(one.id, one.state, state, officer.id),),
        log=(Log(f"request.{state}", None, one.person_id, officer.id),),
        tell=(Tell(one.person_id, news),),
        reply=said,
    )


def letter(act: ShowLetter, seen: Requested, who: Person) -> Decision:
    """The draft again, for its owner and for the office that signs it."""
    one = seen.request
    theirs = one and who.officer and who.officer.office_id == one.office_id
    if one is None or one.programme_id or not (theirs or one.person_id == who.id):
        raise Denied("request.unknown")
    if one.state != "granted":
        raise Denied("letter.not_yet")
    return Decision(reply=(LetterDrawn(seen.known),))


def send_letter(act: SendLetter, seen: Requested, who: Person) -> Decision:
    """Signed: it goes to its owner as it came."""
    officer, one = access.officer(who), seen.request
    if one is None or one.programme_id or one.office_id != officer.office_id:
        raise Denied("request.unknown")
    news = LetterSent(one.brand, officer.name, act.files)
    # As a word to its owner it goes when they are forgotten.
    kept = (one.person_id, "reply", "", who.fresh, None, officer.id, act.files)
    return Decision(
        changes=(WriteNote(*kept),),
        log=(Log("request.letter", None, one.person_id, officer.id),),
        tell=(Tell(one.person_id, news),),
        reply=(Say("desk.letter_sent", {"owner": one.owner}),),
    )
