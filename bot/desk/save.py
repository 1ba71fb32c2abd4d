"""One writer for every decision: each change by its own statement, in order."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import structs, to_builtins

from bot.pictures.registry import KINDS, described
from bot.pipeline import groups
from bot.pipeline.acts import Acting
from bot.views import VIEWS
from bot.views.drawn import Drawn
from conversations.cases import announcements as announcing
from conversations.cases import canned_replies as answering
from conversations.cases import changes
from conversations.cases import exports as exporting
from conversations.cases import offices as serving
from conversations.cases import programmes as opening
from conversations.cases import ratings as rating
from conversations.cases import requests as asking
from conversations.cases import showcase as showing
from conversations.cases.certificates import records as certified
from conversations.cases.contacts import importing as contacting
from conversations.cases.contacts import known as knowing
from conversations.cases.decision import Decision, Notice, Tell
from conversations.cases.delegation import ActFor
from conversations.cases.held_news import GROUP, HeldNews, due, soon
from conversations.cases.records import Document
from conversations.cases.replies import Replied
from conversations.cases.staff import changes as officer_changes
from conversations.cases.topics import heard
from conversations.cases.undelivered import SOMEONE
from conversations.cases.undo import MoveToCase, Undo
from conversations.cases.visits import changes as visit_changes
from conversations.engine.effects import Say
from conversations.flows import notices
from storage.cases import (
    businesses,
    canned_replies,
    cases,
    certificates,
    checks,
    documents,
    exports,
    findings,
    held_news,
    history,
    merged,
    notes,
    overrides,
    programmes,
    ratings,
    recoveries,
    requests,
    showcase,
    stage_log,
    topics,
    visits,
)
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import undelivered
from storage.ops import jobs
from storage.outreach import announcements, recipients
from storage.people import (
    absences,
    addresses,
    contact_lists,
    contacts,
    delegation,
    officers,
    offices,
    one_time_codes,
    people,
    teams,
)

WRITERS: Mapping[type, Callable[..., Awaitable[object]]] = {
    changes.AddCase: cases.open_case,
    changes.ChangeCase: cases.change,
    MoveToCase: merged.move_to,
    changes.BeginStage: stage_log.begin,
    changes.EndStage: stage_log.end,
    changes.TakeBackStage: stage_log.take_back,
    changes.RememberPerson: people.remember,
    changes.Agree: people.consent,
    changes.LeaveAnnouncements: recipients.leave,
    changes.MarkReachable: addresses.reachable,
    changes.LeaveBehind: people.leave_behind,
    changes.AddBusiness: businesses.add,
    changes.ChangeBusiness: businesses.change,
    changes.AttachDocuments: documents.attach,
    changes.ReplaceDocuments: documents.replaced,
    changes.DecideDocuments: documents.decide,
    changes.WriteNote: notes.write,
    changes.AnswerNote: notes.answer,
    changes.TakeBackNote: notes.take_back,
    changes.AddCheck: checks.add,
    certified.AddCertificate: certificates.add,
    certified.EndCertificate: certificates.end,
    certified.DropCertificate: certificates.drop,
    certified.OpenPage: certificates.open_page,
    certified.ClosePages: certificates.close_pages,
    showing.AddExhibit: showcase.add,
    showing.DropExhibits: showcase.drop,
    certified.AddTask: certificates.add_task,
    certified.ChangeTask: certificates.change_task,
    officer_changes.AddInvitation: officers.invite,
    officer_changes.ConfirmInvitation: officers.confirm,
    officer_changes.UseInvitation: officers.use,
    officer_changes.AddOfficer: officers.add,
    officer_changes.ChangeOfficer: officers.change,
    officer_changes.RevokeInvitation: officers.revoke,
    officer_changes.SetTeam: teams.keep,
    officer_changes.DropTeam: teams.drop,
    officer_changes.AddAbsence: absences.add,
    officer_changes.EndAbsences: absences.end,
    officer_changes.KeepToken: one_time_codes.keep_token,
    changes.AddRecovery: recoveries.add,
    changes.EndRecovery: recoveries.settle,
    changes.DoubtRecovery: recoveries.doubt,
    changes.KeepCode: one_time_codes.keep_code,
    changes.NoteTry: officers.note_try,
    changes.SpendCode: one_time_codes.use,
    changes.AddMandate: delegation.give,
    changes.AddStatement: delegation.ask,
    changes.RecordStatement: delegation.record,
    changes.RefuseStatement: delegation.refuse,
    changes.CloseMandate: delegation.end,
    changes.KeepReply: canned_replies.keep,
    changes.EndReply: canned_replies.end,
    answering.CountGiven: canned_replies.given,
    announcing.AddAnnouncement: announcements.freeze,
    opening.AddProgramme: programmes.add,
    opening.EndProgramme: programmes.end,
    asking.AddRequest: requests.add,
    asking.SettleRequest: requests.settle,
    exporting.AddExport: exports.add,
    contacting.AddContactList: contact_lists.add,
    contacting.AddContacts: contact_lists.keep,
    contacting.DropContactList: contact_lists.drop,
    knowing.DropContact: contacts.erase,
    knowing.KeepMet: contacts.meet,
    rating.AddRating: ratings.add,
    rating.ChangeRating: ratings.change,
    announcing.StopSending: announcements.stop,
    changes.AddOverride: overrides.add,
    changes.SettleOverride: overrides.settle,
    changes.EndOverride: overrides.end,
    visit_changes.AddVisit: visits.add,
    visit_changes.ChangeVisit: visits.change,
    visit_changes.PutBackVisit: visits.put_back,
    visit_changes.FindWanting: findings.find_wanting,
    visit_changes.SettleFinding: findings.settle,
    visit_changes.InviteGuest: visits.invite,
    visit_changes.SeatGuest: visits.join,
    serving.KeepOffice: offices.add,
    serving.ChangeOfficeRow: offices.change,
    serving.KeepDayOff: offices.set_off,
    serving.KeepGrant: offices.grant,
    serving.PlacePerson: offices.place,
    changes.QueueJob: jobs.queue,
    changes.CancelJob: jobs.cancel,
    changes.DropHeldNews: held_news.drop,
}
"""The statement of each change: it takes the fields of the change by name."""


async def save(act: Acting, decision: Decision) -> list[Say | ActFor]:
    """Keep all of *decision*; what it says to whoever acted comes back.

    What others hear of it waits, where it can be taken back.
    """
    await write(act.tx, decision)
    act.denied |= decision.denied
    undo = decision.undo
    waits = [each for each in decision.tell if undo and not each.notice.at_once]
    for tell in decision.tell:
        if tell not in waits:
            await act.tell(tell.to, tell.notice)
    if act.watchers:
        await _in_topics(act, decision)
    said: list[Say | ActFor] = []
    for each in decision.reply:
        if isinstance(each, Notice) and each.at_once and not act.in_chat:
            await act.tell(act.person.person_id, each)
        said += await _said(act, each)
    if undo and waits:
        await _hold(act, undo, waits)
        said = _soon(said, undo)
    if decision.act_for:
        said.append(ActFor(decision.act_for))
    return [*said, *await _not_yet(act, decision)]


async def _in_topics(act: Acting, decision: Decision) -> None:
    """What the group of the office sees of it, beside the card."""
    for news in heard(decision.tell):
        await groups.hear(act.tx, news)
    for change in decision.changes:
        if isinstance(change, changes.ChangeBusiness) and change.name:
            await topics.renamed(act.tx, change.business_id)


async def write(tx: Transaction, decision: Decision) -> None:
    """Keep what changes, and its lines of the history."""
    for change in decision.changes:
        await WRITERS[type(change)](tx, **structs.asdict(change))
    for line in decision.log:
        about = {
            "case_id": line.case,
            "person_id": line.person,
            "officer_id": line.officer,
        }
        await history.write(tx, line.act, **about, **line.detail)


async def _not_yet(act: Acting, decision: Decision) -> list[Say]:
    """To an officer, of each owner whose chat is shut: they read it when they write."""
    if act.person.officer is None:
        return []
    owners = {each.to for each in decision.tell if each.notice.of_a_case}
    found = [await undelivered.shut_to(act.tx, owner) for owner in sorted(owners)]
    return [
        Say("wall.waits", {"owner": each.name or SOMEONE, "since": each.since})
        for each in found
        if each and not each.gone  # of whom their notice says it
    ]


async def _hold(act: Acting, undo: Undo, tell: Sequence[Tell]) -> None:
    """Keep what *tell* says, and ask for it to go; both outlive this process."""
    told = tuple(
        (each.to, each.notice.subject, to_builtins(each.notice)) for each in tell
    )
    if act.watchers and not act.in_topic:
        told += tuple((GROUP, *one[1:]) for one in told if one[1] == Replied.subject)
    at = due(undo, act.now)
    news = HeldNews(undo.id, act.person.person_id, act.now, at, undo, told)
    await held_news.hold(act.tx, news)
    about = {"person": undo.owner, "case": undo.case}
    await jobs.queue(act.tx, "news", about, run_at=at)


def _soon(said: list[Say | ActFor], undo: Undo) -> list[Say | ActFor]:
    """*said*, and at its end that others hear of it soon; until then it is undone."""
    match said:
        case [*before, Say(edits=False, file="") as last]:
            told = structs.replace(last, actions=(), joined=True)
            return [*before, told, soon(undo, *last.actions)]
    return [*said, soon(undo)]


async def _said(act: Acting, reply: Say | Notice) -> list[Say]:
    """What is answered, in words; some of it with a picture."""
    if isinstance(reply, Say):
        return [reply]
    if view := VIEWS.get(type(reply)):
        return await _drawn(act, view(act.voice, reply))
    return [each for each in notices.effects(reply) if isinstance(each, Say)]


async def _drawn(act: Acting, drawn: Drawn) -> list[Say]:
    """The same with a document of their own, whose file is made when it is sent."""
    made, kind = new_id(), KINDS[drawn.kind]
    document = Document(
        made,
        act.person.person_id,
        "photo" if kind.mime.startswith("image/") else "document",
        f"{made}.{kind.suffix}",
        mime=kind.mime,
        purpose=drawn.kind,
    )
    await documents.add(act.tx, document)
    drawing = described(drawn.kind, drawn.words)
    file = {"file": made, "filename": drawn.filename, "drawing": drawing}
    return [*drawn.before, structs.replace(drawn.said, **file)]
