"""The facts: complete, honest about their sources, and named when they are wrong."""

import re
import shutil
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from conversations.catalogue import CatalogueError, catalogue, messages, problems, stale
from conversations.catalogue.loader import PERSONAL, load
from conversations.catalogue.model import Fact, FieldOption
from conversations.catalogue.walk import prose, walk

SHIPPED = Path(str(files("conversations.catalogue")))
ENGLISH = SHIPPED.parents[1] / "locales/en/LC_MESSAGES/catalogue.po"


@pytest.fixture
def broken(tmp_path):
    """A copy of the catalogue in which one text can be replaced by another."""
    root = shutil.copytree(
        SHIPPED, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__*")
    )

    def break_it(file, old, new):
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as caught:
            load(root)
        return caught.value.problems

    return break_it


def test_the_shipped_catalogue_has_no_problem():
    assert problems() == []


def test_all_six_roads_are_there_and_each_has_stages():
    roads = {name: len(road.stages) for name, road in catalogue().roads.items()}
    assert roads == {
        "bina_umk": 7,
        "batikmark": 6,
        "sppt_sni": 10,
        "iso_9001": 6,
        "iso_37001": 6,
        "mandatory": 3,
    }


def test_no_stage_is_without_source_and_date():
    for road in catalogue().roads.values():
        for stage in (road, *road.stages):
            assert stage.source.strip()
            assert stage.checked_on.year >= 2026


def test_what_is_not_surely_known_says_what_to_check():
    for path, fact in walk(catalogue()):
        if isinstance(fact, Fact) and fact.confidence == "low":
            assert fact.verify, path


def test_a_cost_with_a_figure_names_the_year_of_the_figure():
    for road in catalogue().roads.values():
        for stage in road.stages:
            if re.search(r"Rp ?\d", stage.cost):
                assert re.search(r"20\d\d", stage.cost), (road.id, stage.id)


def test_kabupaten_serang_has_29_kecamatan_with_codes_of_its_own():
    kecamatan = catalogue().kecamatan
    assert len(kecamatan) == 29
    assert all(re.fullmatch(r"3604\d\d", code) for code in kecamatan)
    assert kecamatan["360405"].name == "Kramatwatu"
    names = [
        name.casefold()
        for each in kecamatan.values()
        for name in (each.name, *each.aliases)
    ]
    assert max(Counter(names).values()) == 1


def test_no_kecamatan_of_a_neighbour_is_one_of_ours():
    ours = {each.name for each in catalogue().kecamatan.values()}
    for neighbour in catalogue().neighbours.values():
        assert neighbour.contact
        assert not ours & set(neighbour.kecamatan)


def test_an_unknown_detail_of_the_office_is_empty_and_not_made_up():
    office = catalogue().office
    assert office.case_prefix == "SRG"
    assert office.detail("hours") == ""
    assert not any(each.value for each in office.details)
    assert all(each.confidence == "low" for each in office.details)


def test_no_paper_that_bears_a_nik_is_sent_through_the_chat():
    sent = [p for r in catalogue().roads.values() for s in r.stages for p in s.sent]
    assert sent
    assert not [paper for paper in sent if PERSONAL.search(paper)]


def test_the_mark_comes_with_the_letter_of_bsn_and_the_case_ends_there():
    *_, certificate, last = catalogue().roads["sppt_sni"].stages
    assert (certificate.id, certificate.who) == ("certificate", "lspro")
    assert "belum boleh" in certificate.result
    assert (last.id, last.who, last.helped_by) == ("ask_bsn", "owner", ("bsn",))
    assert "Baru sekarang tanda SNI boleh" in last.result


def test_what_comes_after_the_certificate_is_told_and_is_no_stage():
    later = re.compile("surveil|ulang tahunan|perpanjang", re.IGNORECASE)
    for road in catalogue().roads.values():
        assert road.after, road.id
        assert not [stage.id for stage in road.stages if later.search(stage.name)]


