"""PDFs are judged by what they do, and by whether their pages open."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bot.media.check import LOOKS, MIB
from bot.media.child import looking
from bot.media.formats import PDF, recognise
from tests.bot.media.test_check import pdf, problem, taken


def entries(**given):
    return DictionaryObject({NameObject(f"/{name}"): of for name, of in given.items()})


def script():
    return entries(S=NameObject("/JavaScript"), JS=TextStringObject("1"))


def launch():
    return entries(S=NameObject("/Launch"), F=TextStringObject("calc.exe"))


def attached(writer, data=b"<x/>"):
    kept = StreamObject()
    kept._data = data
    return entries(F=TextStringObject("a.xml"), EF=entries(F=writer._add_object(kept)))


def of_root(name, make):
    def change(writer):
        writer.root_object[NameObject(name)] = make(writer)

    return change


def of_page(name, make):
    def change(writer):
        writer.pages[0][NameObject(name)] = make(writer)

    return change


def names(kind, *leaves):
    """A tree of names with *leaves* made for the writer; an empty one is left behind."""

    def make(writer):
        pairs = [x for leaf in leaves for x in (TextStringObject("a"), leaf(writer))]
        return entries(
            **{kind: entries(Kids=ArrayObject([entries(Names=ArrayObject(pairs))]))}
        )

    return of_root("/Names", make)


def form(**of_field):
    """A form of one field."""

    def change(writer):
        corners = ArrayObject([NumberObject(0)] * 4)
        known = entries(
            T=TextStringObject("nama"), Subtype=NameObject("/Widget"), Rect=corners
        )
        known.update(entries(**of_field))
        field = writer._add_object(known)
        writer.root_object[NameObject("/AcroForm")] = entries(
            Fields=ArrayObject([field])
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([field])

    return change


def both(*changes):
    def change(writer):
        for each in changes:
            each(writer)

    return change


def headline(*acts):
    """Headlines that do something, each under the one before it."""

    def make(writer):
        under = None
        for act in reversed(acts):
            known = entries(Title=TextStringObject("x"), A=act)
            if under is not None:
                known.update(entries(First=under))
            under = writer._add_object(known)
        return entries(First=under)

    return of_root("/Outlines", make)


def notes(*made):
    return of_page("/Annots", lambda w: ArrayObject([each(w) for each in made]))


def look(data):
    return looking.judge(data, "PDF", LOOKS[0] * MIB)[0]


RUN = {
    "a script at the opening": of_root("/OpenAction", lambda w: script()),
    "a script without its kind": of_root("/OpenAction", lambda w: entries(JS=TextStringObject("1"))),
    "a program at the opening": of_root("/OpenAction", lambda w: launch()),
    "an act of its own object": of_root("/OpenAction", lambda w: w._add_object(launch())),
    "after other acts": of_root("/OpenAction", lambda w: entries(S=NameObject("/GoTo"), Next=ArrayObject([entries(S=NameObject("/GoTo"), Next=script())]))),
    "before it is closed": of_root("/AA", lambda w: entries(WC=script())),
    "at a page's turn": of_page("/AA", lambda w: entries(O=entries(JS=TextStringObject("1")))),
    "at the turn to a page with a note": notes(lambda w: entries(Subtype=NameObject("/Screen"), AA=entries(PO=script()))),
    "as soon as a field is seen": form(AA=entries(PV=script())),
    "a program behind a headline": headline(launch()),
    "a program behind a deep headline": headline(entries(S=NameObject("/GoTo")), launch()),
    "scripts without a form": names("JavaScript", lambda w: script()),
    "a form that runs at once": both(form(), of_root("/OpenAction", lambda w: script())),
    "a form that starts a program": form(A=launch()),
    "a link that starts a program": notes(lambda w: entries(Subtype=NameObject("/Link"), A=launch())),
    "a film with a program": notes(lambda w: entries(Subtype=NameObject("/RichMedia"))),
}  # fmt: skip
NOTHING = {
    "where to open it": of_root("/OpenAction", lambda w: ArrayObject([w.pages[0].indirect_reference, NameObject("/Fit")])),
    "going to a page": of_root("/OpenAction", lambda w: entries(S=NameObject("/GoTo"))),
    "no attachments any more": names("EmbeddedFiles"),
    "no scripts any more": names("JavaScript"),
    "a script that is not there": names("JavaScript", lambda w: NullObject()),
    "headlines": headline(entries(S=NameObject("/GoTo")), entries(S=NameObject("/URI"))),
    "an attachment that is not there": names("EmbeddedFiles", lambda w: entries(EF=entries())),
    "a plain form": form(),
    "a form that leads to a page of the web": form(A=entries(S=NameObject("/URI"))),
    "the word alone": of_root("/Lang", lambda w: TextStringObject("/JavaScript /Launch /EmbeddedFile")),
    "a name that nothing obeys": of_root("/PieceInfo", lambda w: entries(JS=entries(), EF=entries())),
    "sixty thousand tags": of_root("/StructTreeRoot", lambda w: entries(K=ArrayObject([w._add_object(entries()) for _ in range(60_000)]))),
    "thousands of links": notes(*[lambda w: entries(Subtype=NameObject("/Link"), A=entries(S=NameObject("/URI")))] * 2_000),
    "an owner who forbids printing": lambda writer: writer.encrypt("", "owner"),
}  # fmt: skip
FORMS = {
    "a script for each key": form(AA=entries(K=script())),
    "a button with a script": form(A=script()),
    "functions for its fields": both(form(), names("JavaScript", lambda w: script())),
    "a form of the other kind alone": of_root("/AcroForm", lambda w: entries(XFA=TextStringObject("x"))),
    "a script behind a headline": headline(script()),
    "a form of the other kind": both(form(), lambda w: w.root_object["/AcroForm"].update(entries(XFA=TextStringObject("x")))),
}  # fmt: skip
CARRIES = {
    "a file": names("EmbeddedFiles", attached),
    "a program": names("EmbeddedFiles", lambda w: attached(w, b"MZ")),
    "a file pinned to a page": notes(lambda w: entries(Subtype=NameObject("/FileAttachment"), FS=attached(w))),
    "what belongs to it": of_root("/AF", lambda w: ArrayObject([attached(w)])),
    "what belongs to a page": of_page("/AF", lambda w: ArrayObject([attached(w)])),
}  # fmt: skip


@pytest.mark.parametrize("change", RUN.values(), ids=RUN)
def test_what_runs_by_being_opened_is_not_taken(change):
    assert look(pdf(change=change)) == {"problem": "active_pdf"}


@pytest.mark.parametrize("change", NOTHING.values(), ids=NOTHING)
def test_what_does_nothing_has_no_mark(change):
    assert look(pdf(change=change)) == {"mark": ""}


@pytest.mark.parametrize("change", FORMS.values(), ids=FORMS)
def test_a_form_that_checks_its_fields_is_marked(change):
    assert look(pdf(change=change)) == {"mark": "script"}


@pytest.mark.parametrize("change", CARRIES.values(), ids=CARRIES)
def test_what_carries_files_is_marked_as_such_and_not_as_a_program(change):
    assert look(pdf(change=change)) == {"mark": "attachment"}


def test_a_name_in_a_circle_ends():
    def make(writer):
        node = writer._add_object(entries())
        node.get_object()[NameObject("/Kids")] = ArrayObject([node])
        return entries(EmbeddedFiles=node)

    assert look(pdf(change=of_root("/Names", make))) == {"mark": "unexamined"}


def test_headlines_in_a_circle_end():
    def make(writer):
        node = writer._add_object(entries(Title=TextStringObject("x")))
        node.get_object().update(entries(First=node, Next=node))
        return entries(First=node)

    assert look(pdf(change=of_root("/Outlines", make))) == {"mark": ""}


def test_what_has_too_much_to_look_at_is_kept_unexamined():
    links = [lambda w: entries(Subtype=NameObject("/Link"), A=entries())] * 20_000
    assert look(pdf(change=notes(*links))) == {"mark": "unexamined"}


@pytest.mark.parametrize(
    ("pages", "said"),
    [(31, {"mark": ""}), (200, {"mark": ""}), (201, {"problem": "too_many_pages"})],
)
def test_a_manual_of_200_pages_is_taken(pages, said):
    assert look(pdf(pages)) == said


PLAIN = pdf(3)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN + bytes(2_000),
        PLAIN + bytes(11_200),
        PLAIN + b"<html>" * 500,
        PLAIN + b"\r\n\r\n",
        PLAIN[: PLAIN.rindex(b"%%EOF")],
        PLAIN[: PLAIN.rindex(b"startxref")],
        PLAIN[: PLAIN.rindex(b"trailer")],
        PLAIN[: PLAIN.rindex(b"\nxref")],
        PLAIN[:-40],
        PLAIN.replace(b"startxref\n", b"startxref\n9"),
        PLAIN.replace(b"\nxref", b"\nxxxx"),
        b"junk of a scanner\n" * 50 + PLAIN,
        b"\xef\xbb\xbf\r\n" + PLAIN,
        b"\0" * 1_000 + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
    ],
)
def test_a_file_whose_pages_all_open_is_taken_however_it_begins_and_ends(data):
    assert recognise(data) is PDF
    assert look(data) == {"mark": ""}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.6])
def test_a_file_that_lost_pages_is_broken(share):
    data = pdf(20)
    assert look(data[: int(len(data) * share)]) == {"problem": "broken"}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 %%EOF", b"%PDF-1.7\n" + b"[" * 100_000 + b"%%EOF", b"%PDF-"]
)
def test_what_has_no_page_is_broken(data):
    assert look(data) == {"problem": "broken"}


@pytest.mark.parametrize("cut", [1, 30, 60])
def test_what_is_locked_is_never_taken(cut):
    data = pdf(change=lambda writer: writer.encrypt("secret"))
    assert look(data) == {"problem": "locked_pdf"}
    assert look(data[:-cut])["problem"] in {"locked_pdf", "broken"}


async def test_a_paper_with_a_mark_is_kept_byte_for_byte():
    sent = pdf(change=FORMS["a button with a script"])
    kept = await taken(sent, "document")
    assert (kept.kind, kept.mark, kept.data) == ("document", "script", sent)
    harm = pdf(change=RUN["a program at the opening"])
    assert await problem(harm, "document") == "active_pdf"


def test_a_picture_that_a_page_shows_must_be_there():
    lost = of_page("/Resources", lambda w: entries(XObject=entries(Im0=entries())))
    assert look(pdf(change=lost)) == {"problem": "broken"}


def test_pages_of_a_deep_tree_are_found():
    writer = PdfWriter()
    for _ in range(5):
        writer.add_blank_page(100, 100)
    tree: Any = writer.root_object["/Pages"].get_object()
    for _ in range(10):
        inner = writer._add_object(
            entries(
                Type=NameObject("/Pages"), Kids=tree["/Kids"], Count=NumberObject(5)
            )
        )
        tree[NameObject("/Kids")] = ArrayObject([inner])
    file = io.BytesIO()
    writer.write(file)
    assert look(file.getvalue()) == {"mark": ""}
