"""Mandates: given by a code or a recorded statement, ended by whom they concern."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.changes import (
    AddBusiness,
    AddMandate,
    AddStatement,
    Agree,
    Change,
    CloseMandate,
    KeepCode,
    NoteTry,
    RecordStatement,
    RefuseStatement,
    SpendCode,
)
from conversations.cases.codes import Tried
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.records import Mandate, Officer, Statement
from conversations.cases.staff.duty import alerted
from conversations.engine.effects import Act, Say

CODE = "mandate"
"""The kind of code by which an owner gives one."""


class ActFor(Act, frozen=True):
    """Look after the affairs of *mandate*'s owner from here on; empty: one's own.

    With *flow* that conversation is begun there, with what is *given* to it.
    """

    mandate: str = ""
    flow: str = ""
    given: Mapping[str, Any] = {}


class ShowMandateCode(Act, frozen=True):
    """A code by which somebody else may act for this person."""


class TakeMandate(Act, frozen=True):
    """The *code* that an owner showed to whoever helps them."""

    code: str


class AskMandate(Act, frozen=True):
    """An owner without a phone signed a statement: *files* are photos of it."""

    owner: str
    business: str
    files: tuple[str, ...]


class EndMandate(Act, frozen=True):
    """The mandate is over, from this moment."""

    mandate: str


class RecordMandate(Act, frozen=True):
    """An officer saw that the statement is as it should be."""

    mandate: str


class RefuseMandate(Act, frozen=True):
    """An officer cannot record the statement, and says why."""

    mandate: str
    reason: str


# --- what is heard of it -------------------------------------------------------------


class MandateGiven(Notice, frozen=True):
    """An owner's code was used: from here on the helper acts for them."""

    subject: ClassVar = "mandate_given"
    helper: str
    mandate: str


class MandateAsked(Notice, frozen=True):
    """A signed statement, for an officer to look at."""

    subject: ClassVar = "mandate_statement"
    mandate: str
    helper: str
    owner: str
    business: str
    files: tuple[str, ...] = ()


class MandateRecorded(Notice, frozen=True):
    """The statement is as it should be."""

    subject: ClassVar = "mandate_recorded"
    business: str
    mandate: str


class MandateRefused(Notice, frozen=True):
    """The statement is not as it should be."""

    subject: ClassVar = "mandate_refused"
    business: str
    reason: str


class MandateEnded(Notice, frozen=True):
    """The helper hears that they act for an owner no more."""

    subject: ClassVar = "mandate_ended"
    business: str
    helper: str = ""


class HelperLeft(Notice, frozen=True):
    """The owner hears the same."""

    subject: ClassVar = "mandate_left"
    business: str
    helper: str


# --- what is decided -----------------------------------------------------------------


class Mandates(Struct, frozen=True):
    """Whom a person helps, and who helps them: the id of the mandate, and a name."""

    held: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()


class Taken(Struct, frozen=True):
    """The *code* that a helper typed, and the mandates they have."""

    code: Tried
    held: tuple[Mandate, ...] = ()


class Stated(Struct, frozen=True):
    """What is read of a statement: None when it is decided.

    Its owner agrees by it to the notice of this *version*, and gets the id *owner*.
    """

    statement: Statement | None
    owner: str = ""
    version: str = ""


def known(
    asked: Mapping[str, Any],
    seen: tuple[Sequence[Mandate], Sequence[Mandate]],
    who: Person,
) -> Mandates:
    """Who is helped, by the business; of two of one name, by the owner as well."""
    held, given = seen
    names = [each.name for each in held]
    called = (
        (m.id, m.name if names.count(m.name) == 1 else f"{m.name} ({m.owner_name})")
        for m in held
    )
    return Mandates(tuple(called), tuple((m.id, m.helper_name) for m in given))


def show_code(act: ShowMandateCode, fresh: str, who: Person) -> Decision:
    """A *fresh* code for whoever shall act for this person."""
    _no_officer(who)
    return Decision(
        changes=(KeepCode(who.id, CODE, fresh),),
        reply=(Say("mandate.code", {"code": fresh}),),
    )


def take(act: TakeMandate, seen: Taken, who: Person) -> Decision:
    """The owner's code: from here on the helper acts for them; a try always counts."""
    _no_officer(who)
    if refused := _refusal(seen.code, who):
        return Decision(changes=(NoteTry(who.id),), reply=(refused,))
    owner = seen.code.owner
    given = next((each.id for each in seen.held if each.owner_id == owner), "")
    mandate = given or who.fresh
    changes: tuple[Change, ...] = (NoteTry(who.id), SpendCode(act.code, CODE))
    if not given:
        changes = (*changes, AddMandate(who.office, who.id, owner, mandate))
    return Decision(
        changes=changes,
        log=(_log("granted", owner, mandate),),
        tell=(Tell(owner, MandateGiven(who.name, mandate)),),
        reply=(Say("mandate.taken", joined=True),),
        act_for=mandate,
    )


