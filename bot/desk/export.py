"""Everything about one person as an archive: pages to read, the data, the files."""

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2
import msgspec

from bot import words
from bot.desk.dossier import book, chapters
from storage.cases import dossier
from storage.cases.dossier import Dossier
from storage.core.database import Transaction
from storage.core.files import Damaged, FileStore, Missing

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
    from bot.pictures.book import bound  # noqa: PLC0415 -- fpdf, and rarely

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.html", page(found, sorted(contents)))
        archive.writestr("data.pdf", bound(book(found.rows, found.language, found.at)))
        archive.writestr(
            "data.json", msgspec.json.format(msgspec.json.encode(found.rows))
        )
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def page(found: Gathered, files: list[str]) -> str:
    """The same as a page for a browser, with the files to open."""
    language = found.language

    def t(key: str) -> str:
        return words.text(language, key)

    template = _PAGES.get_template("my_data.html")
    return template.render(
        t=t,
        lang=language,
        at=words.moment(language, found.at),
        chapters=list(chapters(found.rows, language)),
        files=files,
    )
