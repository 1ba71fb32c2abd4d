"""A case to take along: all of it as one PDF, or its files as a ZIP.

Both are made of what its page shows to whoever asks; notes among officers stay out, for
such a file is handed on.
"""

import asyncio
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime

from bot import words
from bot.pictures.contents import ENTRY, Book, Chapter
from bot.sheets.write import Sink
from bot.views.drawn import plain
from bot.web.backend import Served
from bot.web.desk.case import CasePage, File, Spoken

KINDS = {"pdf": "application/pdf", "zip": "application/zip"}
MOST = 24
"""So many photos stand in the PDF, small."""
Fetch = Callable[..., Awaitable[Served | None]]
"""A file by its id, or the *small* preview of it."""


async def pdf(
    case: CasePage, fetch: Fetch, language: str, at: datetime
) -> AsyncIterator[bytes]:
    """All that its page tells, with its pictures small."""
    from bot.pictures.book import bound  # noqa: PLC0415 -- fpdf, and rarely

    pictures = [each for each in files(case) if each.picture][:MOST]
    found = [(each.what, await fetch(each.id, small=True)) for each in pictures]
    photos = tuple((what, one.body) for what, one in found if one)
    yield await asyncio.to_thread(bound, book(case, photos, language, at))


async def archive(case: CasePage, fetch: Fetch) -> AsyncIterator[bytes]:
    """Each file as it was sent, one after the other: no more than one is in memory."""
    sink = Sink()
    # Photos and PDFs are as small as they get.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as packed:
        for number, each in enumerate(files(case), 1):
            if found := await fetch(each.id):
                _, dot, ending = found.name.rpartition(".")
                name = f"{number:02d} {plain(each.what)}{dot}{ending}"
                packed.writestr(name, found.body)
                yield sink.take()
    yield sink.take()


def files(case: CasePage) -> list[File]:
    """Every file that its page shows, each once."""
    listed = (
        *(each.files for each in case.answers),
        *(each.files for each in case.papers),
        case.others,
        *(each.files for each in case.talk),
    )
    return list({one.id: one for some in listed for one in some}.values())


def book(
    case: CasePage, photos: tuple[tuple[str, bytes], ...], language: str, at: datetime
) -> Book:
    """The page in chapters."""

    def t(key: str, **values: object) -> str:
        return words.text(language, f"web.desk.{key}", values)

    found = (Chapter(head, (entry,)) for head, entry in _parts(case, language) if entry)
    pictures = (Chapter(t("out.photos"), (), photos),) if photos else ()
    return Book(
        f"{case.head.code} {case.head.business}".strip(),
        t("out.intro"),
        (*found, *pictures),
        t("out.foot", at=at),
        language,
        at,
    )


def _parts(case: CasePage, language: str) -> Iterator[tuple[str, ENTRY]]:
    def t(key: str, **values: object) -> str:
        return words.text(language, key, values)

    about = {
        "owner": case.head.owner,
        "phone": case.head.phone,
        "kecamatan": case.head.place,
        "road": case.head.road_label,
        "stage": case.head.stage,
        "state": case.head.state_label,
        "holder": case.head.holder,
    }
    named = [(t(f"desk.table.{name}"), said) for name, said in about.items() if said]
    yield t("desk.table"), tuple(named)
    rungs = [(each.name, _joined(each.note, each.time)) for each in case.rungs]
    yield case.head.road_label, tuple(rungs)
    answers = [(each.label, each.text) for each in case.answers if each.text]
    yield t("web.desk.answers"), tuple(answers)
    papers = [(each.name, _joined(each.state, each.reason)) for each in case.papers]
    yield t("web.desk.papers", stage=case.head.stage), tuple(papers)
    yield t("web.desk.talk"), tuple(_spoken(case, each, language) for each in case.talk)
    visits = [(each.when, _joined(each.officer, each.state)) for each in case.visits]
    yield t("web.desk.visits"), tuple(visits)
    certificates = [(each.name, each.text) for each in case.certificates]
    yield t("web.desk.certificates"), tuple(certificates)


def _spoken(case: CasePage, each: Spoken, language: str) -> tuple[str, str]:
    """Who said what when."""
    when = words.moment(language, each.at)
    return _joined(each.kind, each.who or case.head.owner, when), each.text


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
