"""Text as typed, made safe to keep (`clean`) and easy to compare (`fold`)."""

import re
import unicodedata

from conversations.language.slang import PHRASES, WORDS

# Nobody types these on purpose: NUL and other controls, lone halves of a pair, marks
# that turn the direction of the text, characters without width, hidden tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]",
)
# Letters and signs that look like nothing at all.
_BLANK = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_APOSTROPHE = re.compile("['`\u2018\u2019\u02bb\u02bc\u00b4\u2032]")
_NOT_WORD = re.compile(r"[\W_]+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_PHRASE = re.compile(rf"\b(?:{'|'.join(map(re.escape, PHRASES))})\b")
_PHRASE_STARTS = frozenset(phrase.split()[0] for phrase in PHRASES)


MOST_READ, MOST_KEPT = 1_000, 4_096
"""Letters that a reader looks at, and letters that are kept as they were written."""
_LONGEST_SIGN = 18
"""Letters that one sign may fall apart into."""
_FLOOD = re.compile("([\u0300-\u036f]{8})[\u0300-\u036f]+")
"""More accents on one letter than any writing has; sorting a flood of them is slow."""


def within(text: str, most: int) -> str:
    """The beginning of *text* that has no more than *most* letters taken apart.

    It stays as it was typed: only its length is measured in plain letters, for one
    sign may stand for eighteen.
    """
    if text.isascii():
        return text if len(text) <= most else text[:most]
    if len(text) * _LONGEST_SIGN > most:
        room = most
        for at, sign in enumerate(text[: most + 1]):
            room -= len(unicodedata.normalize("NFKD", sign))
            if room < 0:
                text = text[:at]
                break
    return _FLOOD.sub(r"\1", text)


def clean(text: str, *, lines: bool = False) -> str:
    """*text* without what cannot be seen, white space collapsed; *lines* keeps breaks.

    Between two lines at most one empty line stays.
    """
    ascii_ = text.isascii()
    if not ascii_ or len(text) > MOST_KEPT:
        text = within(text, MOST_KEPT)
    if not (ascii_ and text.isprintable()):
        text = _BLANK.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text)))
    if not lines:
        return " ".join(text.split())
    rows = [" ".join(row.split()) for row in _LINE_END.split(text)]
    return re.sub("\n{3,}", "\n\n", "\n".join(rows)).strip("\n")


def plain(text: str) -> str:
    """*text* in small letters without accents, digits as 0-9; punctuation stays."""
    if text.isascii():
        return clean(text[:MOST_READ]).lower()
    text = clean(within(text, MOST_READ))
    if text.isascii():
        return text.lower()
    for _ in range(2):  # a bold letter has no small form until it is taken apart
        text = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in text
        if unicodedata.category(sign) not in {"Mn", "Me"}
    )
    return clean("".join(kept))


def fold(text: str) -> str:
    """*text* for comparing: words only, small, plain Indonesian for slang."""
    if not text.isascii() or len(text) > MOST_READ:
        text = within(text, MOST_READ)
    # Before, for some fall apart into a space; after, for some come out of a letter.
    bare = _APOSTROPHE.sub("", plain(_APOSTROPHE.sub("", text)))
    said = _DRAWN_OUT.sub(r"\1", _NOT_WORD.sub(" ", bare)).split()
    words = [*map(WORDS.get, said, said)]
    folded = " ".join(words)
    if _PHRASE_STARTS.isdisjoint(words):
        return folded
    # A phrase may end in what begins another: "tidak tidak belum".
    while (short := _PHRASE.sub(_plainly, folded)) != folded:
        folded = short
    return folded


def _plainly(found: re.Match[str]) -> str:
    return PHRASES[found.group()]
