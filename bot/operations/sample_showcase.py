"""What the sample shows to everybody, and a programme that its owners may ask for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot import words
from conversations.cases.calendar import day_of
from conversations.cases.records import Audience, Case
from conversations.cases.showcase import CONSENT, SIGNS
from conversations.catalogue import catalogue
from storage.cases import programmes, showcase
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.people import people

NOBODYS = "+6281200000000"
"""A number that rings nowhere."""


async def exhibit(
    tx: Transaction, case: Case, fields: Mapping[str, Any], photo: str, phone: str
) -> None:
    """Its owner agreed that everybody sees it."""
    shown = {"name": fields["business_name"], "product": fields["product"]}
    shown["phone"] = phone
    await people.consent(tx, case.person_id, CONSENT, agreed=True, channel="sample")
    await showcase.add(
        tx,
        case.business_id,
        shown,
        person_id=case.person_id,
        office_id=case.office_id,
        code=case.business_id[-SIGNS:],
        kecamatan=fields["kecamatan"],
        kind=fields["batik_kind"],
        photo=photo,
    )


async def programme(tx: Transaction, author: str) -> None:
    """One that anybody of the sample may ask for, by a sample coordinator."""
    await programmes.add(
        tx,
        new_id(),
        Audience(catalogue().office.id),
        author_id=author,
        name=words.text(words.DEFAULT, "sample.programme"),
        gives=words.text(words.DEFAULT, "sample.programme.gives"),
        quota=10,
        until=(day_of(tx.now) + timedelta(days=60)).isoformat(),
    )
