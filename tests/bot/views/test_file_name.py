"""A file that is saved says whose case it is of and what it is; it ends as it is."""

import pytest

from bot.media.formats import LONGEST_NAME, bare_name
from bot.views.file_name import file_name
from conversations.cases import stages
from conversations.cases.records import Document
from conversations.catalogue import catalogue
from tests.conversations.cases.files import case

ROAD = catalogue().roads["bina_umk"]
PAPER = next(paper for stage in ROAD.stages for paper in stages.named(stage))


@pytest.mark.parametrize(
    ("kind", "stored", "called", "purpose", "name"),
    [
        ("photo", "1.jpg", "", "", "SRG-0001 foto.jpg"),
        ("photo", "7.jpg", "IMG_1.HEIC", "", "SRG-0001 foto produk.jpg"),
        ("document", "1.pdf", "ktp_ibu.pdf", "", "SRG-0001 ktp_ibu.pdf"),
        ("document", "1.pdf", "ktp.exe", "", "SRG-0001 ktp.exe.pdf"),
        ("document", "1.pdf", "x.pdf", PAPER.id, f"SRG-0001 {PAPER.name}.pdf"),
        ("voice", "1.ogg", "", "", "SRG-0001 suara.ogg"),
        ("attachment", "1.docx", "", "", "SRG-0001 berkas.docx"),
    ],
)
def test_a_file_of_a_case_is_called_by_what_it_is(kind, stored, called, purpose, name):
    id_ = stored.partition(".")[0]
    one = Document(id_, "p", kind, stored, purpose=purpose, called=called)
    assert file_name(one, case(details={"photo": ["7"]})) == name.replace("/", "-")


def test_without_a_case_it_keeps_its_name_and_has_none_where_it_had_none():
    assert (
        file_name(Document("1", "p", "photo", "1.jpg", called="a/b.jpg")) == "a-b.jpg"
    )
    assert file_name(Document("1", "p", "photo", "1.jpg")) == ""


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ktp_ibu.pdf", "ktp_ibu.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Foto\\kain.jpg", "kain.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("\x00\n", ""),
        ("k" * 400 + ".pdf", "k" * (LONGEST_NAME - 4) + ".pdf"),
        ("." * 9 + "k" * 400, "k" * LONGEST_NAME),
    ],
)
def test_a_strangers_name_has_no_folder_and_nothing_unseen(said, name):
    assert bare_name(said) == name
