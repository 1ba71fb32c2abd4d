"""Who works at the desk: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import whole
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct, Performer
from conversations.cases.decision import Denied
from conversations.cases.listing import Filters, Start
from conversations.cases.staff import absence, invitations, teams
from conversations.cases.staff import colleagues as rules
from conversations.cases.staff.records import Staff
from conversations.cases.staff.sign_in import Door, OpenDesk, open_desk
from storage.cases import cases, listing
from storage.core.database import Transaction
from storage.people import officers, offices, one_time_codes
from storage.people import teams as team_rows

MOST = 1_000
"""So many open cases of one officer are given back."""


async def _staff(act: Acting, asked: object) -> Staff:
    if act.person.officer is None:
        return Staff()
    return await staff(act.tx, act.person.officer.office_id)


async def staff(tx: Transaction, office_id: str) -> Staff:
    """Everybody who works in an office, and the invitations that are open."""
    return Staff(
        tuple(await officers.of_office(tx, office_id)),
        await cases.counts_held(tx, office_id),
        tuple(await officers.open_invitations(tx, office_id)),
        tuple(await team_rows.of_office(tx, office_id)),
    )


async def leaving(act: Acting, officer_id: str) -> rules.Leaving:
    """An officer who is to leave, with all that they hold."""
    found = await officers.by_id(act.tx, officer_id)
    if found is None:
        return rules.Leaving()
    office = await offices.by_id(act.tx, found.office_id)
    works = await officers.of_office(act.tx, found.office_id)
    by = Filters(holder=found.id)
    held = await listing.page(act.tx, [found.office_id], by, Start(), limit=MOST)
    return rules.Leaving(
        found,
        office.short_name,
        tuple([await whole(act, case) for case in held]),
        tuple(each for each in works if each.id != found.id),
        officers.new_code(),
    )


async def _changed(
    act: Acting, asked: rules.RemoveOfficer | rules.ChangeRole
) -> rules.Leaving:
    me = act.person.officer
    # Of two who remove each other in one moment, the second works here no more.
    if me is None or me.id not in await officers.locked(act.tx, me.office_id):
        raise Denied("desk.not_allowed")
    return await leaving(act, asked.officer)


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.Leaving:
    return await leaving(act, str(asked.get("officer", "")))


def inviting(doors: Mapping[str, str]) -> Performer:
    """Who invites, where people open us by these *doors*."""

    async def read(
        act: Acting, asked: invitations.InviteOfficer
    ) -> invitations.Inviting:
        here = (await _staff(act, asked)).officers
        return invitations.Inviting(officers.new_code(), doors, here)

    return register(read=read, decide=invitations.invite)


def signing_in(doors: Mapping[str, str]) -> Performer:
    """Who opens the desk on the web, where people open us by these *doors*."""

    async def read(act: Acting, asked: OpenDesk) -> Door:
        return Door(doors.get(invitations.WEB, ""), one_time_codes.new_token())

    return register(read=read, decide=open_desk)


LEAVER = answer(_asked, rules.leaver)
STAND_INS = answer(_staff, absence.stand_ins)
TEAM = answer(_staff, teams.making)
PERFORMERS: ByAct = {
    rules.ShowOfficers: register(read=_staff, decide=rules.show),
    rules.ShowOfficer: register(read=_staff, decide=rules.show_one),
    rules.ChangeRole: register(read=_changed, decide=rules.change_role),
    rules.RemoveOfficer: register(read=_changed, decide=rules.remove),
    absence.PlanAbsence: register(read=_staff, decide=absence.plan),
    absence.EndAbsence: register(read=_staff, decide=absence.end),
    teams.ShowTeams: register(read=_staff, decide=teams.show),
    teams.ShowTeam: register(read=_staff, decide=teams.show_one),
    teams.KeepTeam: register(read=_staff, decide=teams.keep),
    teams.EndTeam: register(read=_staff, decide=teams.end),
    invitations.ShowInvitations: register(read=_staff, decide=invitations.invitations),
    invitations.EndInvitation: register(read=_staff, decide=invitations.revoke),
    invitations.SettleAdmin: register(read=_staff, decide=invitations.settle),
}
