"""A day as people say it: "17/8/26", "3 desember", "besok", "senin depan"."""

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from rapidfuzz import fuzz

from conversations.language.numbers import Number, read_number
from conversations.language.slang import COURTEOUS
from conversations.language.utterance import Said, Utterance

_FROM_TODAY = {
    variant: days
    for days, variants in {
        -2: "kemarin lusa|kemaren lusa|kemarin dulu|selumbari",
        -1: "kemarin|kemaren|wingi|kamari",
        0: "hari ini|today|sekarang|dinten niki|dinten ieu|dinten iki",
        1: "besok|tomorrow|esok|isukan|sesuk|enjing|mbenjing",
        2: "lusa|besok lusa|pageto",
    }.items()
    for variant in variants.split("|")
}

_MONTHS = {
    variant: month
    for month, variants in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agt agu ags agst aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for variant in variants.split()
}

WEEKDAYS = {
    variant: weekday
    for weekday, variants in enumerate(
        (
            "senin senen snin monday",
            "selasa slasa salasa tuesday",
            "rabu rebo rabo wednesday",
            "kamis kemis kms thursday",
            "jumat jumaat jmt jumuah friday",
            "sabtu sabtuh saptu saturday",
            "minggu ahad akad sunday",
        )
    )
    for variant in variants.split()
}

_UNITS = {"hari": 1, "minggu": 7, "pekan": 7}
_AWAY = re.compile(r"(?:(.+?) |se)(hari|minggu|pekan) (lagi|(?:yang )?lalu)")
_WRITTEN = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(?:(\d{1,2}) ?([a-z]+)|([a-z]+) (\d{1,2}))(?: (\d{4}|\d{2}))?")
_CLOCK = re.compile(r"\b(?:jam|pukul|pkl)\b.*$|\b(?:pagi|siang|sore|malam)\b")
_SUNDAY = re.compile(r"\b(?:hari minggu|ahad|akad|sunday)\b")
_LEAD = re.compile(r"^(?:(?:pada|tanggal|tgl|hari(?! ini)|insyaallah) )+")

# "Serang, 17 Agustus 2026", "17 / 8 / 2026", "17Agustus2026", "tgl 17 bln 8 thn 2026".
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()
_PLACE = re.compile(
    r"^(?!(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b)[a-z]{3,}, ?(?=\d)"
)
_BY_NUMBER = re.compile(
    r"^(?:tanggal |tgl )?(\d{1,2}),? (?:bulan|bln) (\d{1,2})"
    r"(?:,? (?:tahun|thn|th) (\d+))?$"
)
_LOOSE_MARK = re.compile(r"(?<=[\da-z]) ?([/.-]) ?(?=[\divx])(?=.*\d)")
_ROMAN = re.compile(
    rf"(\d[/.-])({'|'.join(sorted(_ROMANS, key=len, reverse=True))})([/.-]\d)"
)
_STUCK = re.compile(r"(?<=\d)(?=[a-z]{3})|(?<=[a-z]{3})(?=\d)")
_YEAR = re.compile(r" (?:tahun|thn|th) (?=\d{4}\b)")

_SPOKEN_TO = COURTEOUS | {"ya"}
_FARTHEST = 3_660
_AHEAD = 20  # a year in two digits is at most so far ahead, else of last century
_SURE, _MARGIN = 80, 8


def read_day(said: Said, today: date) -> date | None:
    """The day *said* means on *today*; None if it means none, or two.

    Without a year it is the nearest such day. "Senin" is the coming one, "senin
    depan" the one in the week after this, which begins on Monday.
    """
    written = _tidied(Utterance.of(said).plain)
    if iso := _ISO.fullmatch(written):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    record = Utterance(written)
    spoken = _LEAD.sub("", bare(_CLOCK.sub("", record.folded)))
    if spoken in _FROM_TODAY:
        return _moved(today, _FROM_TODAY[spoken])
    weekday, rest = _weekday(spoken)
    if weekday is not None and not re.search(r"\d", rest):
        return _on_weekday(
            weekday, rest, today, by_name=_SUNDAY.search(record.folded) is not None
        )
    if away := _AWAY.fullmatch(spoken):
        return _away(away, today)
    day = _calendar(_CLOCK.sub("", _without_weekday(written)).strip(), rest, today)
    return day if day and weekday in {None, day.weekday()} else None


