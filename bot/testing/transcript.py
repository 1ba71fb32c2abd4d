"""A story as people read it: who said what, in columns; it can be played again.

    Ibu mengajukan pendampingan, sekali salah eja.
    sampai: SRG-0001 untuk Batik Contoh

    ibu      lewat whatsapp
    petugas  lewat telegram, sebagai officer
    rekan    lewat telegram, bernama Rina Contoh

    ibu      halo
    pandu    Halo juga, Bapak/Ibu.
             [Ajukan pendampingan] [Baca panduan]
    ibu      > Ajukan pendampingan
    ...
    petugas  (dering) Baru: SRG-0001 ...
    petugas  > Ambil

`sampai:` is a goal: words that Pandu has to say, each after the one before. A story
that no longer reaches its goals is `Astray`, and so is never written down anew.

`> Ambil` presses a button, `>> Ambil` one that was there before, `[foto]` sends
something that is no text, `[3 foto]` several at once, with what is written under it;
`ibu, petugas` do it at the same moment. `{kode}` is the code that was shown last on
somebody else's phone.

`(mengisi permohonan)` fills in a form that the story is not about, with the examples
of its questions, and shows what Pandu said at the end alone: one question more changes
nothing. `(mengisi permohonan sampai Foto produk; Kecamatan: Anyar)` stops at a question
and answers another in its own way. The form is opened where it is not, and nothing that
was filled in is listed. Steps have numbers where a goal has them.

`sebagai officer dengan 40 kasus` guides so many; from `~ pukul 07.30` on officers hear
every morning what is theirs.

`(dering)` is what somebody hears who did nothing just now, `(berubah)` a bubble that is
another now.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec import structs

from bot.testing.form_player import Filling
from bot.testing.group import HERE, at_group, open_group
from bot.testing.guided import guide, morning
from bot.testing.world import Person, Seen, World
from conversations.engine.events import Event, Sent, Typed

PANDU, TIME = "pandu", "~"
RINGS, CHANGED = "(dering)", "(berubah)"
VIA, AS, CALLED = "lewat ", "sebagai ", "bernama "
WITH, CASES = " dengan ", " kasus"
AS_GROUP = f"{AS}grup"
UNTIL = "sampai: "
SENT = {
    "[foto]": "photo",
    "[dokumen]": "document",
    "[suara]": "voice",
    "[video]": "video",
    "[stiker]": "sticker",
    "[lokasi]": "location",
}
"""What is sent in one word each; the first three are files that arrive."""
SPOT = {"latitude": -6.06, "longitude": 106.11}
"""Where whoever shares a location is: somewhere in Kabupaten Serang."""
TAKES_BACK = ("> Batalkan", "batal")
"""Whoever does one of these next does it before the seconds are over."""
FILES = ("photo", "document", "voice")
FLAWED = {
    "[foto gelap]": "dark",
    "[foto kecil]": "small",
    "[foto buram]": "blurred",
    "[foto terpotong]": "cut_off",
}
"""Photos that arrive, and what is wrong with them."""
FORMS = {
    "permohonan": "apply",
    "cek kesiapan": "readiness",
    "permintaan perbaikan": "send_back",
    "sertifikat": "certificate",
}
"""The forms that can be filled in at once."""
OPENED = {"apply": "daftar", "readiness": "cek kesiapan"}
"""What is typed to open them, where a word does."""
WIDTH = 88

MORNING = "pukul 07.30"
_CLOCK = re.compile(r"\b\d{2}[.:]\d{2}(?= WIB)")
_DAYS = re.compile(r"(\d+) (hari|jam|detik)")
_UNITS = {"hari": "days", "jam": "hours", "detik": "seconds"}
_STEP = re.compile(r"\b(Langkah|Step) \d+ (dari|of) \d+")
_FILLS = re.compile(r"\(mengisi ([^;]+?)(?: sampai ([^;]+))?((?:; [^:;]+: [^;]+)*)\)")
_SEVERAL = re.compile(r"\[(\d+) foto\]")
CODE = "{kode}"
_CODE = re.compile(r"\b(?:[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9A-Z]{5}-[0-9A-Z]{5})\b")
_PAGE = re.compile(r"(?<=/sertifikat/)[0-9a-f]{12}\b")


class Unreadable(ValueError):
    """A line of a transcript that says nothing we know."""


class Astray(AssertionError):
    """A story that no longer reaches what its head promises."""


@dataclass
class Turn:
    """What *who* did or was told."""

    who: str
    text: str

    @property
    def names(self) -> list[str]:
        """Everybody who did it."""
        return [name.strip() for name in self.who.split(",")]

    @property
    def filling(self) -> Filling | None:
        """How a form is filled in, where that is what is done."""
        found = _FILLS.fullmatch(self.text)
        if not found:
            return None
        form, until, given = found.groups()
        if form not in FORMS:
            raise Unreadable(self.text)
        pairs = (each.split(": ", 1) for each in given.split("; ")[1:])
        return Filling(FORMS[form], dict(pairs), until or "")

    @property
    def heard(self) -> bool:
        """Whether it is Pandu's doing."""
        return self.who == PANDU or self.text.startswith(RINGS)


