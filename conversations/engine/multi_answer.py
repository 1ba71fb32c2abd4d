"""Reading one bubble that answers several questions: which line answers which.

People number their lines or do not, use commas, repeat the label ("Nama usaha: ..."),
leave one out. What cannot be told apart is left for its own question.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from conversations.engine.effects import Option
from conversations.engine.events import Event, Sent, Typed, utterance, uttered
from conversations.engine.position import Position
from conversations.engine.prompts import left_out, skips
from conversations.engine.questions.basic import labelled
from conversations.engine.questions.question import Question, Refusal
from conversations.engine.questions.special import File
from conversations.engine.values import Answers, Here
from conversations.language import Said, Utterance, fold, greeting, once, thanks

SHORT = 4
"""Words of an answer that stands alone in its line."""
FEW = 2
"""So many questions with the same choices, and these are named once for all."""
_NUMBER_AND_REST = re.compile(r"(\d{1,2})([^\d]*)")
_RANGE = frozenset({"-", "\N{EN DASH}", "sampai", "s/d", "sd", "to"})
_JOINING = frozenset({"", "dan", "sama", "and", "&"})
_EVERY = re.compile(
    r"^(?:semua(?:nya)? (\D+?)|(\D+?) semua(?:nya)?)(?: (?:kecuali|selain) (.+))?$"
)
_MARK = r"(?:\s*[.)\]:/=-]+|\ufe0f?\u20e3)"
_NUMBERED = re.compile(
    rf"^[\s*_(\[]*(?:no\.? ?)?(\d{{1,2}}){_MARK}[\s*_]*(.*)$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^\s*(?:no\.? ?)?(\d{1,2}|[a-j](?=[.)]))[.)]?\s+(\S.*)$", re.IGNORECASE
)
_INLINE = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s*(?=\S)")
_BULLET = re.compile(r"^\s*[^\w\s\"'(+@#]\ufe0f?\s+(?=\S)")
_APART = re.compile(r"[,;\n]|\s/\s")
_LABEL = re.compile(r"[:=]")


@dataclass
class Heard:
    """What one bubble's answer came to, line by line.

    *guessed* are the questions whose answer was read from something inexact.
    """

    answers: Answers
    taken: int = 0
    guessed: list[Question[Any]] = field(default_factory=list)
    wrong: list[tuple[Question[Any], Refusal]] = field(default_factory=list)

    def take(self, question: Question[Any], value: object) -> None:
        self.answers = self.answers.plus(question, value)
        self.taken += 1


def read(
    at: Position, parts: tuple[Question[Any], ...], event: Event, here: Here
) -> Heard:
    """Each line read into its question; one wrong line harms no other."""
    heard = Heard(at.answers)
    if skips(event):
        for part in parts:
            if part.optional:
                heard.take(part, None)
        return heard
    for part, line in lines(at, parts, event, here):
        if line is None:
            continue
        if left_out(part, line):
            heard.take(part, None)
            continue
        try:
            found = part.read(line, heard.answers, here)
        except Refusal as refusal:
            heard.wrong.append((part, refusal))
            continue
        heard.take(part, found.value)
        if found.echo:
            heard.guessed.append(part)
    if isinstance(event, Sent) and not (heard.taken or heard.wrong):
        try:
            parts[0].read(event, at.answers, here)
        except Refusal as refusal:
            heard.wrong.append((parts[0], refusal))
    return heard


def lines(
    at: Position, parts: tuple[Question[Any], ...], event: Event, here: Here
) -> list[tuple[Question[Any], Event | None]]:
    """Each part with the event that answers it, None where nothing does.

    What stands under a file is read like words that were sent alone.
    """
    if not isinstance(event, Typed):
        text = event.text if isinstance(event, Sent) else ""
        asked = tuple(part for part in parts if not isinstance(part, File))
        under = lines(at, asked, uttered(text), here) if text else []
        fitting = [(part, event) for part in parts if _fits(part, event)]
        return [*fitting, *under]
    parts = tuple(part for part in parts if not isinstance(part, File))
    named = labelled(tuple(at.form.labels[part.key] for part in parts), here)
    labels = named.labels
    alike = bool(usual([part.options(at.answers) for part in parts]))
    found = _all_alike(event.text, len(parts)) if alike else None
    if found is None:
        told = _lines(utterance(event))
        found = (
            _by_number(told, len(parts))
            or _by_label(told, labels)
            or _by_order(told, len(parts))
        )
    return [
        (part, uttered(_unlabelled(found[i], labels[i])) if i in found else None)
        for i, part in enumerate(parts)
    ]


def lined(said: Said, count: int) -> bool:
    """Whether *said* answers *count* questions in lines: numbered, or few words each.

    What has labels, or tells more in a line, may answer others as well.
    """
    record = Utterance.of(said)
    if "\n" not in record.typed.strip() and not _INLINE.match(record.typed):
        return False
    told = _lines(record)
    if sum(bool(_NUMBERED.match(line)) for line in told) > 1:
        return True
    return 1 < len(told) <= count and not any(map(_tells_more, told))


def _tells_more(line: str) -> bool:
    """Whether *line* is more than an answer alone."""
    return len(line.split()) > SHORT or bool(_LABEL.search(line))


def usual(each: Sequence[tuple[Option, ...]]) -> tuple[Option, ...]:
    """The choices several questions of a bubble share, where all offer choices."""
    first = next(iter(each), ())
    return first if all(each) and sum(o == first for o in each) >= FEW else ()


def _all_alike(text: str, count: int) -> dict[int, str] | None:
    """Short answers: "ya ya belum", "1-3 ya 4 belum", "semua ya kecuali 3 belum".

    Those that are excepted without an answer are left to be asked again. Nothing is
    read where the numbers make no sense; None says that it is written otherwise.
    """
    said = " ".join(text.split())
    if said[:1].isdecimal():
        found = _told(said, count)
        return None if "" in found.values() else found
    if every := _EVERY.match(fold(said)):
        excepted = _told(every[3] or "", count)
        if every[3] and not excepted:
            return {}
        found = dict.fromkeys(range(count), every[1] or every[2]) | excepted
        return {index: answer for index, answer in found.items() if answer}
    words = said.split()
    apart = len(words) == count and not re.search(r"[,;]", said)
    return dict(enumerate(words)) if apart else None


def _told(said: str, count: int) -> dict[int, str]:
    """Numbers with what follows them; one without an answer shares the next one's."""
    found: dict[int, str] = {}
    answer, after = "", count
    for number, rest in reversed(_NUMBER_AND_REST.findall(said)):
        index, word = int(number) - 1, rest.strip(" .,;:)=")
        if index not in range(count) or index in found:
            return {}
        if word in _RANGE:
            found.update(dict.fromkeys(range(index, after), answer))
        elif word not in _JOINING:
            answer = word.strip("- ")
        found[index], after = answer, index
    return found


