"""What was taken out of an office as a table: by whom, of what, and what for."""

from datetime import datetime
from typing import Any

from sqlmodel import SQLModel

from storage.tables.columns import ident, json, moment, ref, sealed, table_of, text


class Export(SQLModel, table=True):
    """One table that was asked for; its link, of which the hash is kept, works once."""

    __tablename__ = "exports"

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    officer_id: str = ref("officers.id")
    code_hash: str = text(None, unique=True)
    about: dict[str, Any] = json()
    reason_sealed: bytes | None = sealed()
    created_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)


exports = table_of(Export)
