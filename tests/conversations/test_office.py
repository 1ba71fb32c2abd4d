"""The office of an installation: what its file says is told, and nothing is made up."""

from datetime import date, timedelta

import pytest

from bot import words
from bot.office import SAMPLE
from bot.pipeline.render import Voice, said
from conversations.catalogue import catalogue, laid
from conversations.catalogue.local import PERIODS, Local, Problem, read
from conversations.catalogue.where import asked
from conversations.flows import BOOK
from conversations.flows.owner import consent
from tests.conversations.chat import Chat

FILE = """
confirmed_on = 2026-12-01

[office]
address = "Jalan Contoh No. 1"
hours = "Senin–Jumat 08.00–15.30 WIB"
hours_en = "Monday–Friday 08:00–15:30 WIB"
telephone = "(0254) 000-000"

[retention]
chat = 60
profile = 365
withdrawn = 2
backup = 14
"""
WHOLE, _ = read(FILE)


def heard(chat, language="id"):
    """What was said in the last turn, as a person reads it."""
    return [
        "".join(part for part, _ in said(each, Voice(language)))
        for each in chat.out
        if hasattr(each, "values") and hasattr(each, "actions")
    ]


@pytest.fixture
def chat():
    return Chat(BOOK, {"answer": {}}, noticed=True).says("halo", "menu")


def test_a_whole_file_lacks_nothing_and_is_ready():
    local, problems = read(FILE)
    assert problems == []
    assert (local.missing, local.ready) == ([], True)
    assert local.confirmed_on == date(2026, 12, 1)


def test_an_empty_file_lacks_all_that_people_ask_and_all_that_the_notice_tells():
    local, problems = read("")
    assert problems == []
    assert local.missing == [
        "office.address",
        "office.hours",
        "office.telephone",
        *(f"retention.{each}" for each in PERIODS),
        "confirmed_on",
    ]


def test_an_entry_that_waits_to_be_filled_in_is_missing_and_no_fault():
    local, problems = read(FILE.replace('"(0254) 000-000"', '" "'))
    assert (problems, local.missing) == ([], ["office.telephone"])


def test_the_sample_is_whole_and_still_not_ready():
    local, problems = read(SAMPLE.read_text("utf-8"))
    assert (problems, local.missing) == ([], [])
    assert local.sample
    assert not local.ready
    assert all("ontoh" in v or "sample" in v for v in local.details.values())


WRONG = [
    ("= 60", "= 60 days", Problem("toml", values={"line": "11"})),
    (
        "= 60",
        '= "90 hari"',
        Problem("days", "retention.chat", {"least": 1, "most": 3650}),
    ),
    ("= 60", "= 0", Problem("days", "retention.chat", {"least": 1, "most": 3650})),
    ("= 60", "= -1", Problem("days", "retention.chat", {"least": 1, "most": 3650})),
    ("= 60", "= 60.5", Problem("days", "retention.chat", {"least": 1, "most": 3650})),
    ("= 60", "= true", Problem("days", "retention.chat", {"least": 1, "most": 3650})),
    (
        "= 365",
        "= 30",
        Problem("days", "retention.profile", {"least": 60, "most": 3650}),
    ),
    ("= 2\n", "= 4\n", Problem("days", "retention.withdrawn", {"least": 1, "most": 3})),
    ("chat =", "chats =", Problem("unknown", "retention.chats")),
    ("address =", "adress =", Problem("unknown", "office.adress")),
    ("confirmed_on", "confirmed", Problem("unknown", "confirmed")),
    ("[office]", "[kantor]", Problem("unknown", "kantor")),
    ("[office]", "[[office]]", Problem("table", "office")),
    ("2026-12-01", '"2026-12-01"', Problem("date", "confirmed_on")),
    ("2026-12-01", "2026-12-01T08:00:00", Problem("date", "confirmed_on")),
    ("confirmed_on", "sample = 1\nconfirmed_on", Problem("bool", "sample")),
    ('"Jalan Contoh No. 1"', "1", Problem("quoted", "office.address")),
    ('"Jalan Contoh No. 1"', '["a"]', Problem("quoted", "office.address")),
    ("Jalan Contoh", "Jalan " * 30, Problem("long", "office.address", {"most": 120})),
    ("Contoh No", r"Contoh\nNo", Problem("long", "office.address", {"most": 120})),
    ("(0254) 000-000", "tanya saja", Problem("number", "office.telephone")),
]


