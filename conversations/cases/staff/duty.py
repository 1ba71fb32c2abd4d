"""Who is alerted: those on duty; when nobody is, everybody who could act."""

from collections.abc import Sequence

from conversations.cases.lifecycle import HANDLERS
from conversations.cases.records import Officer


def alerted(officers: Sequence[Officer]) -> list[Officer]:
    """Whom of an office's active *officers* something new concerns."""
    able = [officer for officer in officers if officer.role in HANDLERS]
    return [officer for officer in able if officer.on_duty] or able


def rung(officers: Sequence[Officer], team_id: str) -> list[Officer]:
    """Whom a case of a team concerns: who of it is on duty, else of the office."""
    here = [each for each in officers if each.on_duty and each.role in HANDLERS]
    team = [each for each in here if team_id and each.team_id == team_id]
    return team or alerted(officers)


def responsible(officers: Sequence[Officer], holder_id: str | None) -> list[Officer]:
    """Who answers now for what the officer *holder_id* holds: them, or their deputy.

    Nobody, if neither is on duty.
    """
    held = next((each for each in officers if each.id == holder_id), None)
    deputy = held.absence.deputy_id if held and held.away and held.absence else ""
    able = {held.id, deputy} if held else set()
    return [each for each in officers if each.id in able and each.on_duty]
