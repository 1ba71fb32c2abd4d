"""The desk of whoever writes: what is known of an officer when they are found."""

from collections.abc import Sequence
from typing import Any

from conversations.cases.records import Officer
from storage.core.database import Transaction
from storage.core.ids import ids_in
from storage.people.absences import STANDS_FOR
from storage.people.offices import GRANTED
from storage.tables import officers

SEAT = (
    officers.c.id,
    officers.c.office_id,
    officers.c.role,
    officers.c.name_sealed,
    officers.c.on_duty,
    GRANTED,
    STANDS_FOR,
)
"""What `seat` reads, in its order."""


def seat(tx: Transaction, person_id: str, language: str, row: Sequence[Any]) -> Officer:
    """The officer that a person is."""
    officer_id, office_id, role, name, on_duty, granted, stands_for = row
    return Officer(
        officer_id,
        person_id,
        office_id,
        role,
        tx.unseal("officers", "name", officer_id, name),
        on_duty,
        language=language,
        granted=ids_in(granted),
        stands_for=ids_in(stands_for),
    )