@pytest.mark.parametrize(("old", "new", "problem"), WRONG)
def test_what_is_wrong_is_named_by_its_entry(old, new, problem):
    assert FILE.count(old) >= 1
    _, problems = read(FILE.replace(old, new, 1))
    assert problems == [problem]


def test_a_file_that_is_cut_off_is_wrong_at_its_last_line():
    _, problems = read(FILE + 'x = "')
    assert [each.key for each in problems] == ["toml"]
    assert int(problems[0].values["line"]) >= FILE.count("\n")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_each_problem_has_words(language):
    for *_, problem in WRONG:
        values = {"entry": problem.entry, **problem.values}
        assert words.text(language, f"cli.office.{problem.key}", values)


def test_what_the_file_says_stands_over_the_facts_for_as_long_as_it_runs():
    shipped = catalogue()
    with laid(WHOLE):
        assert catalogue().office.detail("hours") == "Senin–Jumat 08.00–15.30 WIB"
        assert catalogue().office.detail("hours", "en").startswith("Monday")
        assert catalogue().office.detail("address", "en") == "Jalan Contoh No. 1"
        assert catalogue().office.id == shipped.office.id
        kept = {id_: rule.days for id_, rule in catalogue().retention.items()}
        assert kept == {**WHOLE.periods, "identity_card": 0}
        assert catalogue().roads is shipped.roads
    assert catalogue() is shipped


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "id",
            "ditambah 1 tahun; salinan cadangan 14 hari. Lama simpan ini ditetapkan",
        ),
        (
            "en",
            "plus 1 year; backups 14 days. The Dinas decided these periods.",
        ),
    ],
)
def test_the_notice_tells_the_periods_that_the_dinas_decided(language, told):
    with laid(WHOLE):
        notice = "".join(part for part, _ in said(consent.notice(), Voice(language)))
    assert told in notice
    assert words.show(language, timedelta(days=60)) in notice


@pytest.mark.parametrize("local", [Local(), read(SAMPLE.read_text("utf-8"))[0]])
def test_the_notice_says_when_the_dinas_has_not_decided(local):
    with laid(local):
        notice = "".join(part for part, _ in said(consent.notice(), Voice("id")))
    assert "90 hari" in notice
    assert "Dinas belum menetapkan lama simpan ini." in notice
    assert "usulan" not in notice


def test_other_periods_are_another_notice_and_the_same_ones_are_not():
    before = consent.version()
    with laid(
        Local(periods={"chat": 90, "profile": 730, "backup": 30, "withdrawn": 3})
    ):
        assert consent.version() == before
    with laid(WHOLE):
        assert consent.version() != before


@pytest.mark.parametrize(
    ("days", "indonesian", "english"),
    [
        (1, "1 hari", "1 day"),
        (30, "30 hari", "30 days"),
        (90, "90 hari", "90 days"),
        (365, "1 tahun", "1 year"),
        (400, "400 hari", "400 days"),
        (730, "2 tahun", "2 years"),
        (1825, "5 tahun", "5 years"),
    ],
)
def test_a_span_is_told_in_years_where_they_are_whole(days, indonesian, english):
    span = timedelta(days=days)
    assert words.show("id", span) == indonesian
    assert words.show("en", span) == english


