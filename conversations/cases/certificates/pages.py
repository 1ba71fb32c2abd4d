"""An owner's own certificates: shown, with a page for everybody if they agree.

The page says what is certified and until when, and names nobody but the business. Its
owner alone opens and closes it; a poster leads to it.
"""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from conversations.cases import showcase
from conversations.cases.buttons import button
from conversations.cases.calendar import day_of
from conversations.cases.certificates.records import (
    Certificate,
    CertificateTask,
    ClosePages,
    OpenPage,
    called,
    last,
    lasts,
)
from conversations.cases.changes import Agree
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.next_road import offer, onward
from conversations.cases.progress import Filed, ShowStatus, status
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Option, Say

WORDS = "2026-11"
"""Change it when `certificate.ask_page` asks for more than it did."""
SIGNS = 12
"""So many of the last signs of an id are the code of a page: all of them chance."""

# --- what can be done ----------------------------------------------------------------


class ShowCertificate(Act, frozen=True):
    """One's own certificate, with its picture; *new*: it has just come."""

    certificate: str
    new: bool = False


class ShowCertificates(Act, frozen=True):
    """One's own certificates; where there are none, how the cases stand."""

    shows = True


class OpenCertificatePage(Act, frozen=True):
    """Everybody may see the page of one's certificate."""

    certificate: str


class CloseCertificatePage(Act, frozen=True):
    """Nobody may any more."""

    certificate: str


class ShowPoster(Act, frozen=True):
    """The certificate on a sheet for the wall, with the way to its page."""

    certificate: str


class CertificateDrawn(Notice, frozen=True):
    """A certificate and its picture; *new*: with congratulations."""

    subject: ClassVar = "certificate_drawn"
    seen: Certificate
    lasts: Say
    new: bool = False


class PosterDrawn(Notice, frozen=True):
    """The sheet for the wall; *link* leads to the page."""

    subject: ClassVar = "poster"
    seen: Certificate
    lasts: Say
    link: str


# --- what is read --------------------------------------------------------------------


class Own(Struct, frozen=True):
    """A person's certificates that stand, and what they ask for; *filed* their cases.

    *site* is the address under which pages are shown, empty where there is none.
    They agree on a *channel*, and were *asked* about the showcase or not.
    """

    certificates: tuple[Certificate, ...] = ()
    tasks: tuple[CertificateTask, ...] = ()
    site: str = ""
    filed: Filed = Filed()
    channel: str = ""
    asked: bool = True

    def one(self, certificate: str) -> Certificate:
        """One of them; `Denied` where it is not, or stands no more."""
        found = (each for each in self.certificates if each.id == certificate)
        for each in found:
            return each
        raise Denied("certificate.gone")

    def link(self, code: str) -> str:
        """Where a page is."""
        return f"{self.site.rstrip('/')}/sertifikat/{code}"


# --- the rules -----------------------------------------------------------------------


def show(act: ShowCertificate, seen: Own, who: Person) -> Decision:
    """It and its picture; of a new one what comes next, and whether to show it."""
    one = seen.one(act.certificate)
    until = lasts(one, day_of(who.now))
    drawn = CertificateDrawn(one, until, act.new)
    if not act.new or one.replaces or not last(one):
        return Decision(reply=(drawn,))
    road = catalogue().roads[one.road]
    asks = seen.site and not (one.public_code or who.helper)
    own = seen.filed.cases
    case = next((each for each in own if each.code == one.case), None)
    ways = offer(case.code, onward(case, own)) if case else ()
    page = (*ways, *((_ask_page(one),) if asks else ()))
    after = Say("roads.after", {"after": Fact(label=road.after)}, joined=bool(page))
    return Decision(reply=(drawn, *((after,) if road.after else ()), *page))


def _ask_page(one: Certificate) -> Say:
    """Whether everybody may see it: said once, and all that they would see."""
    yes = button("show_page", one.id)
    return Say("certificate.ask_page", actions=(yes, button("no_page")))


def show_all(act: ShowCertificates, seen: Own, who: Person) -> Decision:
    """Each of them in a bubble, with what can be done with it."""
    if not seen.certificates:
        return status(ShowStatus(), seen.filed, who)
    return Decision(reply=tuple(_listed(one, seen, who) for one in seen.certificates))


def _listed(one: Certificate, seen: Own, who: Person) -> Say:
    theirs = (each for each in seen.tasks if each.certificate_id == one.id)
    tasks = [each for each in theirs if each.kind == "surveillance"]
    values = {
        "name": called(one),
        "business": one.business,
        "number": one.number,
        "lasts": lasts(one, day_of(who.now)),
        "tasks": tuple(_asks_for(each) for each in tasks),
        "page": Say("certificate.page", {"link": seen.link(one.public_code or "")})
        if one.shown
        else Fact(key="certificate.no_page"),
    }
    done = tuple(button("task_said", t.id) for t in tasks if t.state == "due")
    page: tuple[Option, ...] = (button("show_page", one.id),) * bool(seen.site)
    if one.shown:
        page = (button("poster", one.id), button("hide_page", one.id))
    return Say("certificate.listed", values, actions=(*page, *done[:1]))


def _asks_for(task: CertificateTask) -> Say:
    return Say("certificate.surveillance", {"day": date.fromisoformat(task.due_on)})


def open_page(act: OpenCertificatePage, seen: Own, who: Person) -> Decision:
    """The owner agrees, from today: here is the page."""
    one = seen.one(act.certificate)
    if who.helper:
        raise Denied("certificate.helper")
    if not seen.site:
        raise Denied("certificate.no_site")
    code = one.public_code or who.fresh[-SIGNS:]
    said = {"link": seen.link(code), "business": one.business}
    more = () if seen.asked else (showcase.ASK,)
    acts = (button("poster", one.id), button("hide_page", one.id), *more)
    return Decision(
        changes=(OpenPage(one.id, code), _consent(seen, who, agreed=True)),
        log=(Log("case.page_opened", one.case_id, who.id),),
        reply=(Say("certificate.page_opened", said, actions=acts),),
    )


def _consent(seen: Own, who: Person, *, agreed: bool) -> Agree:
    return Agree(who.id, "certificate", agreed, WORDS, channel=seen.channel)


def close_page(act: CloseCertificatePage, seen: Own, who: Person) -> Decision:
    """Nobody sees it from this moment."""
    one = seen.one(act.certificate)
    if who.helper:
        raise Denied("certificate.helper")
    again = button("show_page", one.id)
    return Decision(
        changes=(ClosePages(who.id, one.id), _consent(seen, who, agreed=False)),
        log=(Log("case.page_closed", one.case_id, who.id),),
        reply=(Say("certificate.page_closed", actions=(again,)),),
    )


def poster(act: ShowPoster, seen: Own, who: Person) -> Decision:
    """A sheet for the wall leads to the page: so that has to be open."""
    one = seen.one(act.certificate)
    if not one.shown:
        raise Denied("certificate.poster_page", button("show_page", one.id))
    link = seen.link(one.public_code or "")
    return Decision(reply=(PosterDrawn(one, lasts(one, day_of(who.now)), link),))
