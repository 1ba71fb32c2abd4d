"""A number that is a name is read whole or not at all."""

import re

import pytest

from conversations.catalogue import catalogue
from conversations.engine.events import Typed
from conversations.engine.questions import Digits, Refusal
from conversations.engine.values import Answers
from conversations.language import read_digits
from tests.conversations.chat import read

NIB, KBLI = "[0-9]{13}", "[0-9]{5}"
WHOLE = "9120001234567"
PATTERNS = {f.id: f for f in catalogue().fields.values() if f.pattern}


def heard(typed, pattern=NIB):
    found = read_digits(typed, pattern)
    return found.doubt or found.values[0]


@pytest.mark.parametrize(
    "typed",
    [
        *(WHOLE, f" {WHOLE} ", f"{WHOLE}.", f'"{WHOLE}"', f"({WHOLE})"),
        *(f"NIB: {WHOLE}", f"NIB {WHOLE}", f"No. NIB : {WHOLE}", f"nib{WHOLE}"),
        *(f"nib saya {WHOLE} bu", f"nomor nib nya {WHOLE}", f"NIB={WHOLE}"),
        *("9120 0012 34567", "9120.0012.34567", "9120-0012-34567", "9120/0012/34567"),
        *("No. NIB : 9120 0012 34567", "912000 1234567", "9 1 2 0 0 0 1 2 3 4 5 6 7"),
        *("9120\u200b001234567", "\u202a9120001234567\u202c", "9120\u00ad001234567"),
        *("9120001234567\ufeff", "９１２０００１２３４５６７", "٩١٢٠٠٠١٢٣٤٥٦٧"),
    ],
)
def test_one_whole_number_is_taken_however_it_is_written(typed):
    assert heard(typed) == WHOLE


@pytest.mark.parametrize("typed", ["KBLI 13134 industri batik", "13134 Industri Batik"])
def test_what_it_is_called_may_stand_beside_it(typed):
    assert read_digits(typed, KBLI).values == ("13134",)
    assert read_digits(typed, KBLI).echo


@pytest.mark.parametrize(
    "typed",
    [
        *("3604011234567890", "3604 0112 3456 7890", "NIK: 3604011234567890"),
        *("nib 3604011234567890", f"NIB {WHOLE} NIK 3604011234567890"),
        *(f"{WHOLE} 3604011234567890", "36.04.01.123456.7890", "٣٦٠٤٠١١٢٣٤٥٦٧٨٩٠"),
    ],
)
def test_what_may_be_a_nik_is_never_kept_nor_said_back(typed):
    with pytest.raises(Refusal) as refusal:
        read(Digits("nib", pattern=NIB), Typed(typed))
    assert refusal.value.reason == "looks_like_nik"
    assert refusal.value.offers == ()
    assert not re.search(r"\d{4}", str(refusal.value.values))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("912000123456O", "9120001234560"),
        ("1234567890123abc", "1234567890123"),
        (f"{WHOLE} tahun 2021", WHOLE),
        (f"{WHOLE} 2021", WHOLE),
        (f"bukan {WHOLE}", WHOLE),
        (f"1. {WHOLE}", WHOLE),
        (f"{WHOLE} terbit 12 mei 2021", WHOLE),
    ],
)
def test_what_is_doubtful_is_only_offered(typed, offered):
    found = read_digits(typed, NIB)
    assert (found.doubt, found.values) == ("doubtful", (offered,))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("912000123456", "digits_counted"),
        ("91200012345678", "digits_counted"),
        ("91200012345678901", "digits_counted"),
        ("belum ada", "not_these_digits"),
        ("", "not_these_digits"),
        (f"{WHOLE} atau 9120001234568", "which_number"),
    ],
)
def test_what_is_none_says_why(typed, why):
    assert heard(typed) == why


@pytest.mark.parametrize("field", PATTERNS)
@pytest.mark.parametrize("more", "0aO.- \u200b")
def test_a_pattern_of_the_catalogue_holds_to_its_end(field, more):
    """One sign more, and it is another number: neither read whole nor held."""
    pattern = PATTERNS[field].pattern
    example = re.sub(r"\[[^]]*\]\{(?:\d+,)?(\d+)\}", lambda m: "1" * int(m[1]), pattern)
    example = re.sub(r"\\|\[1-9\]", lambda m: "" if m[0] == "\\" else "1", example)
    question = Digits(field, pattern=pattern)
    assert question.holds(example, Answers())
    assert not question.holds(example + more, Answers())
    assert not question.holds(example + "\n", Answers())
