"""Words that work anywhere, whatever is being asked: with or without a slash.

Without the slash a command is the whole message. "Batal" cancels; "saya batal pesan
kain" does not.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from conversations.language.lists import listed, phrases
from conversations.language.normalise import fold
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Utterance, once


@dataclass(frozen=True)
class Command:
    """What is wanted, by its English *name*; a typo is not *exact*.

    Where free text was asked, a command that is not exact may well be the answer.
    """

    name: str
    argument: str = ""
    exact: bool = True


_SAID = {name: " ".join(text.split()) for name, text in phrases("commands").items()}
"""What each command is called; a typo of any before the | is forgiven."""
_LANGUAGES = {
    "en": "english, bahasa inggris, inggris",
    "id": "bahasa indonesia",
}

_KNOWN: dict[str, Command] = {
    fold(phrase): Command(name)
    for name, phrases in _SAID.items()
    for phrase in re.split(r" ?[|,] ?", phrases)
} | {
    fold(phrase): Command("language", code)
    for code, phrases in _LANGUAGES.items()
    for phrase in phrases.split(",")
}
_SHORTEST_FORGIVEN = 5  # "ubah" is one letter from fruit and from wages
_FORGIVEN = {
    phrase: name
    for name, phrases in _SAID.items()
    for phrase in phrases.split(" |")[0].split(", ")
    if len(phrase) >= _SHORTEST_FORGIVEN
}
# One letter from a command, and words of their own: a pillow is not a cancellation.
_OWN_WORDS = words(
    "bantal batil batas batak natal fatal banal mulia mulas saran siara kasur kapus",
    "kamus lanjur koleksi statis bahas satus apaan sarapan sapuan kaus kasut kakus",
    "kalus datar gulai malai batam bata batan koneksi jawatan mandur saporan siapan",
    "sapan papan bahana lapor bantulan lanjat",
)
_MOST_COURTESY = 24
_AFTER = COURTEOUS | {"ya"}
_LONGEST = max(map(len, _KNOWN)) + _MOST_COURTESY
_EDGE = 2
"""One slip leaves these letters right, at the beginning of a word or at its end."""
_BY_EDGE: dict[str, list[str]] = {}
for _word in _FORGIVEN:
    _BY_EDGE.setdefault(f"{_word[:_EDGE]}-", []).append(_word)
    _BY_EDGE.setdefault(f"-{_word[-_EDGE:]}", []).append(_word)

_PRINTED = {name: re.split(r" ?[|,] ?", phrases)[0] for name, phrases in _SAID.items()}

_SLASH = re.compile(r"/ ?([A-Za-z_]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)
_CODE = re.compile(
    r"(?i:petugas) (?:(?i:kode) ?:? ?)?((?=[A-Za-z-]*\d|[A-Z-]+$)[A-Za-z0-9-]{4,64})"
)
_LINK = re.compile(
    r"(?i:hubungkan|link) (?:(?i:kode) ?:? ?)?"
    r"((?=[A-Za-z-]*\d|[A-Z-]+$)[A-Za-z0-9]{4}-?[A-Za-z0-9]{4})"
)
_GUEST = re.compile(
    r"(?i:tamu|guest) (?:(?i:kode) ?:? ?)?"
    r"((?=[A-Za-z-]*\d|[A-Z-]+$)[A-Za-z0-9]{4}-?[A-Za-z0-9]{4})"
)
_APPLY = re.compile(
    r"(?i:daftar|ajukan|apply)(?i: untuk| for)? ((?i:sni|sppt|batikmark|iso)\b[\w ]*)"
)
_CASE = re.compile(
    r"(?:kasus|case)(?: (?:no|nomor|nomer))?[ .:#]*([a-z]{0,6}[- ]?\d{1,9})",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"(?i)(?:kunjungan|kunjungi|visit)(?: ke)?(?: kasus)? "
    r"([a-z]{0,6}[- ]?\d{1,9}\b(?! ?(?:jam|pagi|siang|sore)\b).*)"
)
_CERTIFY = re.compile(
    r"(?:catat sertifikat|record certificate):? (\S.{0,80})", re.IGNORECASE
)
_SURVEILLANCE = re.compile(
    r"(?:catat )?(?:pengawasan|surveilans|surveillance):? ((?=.*\d)\S.{0,80})",
    re.IGNORECASE,
)
_PARTS = "|".join(sorted(frozenset().union(*listed("report").values())))
_REPORT = re.compile(
    r"(?:laporan|report)(?: (?:untuk|buat|pak|bu|bapak|ibu|per|yang|tidak|dalam"
    rf"|bentuk|versi|for|the|as|by|a))* ({_PARTS})",
    re.IGNORECASE,
)
_AWAY = re.compile(r"(?:cuti|leave):? ((?=.*\d|.*\bbesok\b).{3,80})", re.IGNORECASE)
_DAYS_OFF = re.compile(
    r"(?:libur kantor|office holidays|libur(?=:?\s+\d)):?\s(\s*\S[^?]*)", re.IGNORECASE
)
_TRAIL = re.compile(
    r"(?:riwayat|history)(?: kasus| case| of)* ([a-z]{0,6}[- ]?\d{1,9})", re.IGNORECASE
)
_ARGUED = (
    ("certify", _CERTIFY, ("catat sertifikat", "record certificate")),
    ("surveillance", _SURVEILLANCE, ("pengawasan", "surveil", "catat pengawasan")),
    ("officer", _CODE, ("petugas",)),
    ("link", _LINK, ("hubungkan", "link")),
    ("guest", _GUEST, ("tamu", "guest")),
    ("apply", _APPLY, ("daftar", "ajukan", "apply")),
    ("case", _CASE, ("kasus", "case")),
    ("report", _REPORT, ("laporan", "report")),
    ("away", _AWAY, ("cuti", "leave")),
    ("trail", _TRAIL, ("riwayat", "history")),
    ("visits", _VISIT, ("kunjungan", "kunjungi", "visit")),
)
"""Commands that are said with an argument, and how each begins."""
_OFF = ("libur", "office holidays")
"""How a list of days off begins, which has several lines."""
_BEGIN_ARGUED = tuple(begins for _, _, each in _ARGUED for begins in each)


def printed(name: str) -> str:
    """The word that we print for the command *name*, as somebody would type it."""
    return _PRINTED[name]


_FACT = re.compile(
    r"(?i)(?:tolong |mau |saya )*(?:betulkan|benarkan|ralat|correct)(?: the)?"
    r"(?: (?:fakta|isi|info|informasi|data|fact)\b)?:? (\w.+)"
)


@once
def read_fact(said: Utterance) -> str:
    """The fact that an officer wants to put right: "betulkan biaya uji"."""
    found = _FACT.fullmatch(said.clean)
    return found[1].strip() if found else ""


@once
def read_command(said: Utterance) -> Command | None:
    """The command *said* is, with its argument where one was given."""
    written = said.clean
    if written[:1] == "/" and (slash := _SLASH.fullmatch(written)):
        command = _KNOWN.get(fold(slash[1]))
        argument = (slash[2] or "").strip()
        if command is None or not argument:
            return command
        return Command(command.name, argument)
    small = written.casefold()
    if small.startswith(_OFF) and (off := _DAYS_OFF.fullmatch(said.lines)):
        return Command("days_off", off[1].strip())
    if small.startswith(_BEGIN_ARGUED) and (argued := _argued(written, small)):
        return argued
    if written and not written.strip("? "):
        return Command("help")
    if len(said.folded) > _LONGEST:
        return None
    bare = _bare(said.words)
    return _whole(said.folded) or (bare and _whole(bare)) or None


def _argued(written: str, small: str) -> Command | None:
    """The command that is said with what stands behind it."""
    for name, pattern, begins in _ARGUED:
        if small.startswith(begins) and (found := pattern.fullmatch(written)):
            argument: str = found[1]
            if name in {"case", "trail"}:
                argument = argument.upper().replace(" ", "-")
            return Command(name, argument)
    return None


def _whole(said: str) -> Command | None:
    """The command that *said* is, or is one slip of the finger away from."""
    if said in _KNOWN:
        return _KNOWN[said]
    if said in _OWN_WORDS:
        return None
    begins, ends = f"{said[:_EDGE]}-", f"-{said[-_EDGE:]}"
    near = {
        _FORGIVEN[word]
        for word in (*_BY_EDGE.get(begins, ()), *_BY_EDGE.get(ends, ()))
        if OSA.distance(word, said, score_cutoff=1) == 1
    }
    return Command(near.pop(), exact=False) if len(near) == 1 else None


def _bare(said: tuple[str, ...]) -> str:
    """*said* without the courtesies around it; empty where there are none."""
    words = list(said)
    while words and words[-1] in _AFTER:
        words.pop()
    while words and words[0] in COURTEOUS:
        words.pop(0)
    return " ".join(words) if len(words) < len(said) else ""
