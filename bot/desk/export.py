"""Everything about one person as an archive: a page to read, the data, the files."""

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from bot import words
from storage import dossier
from storage.database import Transaction
from storage.dossier import Dossier
from storage.files import Damaged, FileStore, Missing

KIND = "export"
MIME = "application/zip"
SUFFIX = "zip"
_NAMED = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Gathered:
    """What is kept about a person at one moment."""

    rows: Dossier
    at: datetime

    @property
    def language(self) -> str:
        """The one that Pandu speaks with them."""
        return str(self.rows["people"][-1]["language"])


async def gather(tx: Transaction, person_id: str) -> Gathered:
    """Every row that is about the person."""
    return Gathered(await dossier.everything(tx, person_id), tx.now)


async def pack(found: Gathered, files: FileStore) -> bytes:
    """The archive; a file that is gone is missing from it, and still listed."""
    contents: dict[str, bytes] = {}
    for row in found.rows["documents"]:
        if row["kind"] == KIND:
            continue
        ending = _NAMED.get(row["mime"]) or str(row["name"]).rpartition(".")[2]
        try:
            contents[f"files/{row['id']}.{ending}"] = await files.read(row["name"])
        except (Missing, Damaged, ValueError):
            continue
    return await asyncio.to_thread(_zip, found, contents)


def _zip(found: Gathered, contents: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.html", page(found, sorted(contents)))
        archive.writestr(
            "data.json", msgspec.json.format(msgspec.json.encode(found.rows))
        )
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def page(found: Gathered, files: list[str]) -> str:
    """The same for reading: a table of names and values for each row."""
    language = found.language

    def t(key: str) -> str:
        return words.text(language, key)

    def heading(table: str) -> str:
        key = f"export.table.{table}"
        return words.text(language, key, fallback="export.table.other")

    shown = [
        (heading(table), [_readable(language, row) for row in rows])
        for table, rows in found.rows.items()
        if rows
    ]
    template = _PAGES.get_template("my_data.html")
    return template.render(
        t=t,
        lang=language,
        at=words.moment(language, found.at),
        tables=shown,
        files=files,
    )


def _readable(language: str, row: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: shown
        for name, value in row.items()
        if (shown := _shown(language, value)) not in {"", "{}", "[]"}
    }


def _shown(language: str, value: Any) -> str:
    if isinstance(value, dict | list):
        return msgspec.json.encode(value).decode()
    return words.show(language, value)
