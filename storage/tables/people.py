"""Who we talk with: offices, people, their addresses, their conversations, consent."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
    flag,
    ident,
    json,
    moment,
    one_of,
    ref,
    sealed,
    sequence,
    table_of,
    text,
    whole,
)


class Office(SQLModel, table=True):
    """A Dinas: every business and every officer belongs to one.

    That which was *shipped* serves whoever named no region. *erased_at* is when
    somebody with a case of it was erased last.
    """

    __tablename__ = "offices"

    id: str = ident()
    name: str = text(None)
    short_name: str = text(None)
    prefix: str = text(None, unique=True)
    region: str = text()
    next_case: int = whole(1)
    regency: str = text()
    zone: str = text()
    hours: dict[str, list[str]] = json()
    group_chat: str = text()
    shipped: bool = flag(default=True)
    erased_at: datetime | None = moment(optional=True)


class DayOff(SQLModel, table=True):
    """A day on which nobody works in an office, and what it is called."""

    __tablename__ = "days_off"

    office_id: str = ref("offices.id", primary_key=True)
    day: str = text(None, primary_key=True)
    name: str = text()


class OfficeGrant(SQLModel, table=True):
    """An office lets a guide, an officer of another one, see its cases until it ends.

    One that lasts stands at most once.
    """

    __tablename__ = "office_grants"
    __table_args__ = (
        sa.Index(
            "uq_office_grants_lasts",
            "office_id",
            "officer_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    officer_id: str = ref("officers.id", index=True)
    granted_by: str = ref("officers.id")
    granted_at: datetime = moment()
    ended_at: datetime | None = moment(optional=True)


class Person(SQLModel, table=True):
    """Somebody, on whichever channels; an empty *notice_version* is no consent.

    *office_id* is the office of the region that they named, empty before they did.
    """

    __tablename__ = "people"
    __table_args__ = (
        one_of("address_form", "", "bapak", "ibu", "kang", "teh", "name"),
        sa.Index(None, "phone_index"),
    )

    id: str = ident()
    created_at: datetime = moment()
    office_id: str = text()
    language: str = text("id")
    address_form: str = text()
    name_sealed: bytes | None = sealed()
    phone_sealed: bytes | None = sealed()
    phone_index: str | None = text(None, nullable=True)
    announcements: bool = flag()
    reachable: bool = flag(default=True)
    notice_version: str = text()
    erased_at: datetime | None = moment(optional=True)


class Address(SQLModel, table=True):
    """Where a person can be found; one never heard (*heard_at* empty) is an alias."""

    __tablename__ = "addresses"
    # The index leads with what a delivery is looked up by.
    __table_args__ = (sa.UniqueConstraint("blind_index", "channel", "account"),)

    id: str = ident()
    person_id: str = ref("people.id", index=True)
    channel: str = text(None)
    account: str = text(None)
    blind_index: str = text(None)
    external_sealed: bytes = sealed(optional=False)
    reachable: bool = flag(default=True)
    window_until: datetime | None = moment(optional=True)
    heard_at: datetime | None = moment(optional=True)
    created_at: datetime = moment()


class Thread(SQLModel, table=True):
    """A person's conversation; its row is the lock that keeps their events in order."""

    __tablename__ = "threads"

    person_id: str = ref("people.id", primary_key=True)
    state_sealed: bytes | None = sealed()
    version: int = whole()
    flow: str = text()
    kept_at: datetime | None = moment(optional=True)


class Consent(SQLModel, table=True):
    """One yes or no to one text; never changed, only followed by another."""

    __tablename__ = "consents"
    __table_args__ = (
        one_of("kind", "notice", "announcements", "certificate", "showcase"),
    )

    id: int | None = sequence()
    person_id: str = ref("people.id", index=True)
    kind: str = text(None)
    version: str = text()
    text_hash: str = text()
    agreed: bool = flag()
    channel: str = text()
    at: datetime = moment()


class Pass(SQLModel, table=True):
    """A secret that works once: to link chats, fetch data, let another act, sign in."""

    __tablename__ = "passes"
    __table_args__ = (one_of("kind", "link", "data", "mandate", "desk"),)

    id: str = ident()
    kind: str = text(None)
    code_hash: str = text(None, unique=True)
    person_id: str = ref("people.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)


class DeskSession(SQLModel, table=True):
    """A browser in which an officer is signed in to the desk; ended, it is no row."""

    __tablename__ = "desk_sessions"

    id: str = ident()
    token_hash: str = text(None, unique=True)
    person_id: str = ref("people.id", index=True)
    browser: str = text()
    began_at: datetime = moment()
    seen_at: datetime = moment()


offices = table_of(Office)
days_off = table_of(DayOff)
office_grants = table_of(OfficeGrant)
people = table_of(Person)
addresses = table_of(Address)
threads = table_of(Thread)
consents = table_of(Consent)
passes = table_of(Pass)
desk_sessions = table_of(DeskSession)
