"""Who works at the desk: read as in the chat, put for a page."""

from bot import words
from bot.desk.run import person
from bot.desk.staff import staff
from bot.pipeline.acts import Acting
from bot.web.desk.case import Choice
from bot.web.desk.cases import address
from bot.web.desk.staff import Crew, Guest, Session, StaffPage, StaffQuery, Worker
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases.calendar import day_of
from conversations.cases.decision import Person
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.listing import Filters
from conversations.cases.names import place
from conversations.cases.records import Officer
from conversations.cases.staff.absence import told
from conversations.cases.staff.colleagues import ShowOfficers
from conversations.cases.staff.invitations import ADMIN, made_by
from conversations.cases.staff.records import Invitation, Staff, Team
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact
from storage.people import desk_sessions


async def read(act: Acting, query: StaffQuery) -> StaffPage:
    """Everybody, with what whoever looks can change; to who leads the invitations."""
    who = person(act)
    rights.ask(ShowOfficers, who)
    seen, said = await staff(act.tx, act.office), _Words(act, who)
    leads = said.role in LEADERS
    kecamatan = catalogue().kecamatan
    mine = await desk_sessions.of_person(act.tx, who.id)
    return StaffPage(
        tuple(said.worker(each, seen) for each in seen.officers),
        tuple(said.guest(each, seen) for each in seen.invitations) if leads else (),
        tuple(map(said.choice, made_by(said.role))) if leads else (),
        tuple(said.team(each, seen) for each in seen.teams),
        tuple(Choice(e.id, e.name) for e in seen.handlers) if leads else (),
        tuple(Choice(e.code, e.name) for e in kecamatan.values()) if leads else (),
        tuple(
            Session(each.browser, words.moment(said.language, each.seen_at))
            for each in mine
        ),
    )


class _Words:
    """A page in the words of whoever looks."""

    def __init__(self, act: Acting, who: Person) -> None:
        self.language = act.voice.language
        self.me = who.officer.id if who.officer else ""
        self.role = who.officer.role if who.officer else ""

    def worker(self, one: Officer, seen: Staff) -> Worker:
        """What they are, whether on duty or away, and how much they hold."""
        duty = "staff.on_duty" if one.on_duty else "staff.off_duty"
        parts = [words.label(self.language, Fact(key=f"desk.role.{one.role}"))]
        handles = one.role in HANDLERS
        if handles:
            held = {"count": seen.held.get(one.id, 0)}
            parts += [words.text(self.language, duty)]
            parts += [words.text(self.language, "staff.held", held)]
        away = one.absence and told(one.absence, seen.officer(one.absence.deputy_id))
        leads = self.role == ADMIN or (self.role in LEADERS and one.role != ADMIN)
        led = leads and one.id != self.me
        others = (
            each
            for each in seen.officers
            if each.role in HANDLERS and each.id != one.id
        )
        return Worker(
            one.id,
            one.name,
            " · ".join(parts),
            words.text(self.language, away.key, away.values) if away else "",
            one.id == self.me,
            led,
            handles and (one.id == self.me or self.role in LEADERS),
            tuple(
                self.choice(each)
                for each in (made_by(self.role) if led else ())
                if each != one.role
            ),
            tuple(Choice(each.id, each.name) for each in others),
        )

    def guest(self, one: Invitation, seen: Staff) -> Guest:
        """As what, for whom of those that work here, and until when."""
        whom = seen.officer(one.officer_id)
        parts = [
            words.label(self.language, Fact(key=f"desk.role.{one.role}")),
            whom.name if whom else "",
            words.show(self.language, day_of(one.expires_at)),
        ]
        settles = one.waits and self.role == ADMIN and one.invited_by != self.me
        about = " · ".join(each for each in parts if each)
        return Guest(one.id, about, one.waits, settles)

    def team(self, one: Team, seen: Staff) -> Crew:
        """Who is in it, where it is for, and where its cases are."""
        members = seen.of_team(one.id)
        names = [each.name for each in members] or [self._text("team.nobody")]
        where = [place(code) for code in one.places]
        shown = (words.show(self.language, each) for each in where)
        parts = (", ".join(names), ", ".join(shown) or self._text("team.everywhere"))
        return Crew(
            one.id,
            one.name,
            " · ".join(parts),
            f"/desk/kasus?{address(Filters(team=one.id))}",
            tuple(each.id for each in members),
            one.places,
        )

    def _text(self, key: str) -> str:
        return words.text(self.language, key)

    def choice(self, role: str) -> Choice:
        """A role by name."""
        return Choice(role, words.text(self.language, f"invite.as.{role}"))


PAGES: Pages = {StaffQuery: Page(read)}
