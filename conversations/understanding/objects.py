"""What a wish is about: a road, a language; for officers a case, a name, and words."""

import re

from conversations.catalogue import catalogue
from conversations.language import Utterance
from conversations.language.slang import words
from conversations.understanding.kinds import kinds_of

_ROADS = (
    ("bina_umk", re.compile(r"\bbina ?umkm?\b|\bumk\b")),
    ("sppt_sni", re.compile(r"\bsppt|\blspro\b")),
    ("batikmark", re.compile(r"\bbatik ?mark|\blabel batik\b")),
    ("iso_37001", re.compile(r"\b37001\b|\bsmap\b|penyuap|suap|bribe")),
    (
        "iso_9001",
        re.compile(r"\b9001\b|\bsmm\b|manajemen mutu|\biso mutu\b|\bquality\b"),
    ),
)
_ENGLISH = re.compile(r"\b(?:inggris|english|en)\b")
_INDONESIAN = re.compile(r"\b(?:indonesian?|indo)\b")
_NOT_ENGLISH = re.compile(
    r"\b(?:tidak|bukan|kok|jangan|dont|not) .*\b(?:inggris|english)\b"
)
_FORMS = {
    "bapak": "bapak",
    "pak": "bapak",
    "ibu": "ibu",
    "bu": "ibu",
    "kang": "kang",
    "akang": "kang",
    "teh": "teh",
    "teteh": "teh",
}
_NOT_SO = words("jangan bukan tidak ulah ojo dont not never instead")
_CALL = re.compile(
    r"\b(?:panggil|sapa|sebut|call)\w*"
    r"(?: (?:saya|aku|abdi|kuring|me|saja|dengan)){0,2}"
    rf" ({'|'.join(_FORMS)})\b"
)
_CODE = re.compile(r"\b[a-z]{2,4}-\d{1,6}\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\d.:/-])(?<!jam )(?<!tgl )(?<!tanggal )(?<!tahap )(?<!stage )"
    r"\b0{0,3}\d{1,4}\b(?! *(?:juta|ribu|rb|jt|hari|bulan|tahun|minggu|orang|%))"
    r"(?![.:/]\d)"
)
_PHONE = re.compile(r"\b(?:\+?62|0)8[\d -]{3,15}\d\b")
_SAYS = re.compile(r"\s*(?::|\s-\s)\s*")
_WORD = re.compile(r"[\w']+")
_TITLES = words("bu pak ibu bapak bpk bang kang teh mas mbak pa")
_SMALL = _TITLES | words(
    "yang yg di ke ka ning dari sama dengan dgn untuk buat punya punyanya kepunyaan ini"
    " itu ya dong aja saja wae bae mawon the of for to is that in on at with my a an me"
    " saya sy abdi kule ku nu sing ti sok atuh nya lah deh bahwa soal kalau kalo"
    " nomor nomer no nmr number kasus case srg permohonan berkas kecamatan kec"
    " atas nama namanya jenenge named from one tolong coba mau ada siapa apa mana lihat"
    " ga gak tidak rute geser saring suruh kongkon pemilik pemiliknya bernama owners"
    " buram gelap cuma kasihkan enjing bawa aja udah sudah sdh belum blm biar oke ok"
    " saking jadi lagi juga dan atau semua"
)
_FIND = "=find"
_AROUND = _SMALL | words("usaha data punyaku miliknya milik cases lain kasusku")
"""What stands around a name that is looked for."""
_LEADS = re.compile(
    r"(?:[\s,;:.-]+|(?:ke|ka|kepada|ning|to|sama|bahwa|that|karena|because|dong|ya|yg|yang"
    r"|pada|untuk|for|biar|di|jadi|with|tahap) )+",
    re.IGNORECASE,
)
_NAMED = words(
    "case find take release next_stage send_back close_case reply note hand_over"
    " visit_plan officers"
)
_WITH_TEXT = words(
    "next_stage send_back close_case reply note hand_over visit_plan announce fact"
)


def names_case(said: Utterance) -> bool:
    """Whether the number of a case stands in it, with its mark."""
    return _CODE.search(said.typed) is not None


def object_of(intent: str, said: Utterance) -> tuple[str, str]:
    """What *intent* is about, and the words that go with it; both may be empty."""
    if intent in {"road", "apply"}:
        return road(said), ""
    if intent == "lost_phone":
        marks = "|".join(each.case_prefix for each in catalogue().offices.values())
        case = re.search(rf"(?i)\b(?:{marks})[ -]{{0,2}}\d{{1,6}}\b", said.typed)
        return case[0] if case else "", ""
    if intent == "language":
        return language(said), ""
    if intent == "address_form":
        return address_form(said), ""
    written = said.clean
    if intent == "find" and (phone := _PHONE.search(written)):
        return phone[0], ""
    about, end = _named(written) if intent in _NAMED else ("", 0)
    if intent == "find" and not about:
        about = _behind_find(written)
    if intent not in _WITH_TEXT:
        return about, ""
    rest = written[end:]
    told = _SAYS.search(rest)
    return about, (rest[told.end() :] if told else _text(rest, bare=not about))


def road(said: Utterance) -> str:
    """The road that is named, by its id; empty where none or several are."""
    found = [id_ for id_, named in _ROADS if named.search(said.folded)]
    return found[0] if len(found) == 1 else ""


def language(said: Utterance) -> str:
    """The language that is wanted; empty where none is named that we speak."""
    english = _ENGLISH.search(said.folded) and not _NOT_ENGLISH.search(said.folded)
    if english:
        return "en"
    named = _INDONESIAN.search(said.folded) or _NOT_ENGLISH.search(said.folded)
    return "id" if named else ""


def address_form(said: Utterance) -> str:
    """How one wants to be called; empty where none is named, or one is not wanted."""
    named = {_FORMS[form] for form in _CALL.findall(said.folded)}
    return named.pop() if len(named) == 1 and _NOT_SO.isdisjoint(said.words) else ""


def _named(written: str) -> tuple[str, int]:
    """The case or name in a text, and where it ends."""
    head = _SAYS.split(written, maxsplit=1)[0]
    found = _CODE.search(head) or _NUMBER.search(head)
    if found:
        return found[0], found.end()
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(head):
        small = word[0].casefold()
        if run and not head[run[-1].end() : word.start()].isspace():
            break
        if small in _SMALL or kinds_of(small):
            if run:
                break
            continue
        run.append(word)
    if not run:
        return "", 0
    begin = run[0].start()
    before = head[:begin].split()[-1:]
    if len(run) == 1 and before and before[0].casefold() in _TITLES:
        begin -= len(before[0]) + 1
    return head[begin : run[-1].end()], run[-1].end()


def _behind_find(written: str) -> str:
    """The first word behind "cari" that may be a name, of whatever kind it is."""
    said = _WORD.findall(written)
    verb = next(
        (i for i, word in enumerate(said) if _FIND in kinds_of(word)), len(said)
    )
    return next((w for w in said[verb + 1 :] if w.casefold() not in _AROUND), "")


def _text(rest: str, *, bare: bool) -> str:
    """The words that go with it, without what leads to them."""
    if bare:
        rest = " ".join(rest.split()[1:])
    lead = _LEADS.match(f"{rest} ")
    return rest[lead.end() :].strip() if lead else rest.strip()
