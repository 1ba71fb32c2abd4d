"""What two of the sample businesses came to: one is shown to everybody, one expires."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.web.certificate import SAMPLE
from conversations.cases.calendar import day_of
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from storage.cases import cases, certificates, stage_log
from storage.core.database import Transaction
from storage.core.ids import new_id


@dataclass(frozen=True)
class Sample:
    """A road that was gone to its end; so many days ago, and for so many more."""

    road: str
    since: int
    left: int
    page: str = ""


SAMPLES = (
    Sample("sppt_sni", 120, 900, SAMPLE),
    Sample("batikmark", 1075, 20),
)


async def certify(tx: Transaction, case: Case, sample: Sample) -> None:
    """A guided case at its last stage has come to its goal."""
    then = replace(tx, now=tx.now - timedelta(days=sample.since))
    road = catalogue().roads[sample.road]
    number = f"CONTOH-{case.code.partition('-')[2]}"
    await stage_log.end(then, case, finished=True)
    await cases.change(
        then,
        case,
        certificate=number,
        state="closed",
        ending="finished",
        waiting_since=then.now,
    )
    until = (day_of(tx.now) + timedelta(days=sample.left)).isoformat()
    for kind in road.certificates:
        one = new_id()
        await certificates.add(
            then,
            one,
            office_id=case.office_id,
            person_id=case.person_id,
            business_id=case.business_id,
            case_id=case.id,
            road=road.id,
            kind=kind.id,
            number=f"{number}-{kind.id[:4].upper()}",
            scope=str(case.details.get("product") or ""),
            body=kind.body or "LSPro Contoh",
            issued_on=day_of(then.now).isoformat(),
            valid_until=until,
        )
    about = (one, case.person_id)
    await certificates.add_task(then, new_id(), *about, "expiry", until)
    soon = (day_of(tx.now) + timedelta(days=sample.left // 2)).isoformat()
    await certificates.add_task(then, new_id(), *about, "surveillance", soon)
    if sample.page:
        await certificates.open_page(then, one, sample.page)