def bare(folded: str) -> str:
    """*folded* without what is said to somebody."""
    return " ".join(word for word in folded.split() if word not in _SPOKEN_TO)


def _tidied(written: str) -> str:
    """A day as copied letters write it, in the one way that is read here."""
    said = _PLACE.sub("", written.strip(" .,!"))
    said = _BY_NUMBER.sub(r"\1/\2/\3", said).rstrip("/")
    said = _LOOSE_MARK.sub(r"\1", said)
    said = _ROMAN.sub(lambda m: f"{m[1]}{_ROMANS.index(m[2]) + 1}{m[3]}", said)
    return _YEAR.sub(" ", _STUCK.sub(" ", said))


def _weekday(said: str) -> tuple[int | None, str]:
    """The weekday *said* begins with, and the rest."""
    first, _, rest = said.partition(" ")
    return (WEEKDAYS[first], rest) if first in WEEKDAYS else (None, said)


def _without_weekday(written: str) -> str:
    """*written* from its first digit or name of a month on."""
    words = re.split(r"[ ,]+", written.replace("'", ""))
    keep = next(
        (i for i, w in enumerate(words) if w[:1].isdigit() or _month(w)), len(words)
    )
    return " ".join(words[keep:])


def _on_weekday(weekday: int, rest: str, today: date, *, by_name: bool) -> date | None:
    """The *weekday* that *rest* points to; "minggu depan" is next week, so no day."""
    sunday = 6
    this_week = weekday - today.weekday()
    match rest:
        case "":
            return _moved(today, this_week if this_week > 0 else this_week + 7)
        case "ini":
            return _moved(today, this_week)
        case "depan" | "yang akan datang" | "minggu depan":
            if weekday == sunday and rest == "depan" and not by_name:
                return None
            return _moved(today, this_week + 7)
        case "lalu" | "kemarin" | "yang lalu":
            if weekday == sunday and not by_name:
                return None
            return _moved(today, this_week if this_week < 0 else this_week - 7)
        case _:
            return None


def _away(away: re.Match[str], today: date) -> date | None:
    """So many days or weeks from *today*: "3 hari lagi", "seminggu lalu"."""
    count = read_number(away[1]) if away[1] else Number(1)
    if not isinstance(count, Number) or count.value != int(count.value):
        return None
    days = int(count.value) * _UNITS[away[2]]
    return _moved(today, days if away[3] == "lagi" else -days)


def _calendar(written: str, folded: str, today: date) -> date | None:
    """A date in figures, or with the name of its month."""
    if found := _WRITTEN.fullmatch(written):
        return _with_year(int(found[3]), int(found[1]), found[4], today)
    if found := _NAMED.fullmatch(_LEAD.sub("", folded)):
        month = _month(found[2] or found[3])
        return _with_year(month, int(found[1] or found[4]), found[5], today)
    return None


def _month(name: str) -> int:
    """The month called *name*, forgiving a typo in a long one; 0 if none is."""
    if name in _MONTHS or len(name) <= len("maret"):
        return _MONTHS.get(name, 0)
    scores: dict[int, float] = {}
    for known, month in _MONTHS.items():
        scores[month] = max(scores.get(month, 0), fuzz.ratio(name, known))
    (best, score), (_, second), *_ = sorted(scores.items(), key=lambda s: -s[1])
    return best if score >= _SURE and score - second >= _MARGIN else 0


def _with_year(month: int, day: int, year: str | None, today: date) -> date | None:
    """The date; its nearest occurrence to *today* if *year* was not said."""
    if year is None:
        near = (_date(today.year + shift, month, day) for shift in (-1, 0, 1))
        days = [found for found in near if found]
        return min(days, key=lambda found: abs(found - today), default=None)
    full = int(year)
    if len(year) == len("26"):
        full += 2000 if 2000 + full <= today.year + _AHEAD else 1900
    return _date(full, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day."""
    try:
        return date(year, month, day) if MINYEAR < year < MAXYEAR else None
    except ValueError:
        return None


def _moved(today: date, days: int) -> date | None:
    """*days* after today, within ten years."""
    if abs(days) > _FARTHEST:
        return None
    try:
        return today + timedelta(days)
    except OverflowError:
        return None
