"""Numbers that name a person: NIK, KK, NPWP, a bank card. They have no place in a chat.

`hidden` puts a mark in their place, before anything is written down. What is of
another kind, a phone, a NIB, a price, a date, stays as it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

MARK = "\N{FULL BLOCK}" * 4
"""What stands where a number was: blacked out, in any language."""

_NIK, _NPWP = 16, 15
_FEWEST, _MOST = 12, 20
"""Digits of a number that is called a NIK, however many were dropped or doubled."""
_PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 "
    "74 75 76 81 82 91 92 93 94 95 96 97".split()
)
_LAST_REGENCY, _CITIES = 30, range(71, 80)
_WOMAN = 40
"""Added to the day of birth of a woman."""
_NPWP_GROUPS = (2, 3, 3, 1, 3, 3)
_CARD_GROUPS = (4, 4, 4, 4)
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Twice a digit, its own digits added up."""
_DATES = {(2, 2, 4, 2, 2, 4), (4, 2, 2, 4, 2, 2)}

_RUN = re.compile(r"\d(?:(?:[^\w\n]|_){0,3}\d)+")
_DIGITS = re.compile(r"\d+")
# A zero and a one are easily typed as letters.
_LIKE_DIGITS = re.compile(r"(?<![^\W_])[\dOoIl]{16}(?![^\W_])")
_FEWEST_REAL = 8
_CALLED = r"(?:e-?ktp|ktp|nik|n\.i\.k\.?|npwp|no ?kk|kk|kartu keluarga|kependudukan)"
_LABEL = re.compile(
    rf"\b{_CALLED}(?:nya|ku)?(?:\W|nya|saya|sy|ku|no|nomor|nomer|adalah|ini|itu){{0,9}}$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:e-?ktp|ktp|nik)(?:nya|ku)?\b", re.IGNORECASE)
_GAP, _HALF = 16, 4
"""Signs between two parts of a number, and digits of such a part."""
_OTHER_KIND = re.compile(
    r"(?:\bp-?irt\W*(?:no|nomor)?\W*|\bID)$", re.IGNORECASE
)  # food of a home industry; a halal certificate
_PHONE = re.compile(r"0?8\d{7,12}|(?:00)?62\d{8,13}")
_BEFORE = 40
_MARKED = re.compile(
    rf"(?:\b(?:ini|itu|dan|dengan)\s+)?(?:\b(?:no|nomor|nomer)\W{{0,3}})?"
    rf"(?:\b{_CALLED}(?:\W{{0,3}}(?:nya|saya|sy|ku|adalah|itu|ini)\b){{0,3}}\W{{0,3}})?"
    rf"{MARK}(?:\W{{0,3}}\b{_CALLED}\b(?: saya)?\)?)?",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(r"\s*\d{1,2}\s*[.):\-]\s*|[^:]{1,30}:\s*")


class _Group(NamedTuple):
    """Digits that stand together, and where."""

    digits: str
    start: int
    end: int


def hidden(text: str) -> str:
    """*text* with a mark for every number in it that names a person."""
    if sum(map(str.isdigit, text)) < _FEWEST_REAL:
        return text
    seen, places = _seen(text)
    spans = [
        (places[start], places[end - 1] + 1)
        for start, end in sorted({*_scattered(seen), *_runs(seen), *_letters(seen)})
    ]
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], MARK]
            at = end
    return "".join([*parts, text[at:]])


def unmarked(text: str) -> str:
    """What *text* says beside marks; empty if that is nothing.

    A line of several that was nothing else keeps its mark: it is no empty answer.
    """
    lines = text.splitlines()
    rest = [_without(line, alone=len(lines) == 1) for line in lines]
    return "\n".join(rest) if any(_says(line) for line in rest) else ""


def _without(line: str, *, alone: bool) -> str:
    if MARK not in line:
        return line
    rest = " ".join(_MARKED.sub(" ", line).split()).strip(" ,;-=")
    said = _LINE_NUMBER.sub("", rest, count=1)
    return rest if alone or _says(said) else line