ASKED = {
    "address": """
        alamat dinas dimana|dinas di mana ya?|kantornya dimana pak|lokasi kantor dinas
        alamat lengkap kantor Diskoumperindag|minta alamat dinas|where is your office?
        alamat kantor dinas koperasi umkm kabupaten serang|address of the office
        kalau mau datang ke kantor di mana ya bu|dinasnya dimana|alamatnya dinas apa ya
        share lokasi kantor dinas|kantor kalian di mana|where can I find your office
        what is the office address|lokasi disperindag|alamt dinas di mana|letak kantor""",
    "hours": """
        jam buka|kantor buka hari sabtu?|jam buka kantor kapan?|jam kerja dinas
        buka jam berapa|tutup jam berapa ya|hari minggu buka gak?|jam pelayanan dinas
        besok kantor buka?|is the office open on saturday?|opening hours|office hours
        what time do you open|dinas buka sampai jam berapa|sabtu buka ga min
        hari sabtu kantornya buka nggak ya|jam operasional kantor|kapan kantor tutup
        kantornya buka jam 8?|jam 4 masih buka?|sabtu minggu buka?|jumat tutup jam berapa
        when does the office close|are you open on weekends|hari ini buka?
        jam layanan|kantor libur hari apa|jadwal buka dinas|are you open today?""",
    "telephone": """
        nomor telepon dinas|nomer telpon kantor berapa|no telp dinas|nomor dinas
        kontak dinas|minta nomor kantor dinas|phone number of the office
        bisa ditelepon ke kantor?|no hp dinas|telepon kantor berapa ya bu
        how can i call the office|kontak kantor Diskoumperindag""",
    "whatsapp": """
        nomor WA dinas|wa dinas berapa|no wa kantor|whatsapp dinas ada?
        minta nomor whatsapp kantor dinas|dinas punya wa?|WA-nya dinas|wasap kantor""",
    "": """
        alamat lspro dimana|alamat BSN|alamat kantor BSN di mana|jam buka lab
        jam buka toko saya|alamat usaha saya salah|ganti alamat|jam berapa sekarang
        nomor telepon BSN|nomor NIB saya|nomor WA saya ganti|alamat dinas cilegon
        alamat dinas kota serang|alamat dinas kesehatan|jam|buka|dinas|kantor
        buka permohonan saya|tutup permohonan|hubungi petugas|telepon saya saja
        uji batik di mana|kantor pos buka jam berapa|dinas mana yang membantu
        hari sabtu|berapa biaya di dinas|dinas minta uang|jam tangan|nomor antrean
        layanan dinas apa saja|saya kerja di kantor|kantor|tempat bikin sertifikat sni dimana|where do i apply
        alamat|dimana|kapan|no|nomor|kontak petugas|alamat bbspjikb|jam kunjungan
        email dinas apa|siapa kepala dinas|alamat rumah saya|kapan petugas menjawab
        kapan buka pendaftaran|wa petugas|kantor bsn buka sabtu?|jam operasional BBSPJIKB
        kantor kecamatan buka jam berapa|toko saya buka jam 8|lokasi pelatihan di mana
        dinas perindustrian kota cilegon alamatnya|alamat email dinas|jam 8|8
        hari jumat jam 9 petugas datang|besok saya datang ke dinas|dinas apa""",
}
CASES = [
    (" ".join(each.split()), want)
    for want, texts in ASKED.items()
    for each in texts.replace("\n", "|").split("|")
    if each.strip()
]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_what_is_asked_of_the_office_is_known_and_nothing_else_is(text, want):
    assert asked(text) == ((want,) if want else ())


def test_two_things_asked_at_once_are_both_told():
    assert asked("alamat dan nomor telepon dinas") == ("telephone", "address")


@pytest.mark.parametrize(
    "text",
    ["alamat dinas dimana", "jam buka", "nomor telepon dinas", "kantor buka sabtu?"],
)
def test_the_office_answers_for_itself(chat, text):
    with laid(WHOLE):
        chat.says(text)
        (told,) = heard(chat)
    assert told.endswith("Menurut Diskoumperindag Kabupaten Serang, 2026.")
    assert any(value in told for value in WHOLE.details.values())


def test_the_hours_are_told_in_the_language_of_whoever_asks():
    chat = Chat(BOOK, {"answer": {}}, noticed=True, language="en").says("hello", "menu")
    with laid(WHOLE):
        chat.says("opening hours?")
        (told,) = heard(chat, "en")
    assert "Monday–Friday 08:00–15:30 WIB" in told
    assert "According to" in told


@pytest.mark.parametrize("text", ["jam buka", "alamat dinas dimana", "nomor WA dinas"])
def test_what_the_office_did_not_say_goes_to_an_officer(chat, text):
    chat.says(text)
    assert chat.asked.flow == "wonder"


def test_within_a_form_the_office_is_told_and_the_form_goes_on():
    chat = Chat(BOOK, {"answer": {}}, noticed=True).says("halo", "apply", "Ibu Contoh")
    open_ = chat.question
    with laid(WHOLE):
        chat.says("kantor buka hari sabtu?")
    assert chat.said == ["learn.office.since"]
    assert chat.question == open_
