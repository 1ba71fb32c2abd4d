"""The office's group: a topic for each case, and what is still to be said there."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
    flag,
    ident,
    json,
    moment,
    ref,
    sealed,
    table_of,
    text,
)


class DeskGroup(SQLModel, table=True):
    """The group where an office works; *forum*: it has topics, and we may make them.

    *lacks* says why not, since we *looked_at* it.
    """

    __tablename__ = "desk_groups"

    address_id: str = ref("addresses.id", primary_key=True)
    office_id: str = ref("offices.id")
    forum: bool = flag()
    lacks: str = text()
    looked_at: datetime | None = moment(optional=True)


class Topic(SQLModel, table=True):
    """A case in the group *address_id*; with *due_at* there is something to do.

    *thread* is the platform's name of the topic, *call_id* the message by which it is
    changed now, *state* what it looks like there (`conversations.cases.topics`).
    """

    __tablename__ = "topics"

    case_id: str = ref("cases.id", primary_key=True)
    address_id: str = ref("addresses.id")
    thread: str = text()
    call_id: str = text()
    due_at: datetime | None = moment(optional=True)
    state: str = json()


class TopicLine(SQLModel, table=True):
    """Something to be said in a topic, until it is."""

    __tablename__ = "topic_lines"

    id: str = ident()
    case_id: str = ref("topics.case_id", index=True)
    body_sealed: bytes = sealed(optional=False)


desk_groups = table_of(DeskGroup)
topics = table_of(Topic)
topic_lines = table_of(TopicLine)

_own = topics.c
sa.Index("ix_topics_thread", _own.address_id, _own.thread)
sa.Index(
    "ix_topics_due",
    _own.address_id,
    _own.due_at,
    sqlite_where=_own.due_at.is_not(None),
    postgresql_where=_own.due_at.is_not(None),
)
sa.Index(
    "ix_topics_call",
    _own.address_id,
    sqlite_where=_own.call_id != sa.text("''"),
    postgresql_where=_own.call_id != sa.text("''"),
)
