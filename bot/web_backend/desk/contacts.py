"""The contacts of an office for their page: opened all at once, for they are sealed."""

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.contacts import ContactsPage, ContactsQuery, Row
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases.contacts.importing import MOST
from conversations.cases.contacts.known import ShowContacts, found
from conversations.cases.contacts.records import Known
from conversations.cases.lifecycle import LEADERS
from conversations.cases.names import place
from storage.people import contacts

SIZE = 50
"""Contacts of a page."""


async def read(act: Acting, query: ContactsQuery) -> ContactsPage:
    """Those that are asked for; an auditor finds what they read, and no more."""
    who = person(act)
    rights.ask(ShowContacts, who)
    every = tuple(await contacts.of_office(act.tx, act.office, MOST))
    every = rights.shown(ShowContacts, every, who)
    seen = found(every, query.words, query.met)
    first = query.start if query.start < len(seen) else 0
    rows = seen[first : first + SIZE]
    return ContactsPage(
        len(seen),
        first,
        tuple(_row(act.voice.language, each) for each in rows),
        first + len(rows) < len(seen),
        bool(who.officer and who.officer.role in LEADERS),
    )


def _row(language: str, one: Known) -> Row:
    each = one.contact
    where = words.show(language, place(each.kecamatan)) if each.kecamatan else ""
    about = (each.name if each.business else "", where, each.village, each.product)
    told = " · ".join(filter(None, about))
    return Row(one.id, each.called, told, each.phone, one.met)


PAGES: Pages = {ContactsQuery: Page(read)}
