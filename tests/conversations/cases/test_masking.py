"""What an auditor reads is shortened, whatever it is that was read."""

from dataclasses import fields

import pytest
from msgspec import structs

from conversations.cases import records
from conversations.cases.masking import OF_KIND, SHORTENED, ends, initials, masked
from conversations.cases.queue import ShowCase, WholeCase
from conversations.cases.records import Case, Document, Note, Shut
from conversations.cases.reports import records as reported
from conversations.cases.rights import shown
from conversations.cases.visits import records as visited
from tests.conversations.cases.files import NOW, case, case_file, officer, person

OPEN = {
    *("account", "answer", "answered_by", "asked", "author", "band"),
    *("business", "business_name", "by", "called", "case_state", "certificate"),
    *("channel", "checklist", "code", "ended_by", "ending", "entry"),
    *("follows", "group_chat", "holder_name", "how", "kecamatan", "kind"),
    *("language", "mime", "name", "notice_version", "officer", "officer_person"),
    *("origin", "prefix", "purpose", "regency"),
    *("region", "road", "role", "sector", "sha256", "short_name"),
    *("shipped", "stage", "state", "until", "wording", "zone"),
}
"""What is said in words and names no owner, or stands in what no auditor is given."""


@pytest.mark.parametrize(
    ("called", "short"),
    [("Contoh", "C."), ("Ibu Contoh Sari", "Ibu C. S."), ("H. Contoh", "H. C.")],
)
def test_a_name_is_known_by_its_first_letters(called, short):
    assert initials(called) == short


@pytest.mark.parametrize(
    ("written", "short"), [("081200000012", "0812••••••12"), ("123", "•••")]
)
def test_a_number_is_known_by_its_ends(written, short):
    assert ends(written) == short


def whole():
    filed = {"owner_name": "Ibu Contoh", "phone": "081200000012", "workers": 5}
    filed |= {"address": "Kp. Contoh RT 1, Kramatwatu"}
    one = case(owner_name="Ibu Contoh", details=filed)
    about = ("1", "1", "owner", "owner", None, "question")
    said = "WA bu contoh 0812 0000 0012, di Kp. Contoh RT 1"
    note = Note(*about, said, ("f1",), NOW, False, "")
    file = Document("f1", "owner", "photo", "f1.jpg")
    read = structs.replace(case_file(one), documents=(file,), notes=(note,))
    return WholeCase(read, shut=Shut("Ibu Contoh", NOW))


def test_a_case_is_read_shortened_wherever_a_name_stands_in_it():
    seen = shown(ShowCase, whole(), person(works_as="auditor"))
    assert "Ibu Contoh" not in repr(seen)
    assert "00000012" not in repr(seen)
    assert "0000 0012" not in repr(seen)
    assert seen.file.notes[0].body == "WA bu C. 0812••••••••12, di •••"
    assert seen.file.documents == ()
    assert seen.file.case.details == {
        "owner_name": "Ibu C.",
        "phone": "0812••••••12",
        "workers": 5,
        "address": "",
    }


@pytest.mark.parametrize("role", ["officer", "coordinator", "admin", "guide"])
def test_everybody_else_reads_it_as_it_is(role):
    assert shown(ShowCase, whole(), person(works_as=role)) == whole()


def test_officers_are_named_in_full():
    assert masked((officer(),)) == (officer(),)


def test_of_every_word_that_is_read_it_is_known_whether_it_is_personal():
    kinds = [
        each
        for module in (records, reported, visited)
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "__dataclass_fields__")
    ]
    assert Case in kinds
    unknown = {
        f"{kind.__name__}.{each.name}"
        for kind in kinds
        for each in fields(kind)
        if each.type in (str, "str")
        and not each.name.endswith("_id")
        and each.name not in {"id", *SHORTENED, *OPEN, *OF_KIND.get(kind, {})}
    }
    assert unknown == set()