def _fits(part: Question[Any], event: Event) -> bool:
    """Whether a contact, say, or a photo, can only be meant for *part*."""
    kind = getattr(event, "kind", "")
    if isinstance(part, File):
        return kind in part.kinds
    return bool(kind) and part.wants == kind


@once
def _lines(said: Utterance) -> list[str]:
    """The lines of *said* that say something: no greeting, no thanks, no lead-in.

    One greets in the first, and thanks in the last.
    """
    each = [line.strip() for line in said.typed.splitlines() if line.strip()]
    if len(each) == 1:
        each = _parted(each[0])
    if len(each) > 1 and _says_nothing(each[-1]):
        each.pop()
    if len(each) > 1 and _says_nothing(each[0]):
        del each[0]
    return [line for line in each if len(each) == 1 or not _leads(line)]


def _leads(line: str) -> bool:
    """Whether *line* only leads to others."""
    return line.endswith(":") and not _NUMBERED.match(line)


def _says_nothing(line: str) -> bool:
    """Whether *line* only leads to others, greets or thanks."""
    said = Utterance(line)
    return _leads(line) or bool(thanks(said) or greeting(said))


def _parted(line: str) -> list[str]:
    """One line that counts its answers, "1. ... 2. ...", as several."""
    marks = list(_INLINE.finditer(line))
    if len(marks) < 2 or marks[0].start() or not _in_a_row(m[1] for m in marks):  # noqa: PLR2004
        return [line]
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return [line[m.start() : end].strip() for m, end in zip(marks, ends, strict=True)]