@dataclass
class Transcript:
    """A story: its *title*, its *cast* by name, and all that was done and said.

    *goals*: what Pandu has to say in it, in this order.
    """

    title: str
    cast: dict[str, str] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)

    @property
    def acts(self) -> list[Turn]:
        """What people did; everything else follows from it."""
        return [turn for turn in self.turns if not turn.heard]

    @property
    def missed(self) -> list[str]:
        """The goals from the first that is not reached on."""
        heard = (turn.text for turn in self.turns if turn.heard)
        for place, goal in enumerate(self.goals):
            if not any(goal in text for text in heard):
                return self.goals[place:]
        return []

    def __str__(self) -> str:
        names = [*self.cast, PANDU, *(turn.who for turn in self.turns)]
        column = max(len(name) for name in names) + 2
        cast = [f"{name:<{column}}{how}" for name, how in self.cast.items()]
        turns = [
            f"{turn.who:<{column}}{_indented(turn.text, column)}" for turn in self.turns
        ]
        head = [self.title, *(f"{UNTIL}{goal}" for goal in self.goals)]
        return "\n".join([*head, "", *cast, "", *turns, ""])

    def bubbles(self, name: str = PANDU) -> int:
        """How many bubbles Pandu sent to whoever it spoke with."""
        return sum(turn.who == name for turn in self.turns)


def _indented(text: str, column: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{'':<{column}}{line}".rstrip() for line in rest)])


def read(text: str) -> Transcript:
    """The transcript that *text* is."""
    head, _, rest = text.partition("\n\n")
    cast, _, story = rest.partition("\n\n")
    title, *goals = head.strip().splitlines()
    made = Transcript(title, goals=[goal.removeprefix(UNTIL) for goal in goals])
    for line in cast.splitlines():
        name, how = _columns(line)
        made.cast[name] = how
    for line in story.splitlines():
        if not line.strip() or line[0].isspace():
            if made.turns:
                made.turns[-1].text += f"\n{line.strip()}"
            continue
        name, said = _columns(line)
        made.turns.append(Turn(name, said))
    for turn in made.turns:
        turn.text = turn.text.rstrip("\n")
    return made


def _columns(line: str) -> tuple[str, str]:
    name, _, said = line.partition("  ")
    return name.strip(), said.strip()


async def play(script: Transcript, world: World) -> Transcript:
    """Do again what people did in *script*; what comes of it is the new transcript.

    It reaches the goals of the old one, or is `Astray`.
    """
    played = Transcript(script.title, script.cast, goals=script.goals)
    for name, how in script.cast.items():
        channel, about = _cast(how)
        if about == AS_GROUP:
            await open_group(world, name)
        elif about.startswith(AS):
            role, _, guides = about.removeprefix(AS).partition(WITH)
            await world.officer(name, channel, role)
            await guide(world, name, int(guides.removesuffix(CASES) or 0))
        else:
            world.person(name, channel, about.removeprefix(CALLED))
    steps = any(_STEP.search(goal) for goal in script.goals)
    await _Stage(world, played.turns, steps=steps).play(script.acts)
    if played.missed:
        raise Astray(f"never reached, or not in this order: {played.missed}")
    return played


@dataclass
class _Stage:
    """Where a story is played: what was done and said so far.

    *held* is, by name, the question that is not shown, for filling in answers it;
    *filled* are the questions so answered, which are not told either.
    """

    world: World
    turns: list[Turn]
    held: dict[str, list[Turn]] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)
    steps: bool = False
    """Whether steps are told with their numbers."""

    async def play(self, acts: list[Turn]) -> None:
        """Each act, and what is heard of it."""
        for number, act in enumerate(acts, 1):
            if act.filling:
                heard = await self.fill(act, act.filling)
            else:
                done = [each.text.removeprefix(HERE) for each in acts[number:][:1]]
                hasty = any(text in TAKES_BACK for text in done)
                heard = await _act(act, self.world, hasty=hasty)
            after = (each.filling for each in acts[number:] if each.who == act.who)
            await self.hold(act.who, heard, next(after, None))
            self.turns += [act, *heard]
        for turn in self.turns:
            turn.text = self.told(turn)

    async def fill(self, act: Turn, how: Filling) -> list[Turn]:
        """What is heard when a form is filled in: of Pandu only what it says last."""
        person, heard = self.world.people[act.who], self.held.get(act.who, [])
        if not await person.place.asked(how.form):
            await person.says(OPENED[how.form])
            heard = _heard(act, self.world)
        asked: set[str] = set()
        async for reply in person.place.fills(how):
            event = await _event(f"{reply.file} {reply.text}".strip(), person)
            await self.world.happen([(person, event)])
            others = [turn for turn in heard if turn.who != PANDU]
            heard = others + _heard(act, self.world)
            asked |= reply.labels
        if unasked := how.given.keys() - asked:
            raise Unreadable(f"{act.text}: {unasked}")
        self.filled |= asked - how.given.keys()
        return heard

    async def hold(self, who: str, heard: list[Turn], how: Filling | None) -> None:
        """Take out of what is *heard* the question that *who* is to answer so."""
        self.held[who] = []
        spoken = [turn for turn in heard if turn.who == PANDU]
        if how and spoken and await self.world.people[who].place.asked(how.form):
            self.held[who] = spoken[-1:]
            heard.remove(spoken[-1])

    def told(self, turn: Turn) -> str:
        """What was heard, without what the story is not about."""
        if not turn.heard:
            return turn.text
        known = tuple(f"{label}: " for label in self.filled)
        lines = turn.text.split("\n")
        kept = [line for line in lines if not line.startswith(known)]
        text = "\n".join(kept)
        return text if self.steps else unnumbered(text)


