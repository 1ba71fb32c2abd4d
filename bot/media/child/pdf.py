"""A PDF is judged by what it does when it is opened, and by whether its pages open.

One that passes is kept as it is, byte for byte: papers such as a NIB are signed
electronically, and a signature does not survive a rewrite. Names alone mean nothing;
a form that checks its fields carries a script, and its mark says so to the officer.
"""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PasswordType, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    StreamObject,
)

from .limits import Unexamined, Unfit, give_up_after

MAX_PAGES = 200
"""A manual of quality has fewer."""
OBJECTS = 30_000
"""So many objects are looked at; real papers have a hundredth of them."""
SECONDS = 6.0
DEEPEST = 40
"""So deep a tree of pages or names goes, and so long a chain of actions is."""
_CATALOG = re.compile(rb"(\d+)\s+(\d+)\s+obj\s*<<[^>]*?/Type\s*/Catalog")
_LOCKED = re.compile(rb"/Encrypt\b|/Filter\s*/Standard\b")
_END = b"\nstartxref\n0\n%%EOF\n"
RUNS, STARTS = {"/JavaScript", "/Rendition"}, {"/Launch", "/ImportData"}
"""Kinds of actions: a script inside the viewer; a program outside of it."""
AT_A_TURN = frozenset({"/PO", "/PV", "/PC", "/PI"})
"""When what is put upon a page acts by the page's being turned to, or from."""


def mark(data: bytes) -> str:
    """What an officer is to know of a PDF; raises `Unfit` for what is not taken."""
    # It tells at length what it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    give_up_after(SECONDS)
    for mended in _mended(data[data.find(b"%PDF-") :]):
        try:
            return _mark(mended)
        except (LimitReachedError, RecursionError):
            raise Unexamined from None
        except (PyPdfError, KeyError):
            continue
        except (AttributeError, IndexError, TypeError, ValueError):
            raise Unexamined from None  # the reader's own fault, not the file's
    raise Unfit("broken")


