"""Numbers, money, ranges, dates and hours are written in one way: that of EYD V.

Money, thousands, ranges, percentages, dates and hours, for people and for the formatter.
"""

import re
from datetime import UTC, date, datetime

import pytest

from bot import words
from bot.words import show
from conversations.catalogue import messages
from tests.project.spoken import spoken
from tests.project.tree import PACKAGES, ROOT, files, text

# What a number is called by, and no amount: codes, and an address of the internet.
CODES = re.compile(
    r"SNI (?:ISO )?[\d-]+:?\d*|ISO(?:/IEC)? [\d-]+:?\d*|KBLI (?:terdiri .*)?\d{5}|"
    r"\b\d{5}\b|\b\d{13}\b|\+?\b0?8\d\d[ -]\d{4}[ -]\d{4}\b|SRG-\d+|\w+\.go\.id|"
    # The titles of standards are as BSN gives them.
    r"Sistem manajemen anti penyuapan"
)
MONTHS = "jan feb mar apr jun jul agu agt sep okt nov des"
WRITTEN = {
    "Rp10 juta, without a space": r"\bRp\.? +\d|\bIDR\b",
    "Rp10 juta, not Rp10.000.000,00": r"\bRp[\d.]+,(?:-|00)",
    "10–40 with an en dash, and no spaces": r"\d ?- ?\d|\d –|– \d|\d—\d|\d juta - \d",
    "54%, without a space or the word": r"[\d}]\s+%|\d persen\b",
    "1,5 with a comma": r"(?<![\d.])\d+\.\d{1,2} (?:ribu|juta|miliar|triliun|persen|kg|%)",
    "1.500.000 with dots": r"\b\d{1,3},\d{3}\b|\bRp\d{4,}|\b\d{6,}\b",
    "14.30 WIB, with a dot": r"\b\d{1,2}:\d\d\b|\b\d{1,2}\.\d\d(?! WIB|–|\d|\.)",
    "22 November 2026, with the month in letters": (
        rf"\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b|"
        rf"(?i:\b\d{{1,2}} (?:{'|'.join(MONTHS.split())})\.? \d{{4}})"
    ),
    "antisuap, antipenyuapan in one word": r"(?i:\banti[ -](?:suap|penyuapan|korupsi))",
}
"""How it is written, and what it would look like otherwise."""


def breaches(told: str) -> list[str]:
    """The rules that *told* breaks, each as it should be."""
    bare = CODES.sub("", told)
    return [rule for rule, other in WRITTEN.items() if re.search(other, bare)]


def test_figures_are_written_alike_in_all_that_pandu_says():
    assert {
        key: found for key, t in spoken("id").items() if (found := breaches(t))
    } == {}


def test_figures_are_written_alike_in_the_facts():
    assert {told: found for told in messages() if (found := breaches(told))} == {}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, "5"),
        (2026, "2026"),
        (1_500_000, "1.500.000"),
        (1.5, "1,5"),
        (date(2026, 11, 22), "22 November 2026"),
        (datetime(2026, 11, 22, 7, 30, tzinfo=UTC), "22 November 2026, 14.30 WIB"),
    ],
)
def test_values_are_shown_as_words_write_them(value, shown):
    assert show("id", value) == shown
    assert breaches(shown) == []


def test_no_percentage_is_made_with_a_space():
    made = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in files(ROOT / package, ".py")
        if re.search(r"\}\s+%[\"' .]", text(path))
    }
    assert made == set()


@pytest.mark.parametrize(
    "told",
    [
        "Sekitar Rp 10 juta",
        "Rp1.500.000,-",
        "Rp10-40 juta",
        "10 - 40 lembar",
        "Rp300 juta - 2 miliar",
        "2021 – 2023",
        "nilainya 54 %",
        "nilainya {percent} %",
        "nilainya 54 persen",
        "Rp1.5 juta",
        "Rp1,500,000",
        "Rp1500000",
        "pukul 14:30 WIB",
        "pukul 14.30",
        "22/11/2026",
        "2026-11-22",
        "22 Nov 2026",
        "aturan anti suap",
        "Anti-penyuapan",
    ],
)
def test_a_figure_written_otherwise_is_noticed(told):
    assert breaches(told)


@pytest.mark.parametrize(
    "told",
    [
        "Rp1,5 juta atau Rp1.500.000, 10–40 lembar, 54%, {percent}%.",
        "22 November 2026, 14.30 WIB, 07.30–16.00 WIB, 2021–2023",
        "SNI 8302:2016, SNI 08-0513-1989, SNI ISO 37001:2016",
        "KBLI 13134, NIB 1234567890123, 0812 3456 7890, SRG-0042",
        "aturan antisuap",
    ],
)
def test_a_figure_written_well_is_left_alone(told):
    assert breaches(told) == []


def test_english_writes_money_and_ranges_in_the_same_way():
    rules = [WRITTEN[rule] for rule in list(WRITTEN)[:1]]
    rules += [r"[\d}]\s+%", r"(?<![\d-])\d{1,4} ?- ?\d{1,4}(?![\d-])"]
    told = [*spoken("en").values(), *(words.prose("en", each) for each in messages())]
    bad = [t for t in told if any(re.search(r, CODES.sub("", t)) for r in rules)]
    assert bad == []