def _says(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """*text* as it looks, every digit a plain one; and where each sign of it stood."""
    if text.isascii():
        return text.translate(_PLAIN), range(len(text))
    seen, places = [], []
    for place, sign in enumerate(text):
        if shown := _shown(sign):
            seen.append(shown)
            places.append(place)
    return "".join(seen), places


@lru_cache(512)
def _shown(sign: str) -> str:
    """What is seen of *sign*; empty where that is nothing."""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(sign)
    if sign == "\n" or sign in "\r\v\f\x85\u2028\u2029":
        return "\n"
    if kind in {"Cf", "Mn", "Me"}:
        return ""
    if kind == "Pd":
        return "-"
    return " " if kind in {"Zs", "Cc"} else sign


_PLAIN = {code: _shown(chr(code)) for code in range(128)}


def _letters(seen: str) -> list[tuple[int, int]]:
    """Sixteen signs that are digits, but for a letter that looks like one."""
    return [
        found.span()
        for found in _LIKE_DIGITS.finditer(seen)
        if sum(map(str.isdigit, found[0])) >= _FEWEST_REAL
    ]


def _scattered(seen: str) -> list[tuple[int, int]]:
    """A NIK that is all the digits of a text, broken over lines or by a word."""
    groups = list(_DIGITS.finditer(seen))
    whole = "".join(group[0] for group in groups)
    if len(whole) != _NIK or any(_PHONE.fullmatch(group[0]) for group in groups):
        return []
    between = [seen[one.end() : other.start()] for one, other in pairwise(groups)]
    if not between or any(len(each) > _GAP for each in between):
        return []
    halves = all(len(group[0]) >= _HALF for group in groups)
    if (halves and _born(whole)) or _NAMED.search(seen):
        return [(groups[0].start(), groups[-1].end())]
    return []


def _runs(seen: str) -> list[tuple[int, int]]:
    """Where the numbers stand, alone or in groups."""
    spans: list[tuple[int, int]] = []
    for run in _RUN.finditer(seen):
        groups = [
            _Group(each[0], run.start() + each.start(), run.start() + each.end())
            for each in _DIGITS.finditer(run[0])
        ]
        if sum(len(each.digits) for each in groups) < _FEWEST:
            continue
        at = 0
        # A name for it can stand only before the first: behind a digit is no word.
        before = seen[max(0, run.start() - _BEFORE) : run.start()]
        while at < len(groups):
            count = _count(seen, "" if at else before, groups[at : at + _MOST])
            if count:
                spans.append((groups[at].start, groups[at + count - 1].end))
            at += count or 1
    return spans


def _count(seen: str, before: str, groups: list[_Group]) -> int:
    """How many of *groups*, from the first, are one number of a person; 0 if none."""
    first = groups[0].digits
    if len(first) >= _NPWP:
        other = _OTHER_KIND.search(before) or _PHONE.fullmatch(first)
        return 0 if other else 1
    whole = ""
    for count, group in enumerate(groups, start=1):
        whole += group.digits
        if len(whole) > _NIK:
            break
        if len(whole) in {_NPWP, _NIK} and _grouped(seen, groups[:count], whole):
            return count
    return _called(before, groups)


def _called(before: str, groups: list[_Group]) -> int:
    """How many groups make the number that *before* calls a NIK, or the like."""
    if not _LABEL.search(before):
        return 0
    whole, best = "", 0
    for count, group in enumerate(groups, start=1):
        whole += group.digits
        if len(whole) > _MOST:
            break
        if _PHONE.fullmatch(whole):
            return 0
        if len(whole) >= _FEWEST:
            best = count
        if len(whole) == _NIK:
            break
    return best


def _grouped(seen: str, groups: list[_Group], whole: str) -> bool:
    """Whether digits in groups are one number, and not several in a row."""
    lengths = tuple([len(group.digits) for group in groups])
    if len(whole) == _NPWP:
        return lengths == _NPWP_GROUPS
    born, as_card = _born(whole), lengths == _CARD_GROUPS
    if not born and not (as_card and _is_card(groups, whole)):
        return False
    if lengths in _DATES or any(_PHONE.fullmatch(each.digits) for each in groups):
        return False
    pairs = pairwise(groups)
    between = {seen[one.end : other.start].strip() for one, other in pairs}
    return len(between) <= 1 or (born and as_card)


def _born(digits: str) -> bool:
    """Whether *digits* are a place, a day of birth and a number, as in a NIK."""
    if digits[:2] not in _PROVINCES:
        return False
    regency, day = int(digits[2:4]), int(digits[6:8]) % _WOMAN
    month = int(digits[8:10])
    return (
        (0 < regency <= _LAST_REGENCY or regency in _CITIES)
        and digits[4:6] != "00"
        and 0 < day <= 31  # noqa: PLR2004 -- days of a month
        and 0 < month <= 12  # noqa: PLR2004 -- months of a year
        and digits[12:] != "0000"
    )


def _is_card(groups: list[_Group], digits: str) -> bool:
    """Whether the last digit checks the others, as on every bank card (Luhn)."""
    if all(group.digits[:2] in {"19", "20"} for group in groups):  # a row of years
        return False
    doubled = digits[-2::-2].translate(_DOUBLED)
    return sum(map(int, digits[-1::-2] + doubled)) % 10 == 0
