"""An office (OPD) of the sample, which applies for a management system."""

from conversations.catalogue import catalogue
from storage.cases import businesses, cases, history
from storage.core.database import Transaction
from storage.people import people

NAME, SPEAKS, ROAD = "Inspektorat Contoh", "Contoh Penanggung Jawab", "iso_37001"


async def apply(tx: Transaction, person: str) -> None:
    """Its application, as whoever answers for it there sent it."""
    at = catalogue().office.id
    details = {"applicant": "office", "office_name": NAME, "owner_name": SPEAKS}
    await people.remember(tx, person, name=SPEAKS)
    business = await businesses.add(tx, person, at, kind="office", name=NAME, road=ROAD)
    case = await cases.open_case(tx, at, person, business, ROAD, details=details)
    await history.write(tx, "case.opened", case_id=case.id, person_id=person)
