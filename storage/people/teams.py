"""Teams: a few officers of an office, and the places they hear of first."""

from collections.abc import Sequence

import sqlalchemy as sa

from conversations.cases.staff.records import Team
from storage.core.database import Transaction
from storage.tables import cases, officers, teams


async def of_office(tx: Transaction, office_id: str) -> list[Team]:
    """The teams of an office, by name; there are few."""
    own = sa.select(teams).where(teams.c.office_id == office_id)
    rows = await tx.conn.execute(own.order_by(teams.c.name))
    return [Team(row.id, row.office_id, row.name, tuple(row.places)) for row in rows]


async def keep(tx: Transaction, team: Team, members: Sequence[str]) -> None:
    """A team is so from here on, with these officers of its office and no others."""
    row = {"id": team.id, "office_id": team.office_id}
    new = {"name": team.name, "places": list(team.places)}
    insert = tx.insert(teams).values({**row, **new})
    await tx.conn.execute(insert.on_conflict_do_update(index_elements=["id"], set_=new))
    await _leave(tx, team.id)
    here = officers.c.office_id == team.office_id, officers.c.id.in_(list(members))
    await tx.conn.execute(sa.update(officers).where(*here).values(team_id=team.id))


async def drop(tx: Transaction, team_id: str) -> None:
    """There is no such team; nobody and no case is with it."""
    await _leave(tx, team_id)
    own = sa.update(cases).where(cases.c.team_id == team_id)
    await tx.conn.execute(own.values(team_id=""))
    await tx.conn.execute(sa.delete(teams).where(teams.c.id == team_id))


async def _leave(tx: Transaction, team_id: str) -> None:
    own = sa.update(officers).where(officers.c.team_id == team_id)
    await tx.conn.execute(own.values(team_id=""))
