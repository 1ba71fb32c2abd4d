"""The years after: surveillance and expiry, as days of a certificate.

Owner and officer are reminded 90, 30 and 7 days before; of what was missed whoever
leads hears as well. The owner says that it is done, and an officer confirms it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import desk
from conversations.cases.calendar import day_of
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import (
    AddTask,
    Certificate,
    CertificateTask,
    ChangeTask,
    called,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.cases.staff.duty import alerted, responsible
from conversations.engine.effects import Act, Say

AHEAD = (7, 30, 90)
"""So many days before, the soonest first."""
MISSED = -1
"""What stands for a day that is over."""

# --- what can be done ----------------------------------------------------------------


class AddSurveillance(Act, frozen=True):
    """The body that certifies comes to look again on a day, as ISO."""

    code: str
    day: str


class SayTaskDone(Act, frozen=True):
    """The owner says that what a certificate asked for is done."""

    task: str


class SettleTask(Act, frozen=True):
    """An officer confirms that it is done, or not."""

    task: str
    done: bool


class ShowTask(Act, frozen=True):
    """One day of a certificate, as an officer settles it."""

    task: str


# --- what others hear of it ----------------------------------------------------------


class OfTask(Notice, frozen=True):
    """What a certificate asks for by a *day*: the *number* of it, and of its case."""

    task: str
    kind: str
    code: str
    business: str
    name: str
    number: str
    day: date


class TaskAdded(OfTask, frozen=True):
    """The owner hears of a day of surveillance."""

    subject: ClassVar = "task_added"
    of_a_case: ClassVar = True


class TaskAhead(OfTask, frozen=True):
    """The owner is reminded, so many *days* before; under nought it is over."""

    subject: ClassVar = "task_ahead"
    of_a_case: ClassVar = True
    days: int


class TaskOfOwner(OfTask, frozen=True):
    """An officer is, of what an owner has ahead, or missed."""

    subject: ClassVar = "task_of_owner"
    days: int


class TaskSaid(OfTask, frozen=True):
    """An officer hears that the owner says it is done."""

    subject: ClassVar = "task_said"


class TaskSettled(OfTask, frozen=True):
    """The owner hears whether it counts as done."""

    subject: ClassVar = "task_settled"
    of_a_case: ClassVar = True
    done: bool


# --- what is read --------------------------------------------------------------------


class TaskFile(Struct, frozen=True):
    """A task, its certificate, and the file of its case; None where there is none."""

    task: CertificateTask | None = None
    certificate: Certificate | None = None
    file: CaseFile = CaseFile("")

    def found(self) -> tuple[CertificateTask, Certificate]:
        """Both; `Denied` where one is missing."""
        if self.task is None or self.certificate is None:
            raise Denied("certificate.task_gone")
        return self.task, self.certificate


def about(task: CertificateTask, one: Certificate) -> dict[str, Any]:
    """What every notice of a task says."""
    return {
        "task": task.id,
        "kind": task.kind,
        "code": one.case,
        "business": one.business,
        "name": called(one).label,
        "number": one.number,
        "day": date.fromisoformat(task.due_on),
    }


# --- the rules -----------------------------------------------------------------------


def add(act: AddSurveillance, seen: CaseFile, who: Person) -> Decision:
    """A day of the case's newest certificate; the owner hears of it."""
    officer, case = access.may("certificate", who, seen.case, seen.code)
    own = [each for each in seen.certificates if each.case_id == case.id]
    if not own:
        raise Denied(
            "desk.no_certificate", desk("certificate", case.code), code=case.code
        )
    day = date.fromisoformat(act.day)
    if day < day_of(who.now):
        raise Denied("desk.surveillance_over", code=case.code)
    one, task = own[-1], who.fresh
    made = CertificateTask(task, one.id, "surveillance", act.day, "due")
    said = {"code": case.code, "business": case.business_name, "day": day}
    return Decision(
        changes=(AddTask(task, one.id, one.person_id, "surveillance", act.day),),
        log=(Log("case.task_added", case.id, case.person_id, officer.id),),
        tell=(Tell(one.person_id, TaskAdded(**about(made, one))),),
        reply=(Say("desk.surveillance_added", said),),
    )


def say_done(act: SayTaskDone, seen: TaskFile, who: Person) -> Decision:
    """The owner's word; whoever answers for the case confirms it."""
    task, one = seen.found()
    if one.person_id != who.id:
        raise Denied("certificate.task_gone")
    if task.state != "due":
        raise Denied(f"owner.task_state.{task.state}")
    news = TaskSaid(**about(task, one))
    return Decision(
        changes=(ChangeTask(task.id, "due", "said"),),
        log=(Log("case.task_said", one.case_id, who.id),),
        tell=tuple(Tell(each.person_id, news) for each in seen.file.holders),
        reply=(Say("certificate.task_thanks"),),
    )


def show(act: ShowTask, seen: TaskFile, who: Person) -> Decision:
    """What was missed, and what can be done about it."""
    task, one = seen.found()
    access.may("certificate", who, seen.file.case, seen.file.code)
    named = about(task, one)
    left = (named["day"] - day_of(who.now)).days
    return Decision(reply=(TaskOfOwner(**named, days=left),))


def settle(act: SettleTask, seen: TaskFile, who: Person) -> Decision:
    """It is done, or is still ahead; the owner hears which."""
    task, one = seen.found()
    officer, case = access.may("certificate", who, seen.file.case, seen.file.code)
    if task.state not in {"due", "said"}:
        raise Denied("desk.task_over", code=case.code)
    news = TaskSettled(**about(task, one), done=act.done)
    state = "done" if act.done else "due"
    again = (desk("surveillance", case.code),) if act.done else ()
    said = {"code": case.code, "business": case.business_name}
    return Decision(
        changes=(ChangeTask(task.id, task.state, state),),
        log=(Log(f"case.task_{state}", case.id, case.person_id, officer.id),),
        tell=(Tell(one.person_id, news),),
        reply=(
            Say("desk.task_done" if act.done else "desk.task_due", said, actions=again),
        ),
    )


# --- by the clock --------------------------------------------------------------------


def mark(due_on: str, today: date) -> int | None:
    """Which reminder it is time for: days before, or `MISSED`; None for none yet."""
    left = (date.fromisoformat(due_on) - today).days
    if left < 0:
        return MISSED
    return next((days for days in AHEAD if left <= days), None)


def reminders(
    task: CertificateTask, one: Certificate, staff: Sequence[Officer], today: date
) -> Iterator[tuple[str, str, Notice]]:
    """Who hears what by *today*, each under the key that keeps it to once."""
    which, named = mark(task.due_on, today), about(task, one)
    if which is None:
        return
    left = (named["day"] - today).days
    heard = {each.person_id for each in _answer_for(one, staff)}
    if which == MISSED:
        heard |= {each.person_id for each in staff if each.role in LEADERS}
    news = TaskOfOwner(**named, days=left)
    told: list[tuple[str, Notice]] = [(each, news) for each in sorted(heard)]
    if task.state == "due":
        told.insert(0, (one.person_id, TaskAhead(**named, days=left)))
    for person, notice in told:
        yield person, f"certificate:{task.id}:{task.due_on}:{which}:{person}", notice


def _answer_for(one: Certificate, staff: Sequence[Officer]) -> list[Officer]:
    """Whoever held the case or stands in, if on duty; else whoever is."""
    return responsible(staff, one.holder_id) or alerted(staff)