def _mark(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Unfit("locked_pdf")
    return _Look(reader).mark()


def _mended(data: bytes) -> Iterator[bytes]:
    """The file, then with the end that it may have lost, then with a root as well.

    Where objects begin a reader finds by itself; if pages were lost, one misses them.
    """
    yield data
    if _LOCKED.search(data):
        return  # how it is locked would be lost
    yield data + _END
    if root := _CATALOG.findall(data):
        trailer = b"\ntrailer\n<</Root %s %s R>>" % root[-1]
        yield data.replace(b"trailer", b"-------") + trailer + _END


class _Look:
    """A walk through a file, which ends when it has seen enough of it."""

    def __init__(self, reader: PdfReader) -> None:
        self.left = OBJECTS
        self.root = self.entries(reader.trailer["/Root"])

    def mark(self) -> str:
        """Whether anything runs, is carried or is lost."""
        pages = list(self.pages())
        if not pages:
            raise Unfit("broken")
        form = self.under(self.root, "/AcroForm")
        other_kind = form.get("/XFA") is not None
        names = self.under(self.root, "/Names")
        scripts = [self.kinds(each) for each in self.leaves(names.get("/JavaScript"))]
        self.refuse_what_runs(self.root, pages)
        script, carries = other_kind or any(scripts), self.carries(names, pages)
        if any(scripts) and not (other_kind or self.items(form.get("/Fields"))):
            raise Unfit("active_pdf")
        for note in self.notes(pages):
            turned_to = self.kinds_of_all(note.get("/AA"), AT_A_TURN)
            kinds = {*self.kinds(note.get("/A")), *self.kinds_of_all(note.get("/AA"))}
            film = note.get("/Subtype") == "/RichMedia"
            if film or kinds & STARTS or turned_to & RUNS:
                raise Unfit("active_pdf")
            script = script or bool(kinds & RUNS)
            carries = carries or self.is_file(note.get("/FS"))
        return "script" if script else "attachment" if carries else ""

    def refuse_what_runs(
        self, root: DictionaryObject, pages: list[DictionaryObject]
    ) -> None:
        """Nothing may run by being opened, or by a page's being turned to."""
        kinds = {*self.kinds(root.get("/OpenAction"))}
        kinds.update(self.kinds_of_all(root.get("/AA")))
        for page in pages:
            kinds.update(self.kinds_of_all(page.get("/AA")))
        if kinds & (RUNS | STARTS):
            raise Unfit("active_pdf")

    def carries(self, names: DictionaryObject, pages: list[DictionaryObject]) -> bool:
        """Whether there are other files inside."""
        listed = list(self.leaves(names.get("/EmbeddedFiles")))
        for holder in (self.root, *pages):
            listed += self.items(holder.get("/AF"))
        return any(self.is_file(each) for each in listed)

    def is_file(self, found: object) -> bool:
        """Whether this names a file that is there, inside this one."""
        kept = self.under(self.entries(found), "/EF")
        return any(isinstance(self.seen(kept.get(key)), StreamObject) for key in kept)

    # --- pages ---------------------------------------------------------------------

    def pages(self) -> Iterator[DictionaryObject]:
        """Every page, in any order; raises `Unfit` where one does not open."""
        count = 0
        known: set[int] = set()
        waiting = [(self.root.get("/Pages"), 0)]
        while waiting:
            link, depth = waiting.pop()
            node = self.seen(link)
            if depth > DEEPEST or not isinstance(node, DictionaryObject):
                raise Unfit("broken")
            if id(node) in known:
                continue
            known.add(id(node))
            if "/Kids" in node:
                kids = self.items(node["/Kids"])
                waiting += [(kid, depth + 1) for kid in kids]
                continue
            count += 1
            if count > MAX_PAGES:
                raise Unfit("too_many_pages")
            self.open(node)
            yield node

    def open(self, page: DictionaryObject) -> None:
        """See that what a page shows is there."""
        shown = self.seen(page.get("/Contents"))
        for part in shown if isinstance(shown, ArrayObject) else [shown]:
            if not isinstance(self.seen(part), (StreamObject, NullObject, type(None))):
                raise Unfit("broken")
        if page.get("/Contents") is not None and isinstance(shown, NullObject):
            raise Unfit("broken")
        pictures = self.under(self.under(page, "/Resources"), "/XObject")
        for name in pictures:
            if not isinstance(self.seen(pictures.get(name)), StreamObject):
                raise Unfit("broken")

    def notes(self, pages: list[DictionaryObject]) -> Iterator[DictionaryObject]:
        """What acts when it is touched: all that is put upon pages, and headlines.

        The fields of a form are put upon pages, and so is what they belong to.
        """
        waiting = self.items(self.under(self.root, "/AcroForm").get("/Fields"))
        waiting.append(self.under(self.root, "/Outlines").get("/First"))
        for page in pages:
            waiting += self.items(page.get("/Annots"))
        known: set[int] = set()
        while waiting:
            note = self.entries(waiting.pop())
            if id(note) not in known:
                known.add(id(note))
                yield note
                waiting += self.items(note.get("/Kids"))
                waiting += [note[key] for key in ("/First", "/Next") if key in note]

    # --- actions -------------------------------------------------------------------

    def kinds(self, found: object, depth: int = 0) -> set[str]:
        """What kinds of acts an action is, with all that come after it."""
        action = self.entries(found)
        if not action or depth > DEEPEST:
            return set()
        kinds = {str(self.seen(action.get("/S")))}
        if action.get("/JS") is not None:
            kinds.add("/JavaScript")
        after = self.seen(action.get("/Next"))
        for each in after if isinstance(after, ArrayObject) else [after]:
            kinds |= self.kinds(each, depth + 1)
        return kinds

    def kinds_of_all(
        self, found: object, when: frozenset[str] | None = None
    ) -> set[str]:
        """The same for a table of actions, one for each occasion; for all or some."""
        occasions = self.entries(found)
        named = [each for each in occasions if when is None or each in when]
        return {kind for each in named for kind in self.kinds(occasions.get(each))}

    def leaves(self, tree: object, depth: int = 0) -> Iterator[object]:
        """The values of a tree of names."""
        node = self.entries(tree)
        if depth > DEEPEST:
            raise Unexamined
        yield from self.items(node.get("/Names"))[1::2]
        for kid in self.items(node.get("/Kids")):
            yield from self.leaves(kid, depth + 1)

    # --- objects -------------------------------------------------------------------

    def seen(self, found: object) -> object:
        """What a link leads to; raises `Unexamined` once too much was looked at."""
        self.left -= 1
        if self.left < 0:
            raise Unexamined
        get = getattr(found, "get_object", None)
        return get() if get else found

    def entries(self, found: object) -> DictionaryObject:
        """A dictionary, empty where there is none."""
        seen = self.seen(found)
        return seen if isinstance(seen, DictionaryObject) else DictionaryObject()

    def items(self, found: object) -> list[object]:
        """A list, empty where there is none."""
        seen = self.seen(found)
        return list(seen) if isinstance(seen, ArrayObject) else []

    def under(self, holder: DictionaryObject, key: str) -> DictionaryObject:
        """The dictionary of this name in another."""
        return self.entries(holder.get(NameObject(key)))