def test_no_field_asks_for_a_nik():
    assert not {"nik", "npwp_number"} & set(catalogue().fields)


def test_every_pattern_of_a_field_accepts_its_example():
    assert re.fullmatch(catalogue().fields["phone"].pattern, "+6281234567890")
    assert re.fullmatch(catalogue().fields["nib"].pattern, "1234567890123")
    assert not re.fullmatch(catalogue().fields["nib"].pattern, "123456789012")


def test_the_checklists_are_whole():
    sizes = {name: len(each.items) for name, each in catalogue().checklists.items()}
    assert sizes == {"batik": 30, "iso_9001": 23, "iso_37001": 12}
    b30 = catalogue().checklists["batik"].items[29]
    assert b30.inverted
    assert [option.id for option in b30.options] == ["yes", "no"]


def test_facts_grow_stale_after_twelve_months_and_not_before():
    assert stale(date(2027, 11, 21)) == []
    paths = [path for path, _ in stale(date(2027, 11, 22))]
    assert "roads.sppt_sni.stages.test" in paths


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "roads/mandatory.toml",
            'confidence = "medium"\nverify = "Masa',
            'confidence = "sure"\nverify = "Masa',
            "roads/mandatory.toml: stage[2].confidence is 'sure', not one of high, medium, low",
        ),
        (
            "roads/sppt_sni.toml",
            'id = "review"',
            'id = "apply"',
            "roads/sppt_sni.toml: stage[3].id repeats apply",
        ),
        (
            "roads/sppt_sni.toml",
            'who = "lspro"',
            'who = "somebody"',
            "roads/sppt_sni.toml: stage[3].who is 'somebody', which is no institution",
        ),
        (
            "roads/iso_9001.toml",
            'result = "',
            f'result = "{"kata " * 60}kata. ',
            "roads/iso_9001.toml: stage[1].result has 354 characters, over 300",
        ),
        (
            "roads/iso_9001.toml",
            'result = "',
            f'result = "{"kata " * 20}',
            "roads/iso_9001.toml: stage[1].result has a sentence over 15 words",
        ),
        (
            "roads/batikmark.toml",
            'sent = ["Formulir batikmark",',
            'sent = ["Fotokopi KTP",',
            "roads/batikmark.toml: stage[1].sent has 'Fotokopi KTP', which bears a NIK",
        ),
        (
            "roads/mandatory.toml",
            'who = "dinas"',
            'who = "dinas"\nlink = { url = "https://oss.go.id" }',
            "roads/mandatory.toml: stage[1].link.name is missing",
        ),
        (
            "roads/mandatory.toml",
            'who = "dinas"',
            'who = "dinas"\nlink = { url = "oss.go.id", name = "Buka OSS" }',
            "roads/mandatory.toml: stage[1].link.url is 'oss.go.id', which is no https",
        ),
        (
            "roads/mandatory.toml",
            "stuck = [\n    {",
            'stuck = [\n    { id = "x", name = "Macet" }, {',
            "roads/mandatory.toml: stage[1].stuck[1].way is missing",
        ),
        (
            "roads/mandatory.toml",
            'who = "dinas"',
            'who = "dinas"\nknown_by = "moon"',
            "roads/mandatory.toml: stage[1].known_by or gives is 'moon', which is no field",
        ),
        (
            "roads/mandatory.toml",
            'who = "dinas"',
            'who = "dinas"\nhave = ["Nama produk"]',
            "roads/mandatory.toml: stage[1].have, with_dinas and from_body do not hold",
        ),
        (
            "roads/bina_umk.toml",
            'now = "guidance"',
            'now = "gone"',
            "roads/bina_umk.toml: retired[1].now is 'gone', which is no stage of it",
        ),
        (
            "roads/bina_umk.toml",
            'leads_to = ["batikmark", "sppt_sni"]',
            'leads_to = ["moon"]',
            "roads/bina_umk.toml: leads_to has 'moon', which is no road",
        ),
        (
            "roads/bina_umk.toml",
            'id = "bina_umk"',
            'id = "bina"',
            "roads/bina_umk.toml: id is not bina_umk",
        ),
        (
            "regions.toml",
            'code = "360406"',
            'code = "360405"',
            "regions.toml: kecamatan[2].code repeats 360405",
        ),
        (
            "business.toml",
            'id = "food", label',
            'id = "food & drink", label',
            "business.toml: field[8].option[2].id is not made of letters, digits and _",
        ),
        (
            "checklists/batik.toml",
            'group = "legal"',
            'group = "lega"',
            "checklists/batik.toml: item[1].group is 'lega', which is no group of it",
        ),
        (
            "glossary.toml",
            "gloss = ",
            "glos = ",
            "glossary.toml: term[1].gloss is missing",
        ),
        (
            "roads/sppt_sni.toml",
            "year = 2025",
            'year = "2025"',
            "roads/sppt_sni.toml: fee[1].year is no int",
        ),
        (
            "roads/sppt_sni.toml",
            "order = 90",
            "order = 10",
            "roads/mandatory.toml: advice mandatory_product.order is 10, as another's",
        ),
        (
            "roads/sppt_sni.toml",
            'sells_to = "export"',
            'sells_to = "exports"',
            "roads/sppt_sni.toml: exports.sells_to is 'exports', no one's buyer",
        ),
        (
            "roads/iso_9001.toml",
            'system = "iso_9001"',
            'system = "iso_9002"',
            "roads/iso_9001.toml: wish.system is 'iso_9002', which is no road",
        ),
        (
            "roads/iso_9001.toml",
            'checklist = "iso_9001"',
            'checklist = "iso"',
            "roads/iso_9001.toml: checklist is 'iso', which is no checklist",
        ),
        (
            "standards.toml",
            "mandatory = false",
            "mandatory = no",
            "standards.toml: is no TOML",
        ),
        (
            "office.toml",
            "checked_on = 2026-11-22",
            'checked_on = "2026"',
            "office.toml: office[1].checked_on is no date",
        ),
        ("notice.toml", "[[duty]]", "[[duti]]", "notice.toml: duti is not known"),
    ],
)
def test_a_problem_is_named_with_its_file_and_entry(broken, file, old, new, problem):
    assert any(each.startswith(problem) for each in broken(file, old, new))