def _refusal(code: Tried, who: Person) -> Say | None:
    """Why a code gives this person no mandate."""
    if code.refused:
        return Say(f"mandate.spent.{code.refused}", actions=(button("mandate_ask"),))
    if code.owner == who.id:
        return Say("mandate.own")
    return Say("mandate.no_officer") if code.at_desk else None


def ask(act: AskMandate, officers: Sequence[Officer], who: Person) -> Decision:
    """A signed statement goes to the officers, who see that it is one."""
    _no_officer(who)
    details = {"owner_name": act.owner, "business_name": act.business}
    news = MandateAsked(who.fresh, who.name, act.owner, act.business, act.files)
    return Decision(
        changes=(AddStatement(who.office, who.id, details, act.files, who.fresh),),
        log=(_log("asked", who.id, who.fresh),),
        tell=tuple(Tell(each.person_id, news) for each in alerted(officers)),
        reply=(Say("mandate.asked", {"business": act.business}),),
    )


def record(act: RecordMandate, seen: Stated, who: Person) -> Decision:
    """The owner is somebody from here on, whom no chat can reach but the helper's."""
    officer, asked = _theirs(seen, who)
    owner, at = seen.owner, asked.office_id
    business = asked.details["business_name"]
    notice = {"version": seen.version, "channel": asked.how}
    profile = {"business_name": business}
    return Decision(
        changes=(
            RecordStatement(asked, officer.id, owner),
            Agree(owner, "notice", agreed=True, **notice),
            AddBusiness(who.fresh, owner, at, name=business, profile=profile),
        ),
        log=(_log("recorded", owner, asked.id, officer.id),),
        tell=(Tell(asked.helper_id, MandateRecorded(business, asked.id)),),
        reply=(
            Say(
                "mandate.kept",
                {"business": business},
                actions=(button("mandate_end", asked.id),),
            ),
        ),
    )


def refuse(act: RefuseMandate, seen: Stated, who: Person) -> Decision:
    """Nobody acts for anybody; the helper hears why."""
    officer, asked = _theirs(seen, who)
    business = asked.details["business_name"]
    return Decision(
        changes=(RefuseStatement(asked),),
        log=(_log("refused", asked.helper_id, asked.id, officer.id),),
        tell=(Tell(asked.helper_id, MandateRefused(business, act.reason)),),
        reply=(Say("mandate.not_kept", {"business": business}),),
    )


def end(act: EndMandate, mandate: Mandate | None, who: Person) -> Decision:
    """From this moment the helper acts for this owner no more; both sides know."""
    if mandate is None or not _may_end(mandate, who):
        raise Denied("mandate.gone")
    names = {"business": mandate.name, "helper": mandate.helper_name}
    both = (
        Tell(mandate.helper_id, MandateEnded(**names)),
        Tell(mandate.owner_id, HelperLeft(**names)),
    )
    return Decision(
        changes=(CloseMandate(mandate.id),),
        log=(_log("ended", mandate.owner_id, mandate.id),),
        tell=tuple(each for each in both if each.to != who.id),
        reply=(Say("mandate.end", names),),
    )


def _may_end(mandate: Mandate, who: Person) -> bool:
    """Owner and helper may; and for an owner without a phone an officer."""
    if who.id in {mandate.owner_id, mandate.helper_id}:
        return True
    return (
        mandate.how == "statement"
        and who.officer is not None
        and who.officer.office_id == mandate.office_id
        and who.officer.role in HANDLERS
    )


def _no_officer(who: Person) -> None:
    """Nobody should decide on what they filed themselves."""
    if who.officer:
        raise Denied("mandate.no_officer")


def _theirs(seen: Stated, who: Person) -> tuple[Officer, Statement]:
    """Which officer decides, and on what: of their own office, and not yet decided."""
    officer, asked = access.officer(who), seen.statement
    if asked is None or asked.office_id != officer.office_id:
        raise Denied("mandate.decided")
    return officer, asked


def _log(what: str, person: str, mandate: str, officer: str | None = None) -> Log:
    about = {"mandate": mandate}
    return Log(f"mandate.{what}", person=person, officer=officer, detail=about)