def _in_a_row(marks: Iterable[str]) -> bool:
    """Whether *marks* count from the first: 1 2 3, or a b c."""
    said = [mark.lower() for mark in marks]
    rows = (map(str, range(1, len(said) + 1)), ascii_lowercase)
    return any(said == list(row)[: len(said)] for row in rows)


def _by_number(told: list[str], count: int) -> dict[int, str]:
    """Lines that begin with a number, by that number.

    A line without one goes on with the line above. What has a number twice, or a
    number of no question, is left to be asked again.
    """
    found: dict[int, list[str]] = {}
    lost: set[int] = set()
    last: int | None = None
    for line in told:
        numbered = _NUMBERED.match(line)
        if numbered:
            last = int(numbered[1]) - 1
            if last in found or last not in range(count):
                lost.add(last)
            found.setdefault(last, []).append(numbered[2].strip())
        elif last is not None:
            found[last].append(line)
    numbers = set(found) & set(range(count))
    if not numbers or (lost and len(numbers) < 2):  # noqa: PLR2004 -- one is chance
        return {}
    if 0 not in found and not _NUMBERED.match(told[0]):
        found[0] = [told[0]]
    return {
        i: " ".join(said).strip()
        for i, said in found.items()
        if i in range(count) and i not in lost
    }


def _by_label(told: list[str], labels: Sequence[str]) -> dict[int, str]:
    """Lines that each begin with what they answer: "Kecamatan: Petir"."""
    found: dict[int, str] = {}
    if not all(map(_LABEL.search, told)):
        return found
    for line in told:
        head, rest = _headed(line)
        named = [i for i, each in enumerate(labels) if _names(head, each)]
        if len(named) != 1 or named[0] in found:
            return {}
        found[named[0]] = rest
    return found


def _by_order(told: list[str], count: int) -> dict[int, str]:
    """Lines, or else what stands between commas, in the order they were asked.

    What is too much goes on with the last: it is read there, never left out.
    """
    counted = [_COUNTED.match(line) for line in told]
    marks = [mark for mark in counted if mark]
    if 1 < len(marks) == len(told) and _in_a_row(mark[1] for mark in marks):
        said = [mark[2] for mark in marks]
    else:
        said = [_BULLET.sub("", line) for line in told]
    if len(said) < count:
        parts = [p.strip() for p in _APART.split("\n".join(said)) if p.strip()]
        parts = [part for part in parts if not _says_nothing(part)]
        said = parts if len(parts) == count else said
    last = " ".join(said[count - 1 :])
    return dict(enumerate([*said[: count - 1], *([last] if last else [])]))


def _headed(line: str) -> tuple[str, str]:
    """What stands before and behind the first colon; nothing before without one."""
    head, *rest = _LABEL.split(line, maxsplit=1)
    return (head, rest[0].strip()) if rest else ("", line)


def _unlabelled(line: str, label: str) -> str:
    """*line* without the question's own label in front of it."""
    head, rest = _headed(line)
    return rest if rest and _names(head, label) else line


def _names(head: str, label: str) -> bool:
    """Whether the words of *head* are words of *label*."""
    words = fold(head).split()
    return bool(words) and set(words) <= set(label.split())
