"""Certificates, their pages and their days: what is read, and the rules that decide."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.desk.case_file import asked_at_desk, named_at_desk, whole, with_certificates
from bot.desk.progress import filed
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates import pages, tasks
from conversations.cases.certificates import recording as rules
from conversations.cases.progress import Filed
from conversations.cases.records import Case
from conversations.cases.showcase import CONSENT
from conversations.cases.staff.invitations import WEB
from storage.cases import cases, certificates
from storage.people import people


async def _case(act: Acting, asked: rules.SendCertificate) -> CaseFile:
    return await whole(act, await cases.by_code(act.tx, asked.code), asked.code)


async def _cases(act: Acting, asked: Mapping[str, Any]) -> tuple[Case, ...]:
    return tuple(await cases.of_person(act.tx, act.person.person_id))


async def _own(act: Acting, asked: object, doors: Mapping[str, str]) -> pages.Own:
    me = act.person.person_id
    stand = await certificates.of_person(act.tx, me)
    open_ = await certificates.open_tasks(act.tx, [each.id for each in stand])
    own = Filed(tuple(await cases.of_person(act.tx, me)))
    site = doors.get(WEB, "")
    asked = await people.asked(act.tx, me, CONSENT)
    filed_ = own if stand else await filed(act)
    channel = act.person.channel
    return pages.Own(tuple(stand), tuple(open_), site, filed_, channel, asked)


async def _task(
    act: Acting, asked: tasks.SayTaskDone | tasks.ShowTask | tasks.SettleTask
) -> tasks.TaskFile:
    task = await certificates.task(act.tx, asked.task)
    one = await certificates.by_id(act.tx, task.certificate_id) if task else None
    case = await cases.by_id(act.tx, one.case_id) if one else None
    return tasks.TaskFile(task, one, await whole(act, case))


CERTIFIABLE = answer(asked_at_desk, rules.certifiable)
AWAITING = answer(_cases, rules.awaiting)


def performers(doors: Mapping[str, str]) -> ByAct:
    """Pages are shown where people open our own by these *doors*."""
    own = partial(_own, doors=doors)
    return {
        rules.RecordCertificate: register(read=with_certificates, decide=rules.record),
        rules.ReturnCertificate: register(read=named_at_desk, decide=rules.send_back),
        rules.SendCertificate: register(read=_case, decide=rules.send),
        pages.ShowCertificate: register(read=own, decide=pages.show),
        pages.ShowCertificates: register(read=own, decide=pages.show_all),
        pages.OpenCertificatePage: register(read=own, decide=pages.open_page),
        pages.CloseCertificatePage: register(read=own, decide=pages.close_page),
        pages.ShowPoster: register(read=own, decide=pages.poster),
        tasks.AddSurveillance: register(read=with_certificates, decide=tasks.add),
        tasks.SayTaskDone: register(read=_task, decide=tasks.say_done),
        tasks.ShowTask: register(read=_task, decide=tasks.show),
        tasks.SettleTask: register(read=_task, decide=tasks.settle),
    }