def _cast(how: str) -> tuple[str, str]:
    channel, _, about = how.partition(",")
    return channel.strip().removeprefix(VIA), about.strip()


def _delay(text: str) -> timedelta:
    found = _DAYS.fullmatch(text)
    if not found:
        raise Unreadable(text)
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


async def _act(act: Turn, world: World, *, hasty: bool = False) -> list[Turn]:
    """What the people named do at the same moment, and what is heard of it."""
    if act.who == TIME:
        passes = morning(world) if act.text == MORNING else None
        await (passes or world.later(_delay(act.text)))
        return _heard(act, world)
    unknown = [name for name in act.names if name not in world.people]
    if unknown:
        raise Unreadable(f"{act.who}: {act.text}")
    people = [world.people[name] for name in act.names]
    events = [
        at_group(each, act.text) or (each, await _event(act.text, each))
        for each in people
    ]
    await world.happen(events, hasty=hasty)
    return _heard(act, world)


async def _event(text: str, person: Person) -> Event:
    """What happens when *person* does what is written."""
    if text.startswith(">"):
        old = text.startswith(">>")
        return person.press(text.lstrip("> "), old=old)
    sign, bracket, under = text.partition("]")
    sign += bracket
    kind, flaws, count = SENT.get(sign), [], 1
    if sign in FLAWED:
        kind, flaws = "photo", [FLAWED[sign]]
    if several := _SEVERAL.fullmatch(sign):
        kind, count = "photo", int(several[1])
    if kind in FILES:
        world = person.world
        sent = [await world.file(person, kind, flaws=flaws) for _ in range(count)]
        files = tuple(name for each in sent for name in each.files)
        return structs.replace(sent[0], files=files, text=under.strip())
    if kind:
        return Sent(kind, values=SPOT if kind == "location" else {})
    return Typed(text.replace(CODE, _code(person)) if CODE in text else text)


def _code(person: Person) -> str:
    """What another person reads out from their own phone."""
    others = [each for each in person.world.people.values() if each is not person]
    shown = sorted((s for each in others for s in each.screen), key=lambda s: s.id)
    codes: list[str] = [code for seen in shown for code in _CODE.findall(seen.text)]
    if not codes:
        raise Unreadable(CODE)
    return codes[-1]


def _heard(act: Turn, world: World) -> list[Turn]:
    """What everybody sees of it, whoever did it first."""
    return list(_sights(act, world))


def _sights(act: Turn, world: World) -> Iterator[Turn]:
    doing = [world.people[name] for name in act.names if name in world.people]
    alone = len(doing) == 1
    others = [each for each in world.people.values() if each not in doing]
    for person in (*doing, *others):
        for seen in person.sees():
            spoken = alone and person in doing
            rings = "" if spoken else f"{RINGS} "
            yield Turn(PANDU if spoken else person.name, rings + shown(seen))


def unnumbered(text: str) -> str:
    """The same, whatever number of questions a form has."""
    return _STEP.sub(r"\1 {n} \2 {m}", text)


def shown(seen: Seen) -> str:
    """A bubble as words, with its choices in brackets and no hour of the day."""
    words = _CODE.sub(CODE, _PAGE.sub(CODE, _CLOCK.sub("{jam}", seen.text)))
    words = "\n".join(line.rstrip() for line in words.split("\n"))
    changed = f"{CHANGED} " if seen.changed else ""
    lines = [changed + words] if words else []
    if seen.bubble.file:
        lines.append("[berkas]")
    if seen.bubble.link:
        lines.append(f"[{': '.join(seen.bubble.link)}]")
    if seen.labels:
        choices = " ".join(f"[{label}]".replace(" ", "\0") for label in seen.labels)
        wrapped = textwrap.wrap(choices, WIDTH - 12, break_long_words=False)
        lines.append("\n".join(wrapped).replace("\0", " "))
    return "\n".join(lines)
