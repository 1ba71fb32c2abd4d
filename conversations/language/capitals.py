"""The capitals of a name, where none were typed, or nothing else."""

import re

from conversations.language.slang import words

_ACRONYMS = words(
    "cv ud pt pd rm kub kwt ikm umkm ukm rt rw sd smp sma smk rsud upt uptd opd",
    "bpkad bpbd sni pkk tni ii iii iv vi vii viii ix xi xii tb st",
)
_SMALL = words(
    "bin binti van von der den dan di ke dari untuk of and the for bt",
)
_DEGREES = {
    "se": "S.E.", "spd": "S.Pd.", "sh": "S.H.", "st": "S.T.", "skom": "S.Kom.",
    "sag": "S.Ag.", "mm": "M.M.", "msi": "M.Si.", "mpd": "M.Pd.", "amd": "A.Md.",
    "ssos": "S.Sos.", "sip": "S.IP.", "drs": "Drs.", "dra": "Dra.", "hj": "Hj.",
}  # fmt: skip
_WHOLE = {"bumdes": "BUMDes", "tbk": "Tbk"}
_SHORT = 3
_WORD = re.compile(r"[^\W_]+(?:['\u2019`\u02bb\u02bc][^\W_]+)*")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def titled(text: str, *, door: bool = False) -> str:
    """*text* with the capitals of a name; as it is where somebody chose them.

    *door*: of a business, whose short words without vowels are mostly initials.
    """
    if not (text.islower() or text.isupper()):
        return text
    if door and text.isupper() and all(len(w) <= _SHORT for w in text.split()):
        return text  # initials: PT ABC
    if door and text.isupper() and " " not in text and len(text) <= _SHORT + 2:
        return text
    said = text.split(" ")
    return " ".join(
        _word(word, first=not place, door=door, shouted=text.isupper())
        for place, word in enumerate(said)
    )


def _word(word: str, *, first: bool, door: bool, shouted: bool) -> str:
    small = word.lower()
    letters = "".join(sign for sign in small if sign.isalnum())
    if letters in _WHOLE:
        return small.replace(letters, _WHOLE[letters])
    if letters in _DEGREES and "." in small:
        return _capitals(small)
    if letters in _ACRONYMS and (door or letters not in {"st", "tb"} or shouted):
        return word.upper()
    if letters in _SMALL and not first:
        return small
    if door and shouted and len(letters) <= _SHORT and not _VOWEL.search(letters):
        return word
    return _capitals(small)


def _capitals(small: str) -> str:
    """Every part with a large first letter; "nu'man" is one part, "d'batik" two."""
    return _WORD.sub(_part, small)


def _part(found: re.Match[str]) -> str:
    part = found[0]
    head, sign, tail = part[:1], part[1:2], part[2:]
    if sign and not sign.isalnum() and tail:
        return head.upper() + sign + tail[:1].upper() + tail[1:]
    return part[:1].upper() + part[1:]
