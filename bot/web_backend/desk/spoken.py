"""What was said and the files that belong to it, in words: of a case, or a question."""

from collections.abc import Iterable, Mapping, Sequence

from bot import words
from bot.web.desk import case as page
from bot.web.uploads import PICTURES
from conversations.cases.names import paper_name
from conversations.cases.records import Document, Note
from storage.core.ids import made_at


class Files:
    """The files of a case by what they are for, each shown once."""

    def __init__(self, language: str, documents: Sequence[Document]) -> None:
        self._language = language
        self._documents = {each.id: each for each in documents}
        self._shown: set[str] = set()

    def of(self, ids: Iterable[str]) -> tuple[page.File, ...]:
        """Those of *ids* that belong to the case."""
        found = [self._documents[each] for each in ids if each in self._documents]
        self._shown |= {each.id for each in found}
        return tuple(self._file(each) for each in found)

    def rest(self) -> tuple[page.File, ...]:
        """What has no place of its own: papers of stages that are over."""
        left = (each for each in self._documents if each not in self._shown)
        return tuple(self._file(self._documents[each]) for each in left)

    def _file(self, one: Document) -> page.File:
        name = paper_name(one.purpose)
        what = words.prose(self._language, name) if name else one.called
        kind = one.kind if one.kind in {"photo", "voice"} else "document"
        return page.File(
            one.id,
            what or words.text(self._language, f"web.desk.file.{kind}"),
            made_at(one.id),
            one.mime,
            one.mime in PICTURES,
            one.width,
            one.height,
        )


def spoken(
    language: str, notes: Iterable[Note], named: Mapping[str, str], files: Files
) -> Iterable[page.Spoken]:
    """Each note: who wrote it, of officers *named* by id, and what came with it."""
    for note in notes:
        owner = note.author == "owner"
        yield page.Spoken(
            note.id,
            words.text(language, f"desk.note.{note.kind}"),
            "" if owner else named.get(note.officer_id or "", ""),
            note.body,
            note.created_at,
            not owner,
            files.of(note.files),
            open=note.kind == "question" and not note.answered,
        )
