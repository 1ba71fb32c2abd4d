"""Who carries out what: every act upon the world, and every look-up, by name.

What an act is denied for is told to whoever tried; nothing else of it remains, for
the question is always put before anything is written.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from bot.channels.base import Profile
from bot.desk import (
    announcements,
    applications,
    assignment,
    canned_replies,
    certificates,
    closing,
    contacts,
    delegation,
    devices,
    exports,
    findings,
    forms,
    guests,
    handling,
    held_news,
    listing,
    meanwhile,
    merging,
    messages,
    officers,
    offices,
    overrides,
    papers,
    people,
    privacy,
    progress,
    queue,
    ratings,
    readiness,
    recovery,
    replies,
    reports,
    requests,
    showcase,
    staff,
    stage_reports,
    talks,
    trail,
    undelivered,
    visit_reports,
    visits,
    voices,
)
from bot.pipeline.acts import Acting, ByAct, LookUpper, Performer, Performers
from conversations.cases.decision import Denied
from conversations.cases.delegation import ActFor
from conversations.cases.staff.invitations import InviteOfficer
from conversations.cases.staff.sign_in import OpenDesk
from conversations.cases.visits.guests import InviteToVisit
from conversations.engine.effects import Say


def performers(
    profiles: Mapping[str, Profile], doors: Mapping[str, str] | None = None
) -> Performers:
    """Everybody who carries something out; *profiles* are those of the channels.

    *doors* are the addresses people open them by, as far as they are known by then.
    """
    return Performers(acts({} if doors is None else doors), look_ups(profiles))


def acts(doors: Mapping[str, str]) -> ByAct:
    """A performer for each effect that is an act upon the world."""
    bare: ByAct = {
        InviteOfficer: staff.inviting(doors),
        InviteToVisit: guests.inviting(doors),
        OpenDesk: staff.signing_in(doors),
        **guests.PERFORMERS,
        **people.PERFORMERS,
        **applications.PERFORMERS,
        **handling.PERFORMERS,
        **closing.PERFORMERS,
        **forms.PERFORMERS,
        **certificates.performers(doors),
        **showcase.performers(doors),
        **exports.performers(doors),
        **contacts.PERFORMERS,
        **assignment.PERFORMERS,
        **messages.PERFORMERS,
        **replies.PERFORMERS,
        **merging.PERFORMERS,
        **talks.PERFORMERS,
        **reports.PERFORMERS,
        **held_news.PERFORMERS,
        **staff.PERFORMERS,
        **trail.PERFORMERS,
        **voices.PERFORMERS,
        **canned_replies.PERFORMERS,
        **delegation.PERFORMERS,
        **officers.PERFORMERS,
        **offices.PERFORMERS,
        **overrides.PERFORMERS,
        **queue.PERFORMERS,
        **ratings.PERFORMERS,
        **listing.PERFORMERS,
        **papers.PERFORMERS,
        **progress.PERFORMERS,
        **stage_reports.PERFORMERS,
        **announcements.PERFORMERS,
        **requests.PERFORMERS,
        **privacy.PERFORMERS,
        **devices.PERFORMERS,
        **recovery.PERFORMERS,
        **readiness.PERFORMERS,
        **undelivered.PERFORMERS,
        **visits.PERFORMERS,
        **visit_reports.PERFORMERS,
        **findings.PERFORMERS,
    }
    return {effect: partial(_answering, perform) for effect, perform in bare.items()}


def look_ups(profiles: Mapping[str, Profile]) -> Mapping[str, LookUpper]:
    """What flows may ask of the world."""
    return {
        "answer": canned_replies.BEFORE,
        "case": handling.RETURNABLE,
        "handled": handling.HANDLED,
        "closable": closing.CLOSABLE,
        "certifiable": certificates.CERTIFIABLE,
        "awaiting": certificates.AWAITING,
        "withdrawable": closing.WITHDRAWABLE,
        "colleagues": assignment.COLLEAGUES,
        "cases": listing.FOUND,
        "fact": overrides.NOW,
        "already": progress.ALREADY,
        "contact": contacts.THEIRS,
        "next_road": progress.NEXT_ROAD,
        "mandates": delegation.KNOWN,
        "addressee": replies.ADDRESSEE,
        "leaver": staff.LEAVER,
        "stand_ins": staff.STAND_INS,
        "team": staff.TEAM,
        "papers": papers.WANTED,
        "open_stage": stage_reports.OPEN,
        "findings": findings.STILL_OPEN,
        "audience": announcements.previews(profiles),
        "readiness": readiness.KNOWN,
        "recovery": recovery.ASKS,
        "standing": progress.STANDING,
        "visitable": visits.VISITABLE,
        "own_visit": visits.OWN,
        "visit_report": visit_reports.WRITING,
    }


async def _answering(
    perform: Performer, act: Acting, effect: Any
) -> Iterable[Say | ActFor] | None:
    """Carry an effect out, or say why not."""
    try:
        return await perform(act, effect)
    except Denied as denied:
        act.denied = True
        return await meanwhile.told(act, effect, denied.said)