def test_a_stage_without_its_source_is_named(broken):
    stage = catalogue().roads["sppt_sni"].stages[2]
    found = broken(
        "roads/sppt_sni.toml",
        f'tagihan."\nsource = "{stage.source}"',
        'tagihan."',
    )
    assert found == ["roads/sppt_sni.toml: stage[3].source is missing"]


def test_all_problems_are_told_at_once(broken):
    found = broken("institutions.toml", "does = ", "dose = ")
    assert "institutions.toml: institution[1].does is missing" in found
    assert "institutions.toml: institution[1].dose is not known" in found


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path)
    assert "glossary.toml: cannot be read: FileNotFoundError" in caught.value.problems
    assert "roads: is no folder" in caught.value.problems


@pytest.fixture(scope="module")
def english():
    """The English wording of every text of the catalogue."""
    with ENGLISH.open("rb") as file:
        read = read_po(file, abort_invalid=True)
    return {message.id: message.string for message in read if message.id}


def test_every_text_of_the_catalogue_has_english_words_and_none_is_left_over(english):
    assert set(english) == set(messages())
    assert all(english.values())


def test_english_keeps_every_figure(english):
    for indonesian, text in english.items():
        assert Counter(re.findall(r"\d+", indonesian)) == Counter(
            re.findall(r"\d+", text)
        ), indonesian


def test_english_fits_where_indonesian_fits(english):
    assert max(map(len, english.values())) <= 300
    for _, node in walk(catalogue()):
        if isinstance(node, FieldOption):
            assert all(len(english[label]) <= 24 for label in prose(node))
