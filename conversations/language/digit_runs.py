"""Numbers that are names, such as a NIB or a phone's: stretches of digits in a text.

Spaces, dots, dashes and slashes inside one are only writing, and so is a letter O
typed for a nought or an l for a one. What stands in another stretch is another number.
"""

import re
from dataclasses import dataclass

from conversations.language.heard import Heard, doubtful, sure
from conversations.language.slang import words
from conversations.language.utterance import Said, Utterance, once

NO_DIGITS, COUNTED, SEVERAL, NIK = (
    "not_these_digits",
    "digits_counted",
    "which_number",
    "looks_like_nik",
)
MOST_LETTERS = 300
_NIK = "[0-9]{16}"
_MOST_GROUPS = 12

_BETWEEN = r"[ .()\[\]_/\u2010-\u2015\u2212-]{0,3}"
_STRETCH = re.compile(rf"\(?\+?\d(?:{_BETWEEN}\d)*")
_LETTER_O = re.compile(r"(?<![a-z])o(?=[ .-]?\d)|(?<=\d)o(?![a-z])|(?<=\do)o(?![a-z])")
_LETTER_ONE = re.compile(r"(?<![a-z\d])[li](?=\d\d)|(?<=\d)[li](?=[\do])")
_DENIALS = words(
    "bukan tidak belum salah dulu lama atau jangan mati hilang hangus tapi kecuali",
    "ganti diganti bekas mantan dicabut pos",
)
_CASE = re.compile(r"[\W_]*(?:([A-Za-z]{1,8})[\W_]*)?(\d{1,9})[\W_]*")
_UNREAD = re.compile(
    r"\d[ .-]?(?:x{1,4}|\?|\*{2,})(?![a-z])|(?<![a-z])x{2,}[ .-]?\d|^[^_]*\d_+(?!\w)"
)
"""Signs that stand for digits somebody left out: "0812 xxxx", "78??"."""
_GLUED = re.compile(r"[a-z]\d|\d[a-z]")
_LABELS = re.compile(r"\b(?:nib|kbli|no|nomor|nomer|nmr|hp|wa|telp|tlp|kode)(?=\d)")


@dataclass(frozen=True)
class Stretch:
    """One stretch of digits, as the *groups* it was written in; *abroad* after a +."""

    groups: tuple[str, ...]
    abroad: bool = False

    @property
    def digits(self) -> str:
        """All its digits."""
        return "".join(self.groups)


@dataclass(frozen=True)
class Found:
    """The stretches of a text; *mended* where a letter was taken for a nought."""

    stretches: tuple[Stretch, ...]
    words: frozenset[str]
    mended: bool = False
    glued: bool = False
    """Letters stand straight against digits, and may belong to the number."""
    unread: bool = False
    """Digits were left out, or the number was asked about."""

    @property
    def denied(self) -> bool:
        """Whether a number is said not to be the one, or not to be whole."""
        return self.unread or not _DENIALS.isdisjoint(self.words)


@once
def stretches(record: Utterance) -> Found:
    """Every stretch of digits that was written; none where that is no answer."""
    if len(record.typed) > MOST_LETTERS:
        return Found((), frozenset())
    said = record.plain
    written = _LETTER_O.sub("0", _LETTER_ONE.sub("1", said))
    apart = _LABELS.sub(r"\g<0> ", written)
    found = tuple(
        Stretch(tuple(re.findall(r"\d+", each)), "+" in each)
        for each in _STRETCH.findall(apart)
    )
    return Found(
        found,
        frozenset(record.words),
        mended=written != said,
        glued=_GLUED.search(apart) is not None,
        unread=_UNREAD.search(said) is not None,
    )


def read_digits(said: Said, pattern: str) -> Heard[str]:
    """The one number in *said* that *pattern* fits, all of it.

    Reasons: `not_these_digits`, `digits_counted` (too many or too few), `which_number`,
    and `looks_like_nik`, which is never to be kept or said back.
    """
    record = Utterance.of(said)
    found = stretches(record)
    fits = re.compile(pattern).fullmatch

    def written(each: Stretch) -> str:
        plus = f"+{each.digits}"
        return plus if each.abroad and fits(plus) else each.digits

    whole = [digits for each in found.stretches if fits(digits := written(each))]
    rest = [each for each in found.stretches if not fits(each.digits)]
    if any(within(each, _NIK) for each in rest):
        return doubtful(why=NIK)
    if len(set(whole)) > 1:
        return doubtful(*whole, why=SEVERAL)
    if not whole:
        parts = [part for each in found.stretches for part in within(each, pattern)]
        if parts:
            return doubtful(*parts)
        return doubtful(why=COUNTED if found.stretches else NO_DIGITS)
    others = len(found.stretches) > len(whole)
    if found.mended or found.glued or found.denied or others:
        return doubtful(whole[0])
    return sure(whole[0], echo=bool(re.search(r"[^\W\d_]", record.typed)))


def within(stretch: Stretch, pattern: str) -> list[str]:
    """What fits *pattern* among the groups that *stretch* was written in."""
    groups = stretch.groups
    if len(groups) > _MOST_GROUPS:
        return []
    ends = range(len(groups) + 1)
    parts = ("".join(groups[a:b]) for a in ends for b in ends[a + 1 :])
    return [part for part in parts if re.fullmatch(pattern, part)]


def counted(said: Said) -> int:
    """How many digits the longest stretch in *said* has."""
    return max((len(each.digits) for each in stretches(said).stretches), default=0)


def read_case_number(said: Said, prefix: str) -> str:
    """A case's number as it is written, however it was typed; empty if it is none.

    "42", "srg 42" and "SRG-0042" are one case of the office whose mark is SRG.
    """
    found = _CASE.fullmatch(Utterance.of(said).typed)
    if not found:
        return ""
    mark, number = found[1] or prefix, int(found[2])
    return f"{mark.upper()}-{number:04d}"
