"""What waits at the desk and is no case: questions, papers, and certificates sent."""

from typing import Literal

import sqlalchemy as sa

from conversations.cases.certificates.recording import PURPOSE
from conversations.cases.names import papers_at
from conversations.cases.records import Waiting
from storage.core.database import Row, Transaction
from storage.tables import businesses, cases, documents, notes, offices, people
from storage.tables.cases import asks, unjudged


async def count_questions(tx: Transaction, office_id: str) -> int:
    """How many questions nobody has answered."""
    found = sa.select(sa.func.count()).select_from(_ASKED).where(*_of(office_id))
    count: int = (await tx.conn.execute(found)).scalar_one()
    return count


async def questions(
    tx: Transaction, office_id: str, limit: int | None = None
) -> list[Waiting]:
    """Those that nobody has answered, the oldest first; all, where no limit is set."""
    found = _QUESTIONS.where(*_of(office_id)).order_by(notes.c.created_at, notes.c.id)
    return [_question(tx, row) for row in await tx.conn.execute(found.limit(limit))]


def _of(office_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Of this office; what is about no case, of whoever it serves."""
    shipped = sa.exists().where(offices.c.id == office_id, offices.c.shipped)
    served = sa.or_(
        people.c.office_id == office_id, sa.and_(people.c.office_id == "", shipped)
    )
    about_none = sa.and_(notes.c.case_id.is_(None), served)
    return asks(notes), sa.or_(about_none, cases.c.office_id == office_id)


async def papers(tx: Transaction, office_id: str) -> list[Waiting]:
    """Papers of the stages that cases are at, and certificates, which nobody judged."""
    # Said so that SQLite begins with the few papers, and not with all the cases.
    found = _PAPERS.where(cases.c.office_id.concat("") == office_id)
    rows = (await tx.conn.execute(found)).all()
    return [
        *(_paper(tx, row, "certificate", "") for row in rows if row.purpose == PURPOSE),
        *(
            _paper(tx, row, "paper", name)
            for row in rows
            if (name := papers_at(row.road, row.stage).get(row.purpose))
        ),
    ]


_GUIDED = sa.or_(
    cases.c.state == "accepted",
    sa.and_(cases.c.state == "closed", documents.c.purpose == PURPOSE),
)
_ASKED = notes.outerjoin(cases, cases.c.id == notes.c.case_id).join(
    people, people.c.id == notes.c.person_id
)
_QUESTIONS = (
    sa.select(
        *(notes.c[name] for name in ("id", "created_at", "person_id", "body_sealed")),
        *(cases.c[name] for name in ("code", "business_id", "holder_id")),
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
    )
    .select_from(_ASKED)
    .outerjoin(businesses, businesses.c.id == cases.c.business_id)
)
_PAPERS = (
    sa.select(
        *(cases.c[name] for name in ("code", "business_id", "holder_id", "person_id")),
        *(cases.c.road, cases.c.stage, documents.c.purpose),
        sa.func.min(documents.c.created_at).label("since"),
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
    )
    .join_from(documents, cases, cases.c.id == documents.c.case_id)
    .join(people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .where(unjudged(documents), _GUIDED)
    .group_by(cases.c.id, documents.c.purpose, people.c.id, businesses.c.id)
)


def _question(tx: Transaction, row: Row) -> Waiting:
    return Waiting(
        "question",
        row.id,
        row.created_at,
        row.code or "",
        tx.unseal("businesses", "name", row.business_id or "", row.business),
        tx.unseal("people", "name", row.person_id, row.owner),
        row.holder_id,
        tx.unseal("notes", "body", row.id, row.body_sealed),
    )


def _paper(
    tx: Transaction, row: Row, kind: Literal["paper", "certificate"], name: str
) -> Waiting:
    return Waiting(
        kind,
        row.purpose,
        row.since,
        row.code,
        tx.unseal("businesses", "name", row.business_id, row.business),
        tx.unseal("people", "name", row.person_id, row.owner),
        row.holder_id,
        name,
    )
