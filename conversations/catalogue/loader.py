"""Reads the catalogue's files and refuses it as a whole when anything is wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from conversations.catalogue.attribution import overclaims
from conversations.catalogue.form import Form
from conversations.catalogue.model import (
    ActivityCode,
    Allowance,
    BusinessClass,
    Card,
    Checklist,
    Duty,
    Fact,
    Field,
    Institution,
    Kecamatan,
    MandatoryProduct,
    Matter,
    Meaning,
    Neighbour,
    Office,
    Publisher,
    QualityTest,
    Retention,
    Standard,
    Term,
)
from conversations.catalogue.reading import Reader
from conversations.catalogue.road import Road, Stage
from conversations.catalogue.whole import Catalogue

PERSONAL = re.compile(
    r"\b(ktp|nik|npwp|kk|kartu keluarga|akta|sim|paspor|identitas)\b", re.IGNORECASE
)
"""Papers with the number of a person on them; a tax number of a person is their NIK."""

MOST_CHARACTERS = 300
"""In what is done at a stage, in its papers, or in its time and cost, each together."""

F = TypeVar("F", bound=Fact | Publisher)


class CatalogueError(Exception):
    """The catalogue has problems, each a sentence with its file and entry."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Shelf:
    """A folder of files, and the problems found in it so far."""

    def __init__(self, root: Traversable) -> None:
        self.root = root
        self.problems: list[str] = []
        self._files: dict[str, tuple[Reader, dict[str, Any]]] = {}

    def open(self, file: str) -> tuple[Reader, dict[str, Any]]:
        """A reader for *file*, and its tables that nobody has taken yet."""
        if file not in self._files:
            tables = self._parse(file)
            default = tables.pop("default", {})
            if not isinstance(default, dict):
                self.problems.append(f"{file}: default is no table")
                default = {}
            reader = Reader(file, default, self.problems)
            self._files[file] = reader, tables
        return self._files[file]

    def _parse(self, file: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.root / file).read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{file}: is no TOML: {error}")
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{file}: cannot be read: {type(error).__name__}")
        return {}

    def list(self, cls: type[F], file: str, name: str) -> dict[str, F]:
        """The entries `[[name]]` of *file*, by id or code."""
        reader, tables = self.open(file)
        if name not in tables:
            reader.complain(name, "is missing")
        made = reader.entries(cls, tables.pop(name, []), name)
        return {identity(one): one for one in made}

    def whole(self, cls: type[F], file: str) -> F | None:
        """A *file* that is one entry."""
        reader, tables = self.open(file)
        table = dict(tables)
        tables.clear()
        return reader.entry(cls, table, "")

    def folder(self, cls: type[F], name: str) -> dict[str, F]:
        """A folder in which each file is one entry, and is called by its id."""
        made = {}
        folder = self.root / name
        if not folder.is_dir():
            self.problems.append(f"{name}: is no folder")
            return {}
        for file in sorted(each.name for each in folder.iterdir()):
            stem, dot, _ = file.partition(".toml")
            one = self.whole(cls, f"{name}/{file}") if dot else None
            if one is not None:
                made[stem] = one
                if identity(one) != stem:
                    self.problems.append(f"{name}/{file}: id is not {stem}")
        return made

    def leftovers(self) -> None:
        """Complain about tables that nobody took."""
        for reader, tables in self._files.values():
            for name in tables:
                reader.complain(name, "is not known")


def load(root: Traversable | None = None) -> Catalogue:
    """The catalogue in *root*, which is this package unless a test says otherwise."""
    shelf = Shelf(root or files("conversations.catalogue"))
    catalogue = Catalogue(
        roads=_in_order(shelf.folder(Road, "roads")),
        forms=shelf.folder(Form, "forms"),
        institutions=shelf.list(Institution, "institutions.toml", "institution"),
        standards=shelf.list(Standard, "standards.toml", "standard"),
        tests=shelf.list(QualityTest, "standards.toml", "test"),
        activity_codes=shelf.list(ActivityCode, "standards.toml", "activity_code"),
        mandatory=shelf.list(MandatoryProduct, "mandatory.toml", "product"),
        glossary=shelf.list(Term, "glossary.toml", "term"),
        cards=shelf.list(Card, "learn.toml", "card"),
        matters=shelf.list(Matter, "matters.toml", "matter"),
        meanings=shelf.list(Meaning, "meanings.toml", "meaning"),
        allowances=shelf.list(Allowance, "channels.toml", "allowance"),
        offices=shelf.list(Office, "office.toml", "office"),
        kecamatan=shelf.list(Kecamatan, "regions.toml", "kecamatan"),
        neighbours=shelf.list(Neighbour, "regions.toml", "neighbour"),
        fields=shelf.list(Field, "business.toml", "field"),
        classes=shelf.list(BusinessClass, "business.toml", "class"),
        checklists=shelf.folder(Checklist, "checklists"),
        duties=shelf.list(Duty, "notice.toml", "duty"),
        retention=shelf.list(Retention, "notice.toml", "retention"),
        publishers=shelf.list(Publisher, "sources.toml", "publisher"),
    )
    shelf.leftovers()
    problems = shelf.problems or [*disagreements(catalogue), *overclaims(catalogue)]
    if problems:
        raise CatalogueError(problems)
    return catalogue


def _in_order(roads: Mapping[str, Road]) -> Mapping[str, Road]:
    """Roads as they are listed: the usual first step first."""
    return dict(sorted(roads.items(), key=lambda named: named[1].order))


def disagreements(catalogue: Catalogue) -> Iterator[str]:
    """What is wrong between entries that are each in order."""
    for road in catalogue.roads.values():
        file = f"roads/{road.id}.toml"
        for after in road.leads_to:
            if after not in catalogue.roads:
                yield f"{file}: leads_to has {after!r}, which is no road"
        if road.checklist and road.checklist not in catalogue.checklists:
            yield f"{file}: checklist is {road.checklist!r}, which is no checklist"
        if road.certifies == "system" and not road.wish:
            yield f"{file}: wish is missing: nobody could choose the system"
        yield from (f"{file}: {complaint}" for complaint in _of_stages(road, catalogue))
    for place, card in enumerate(catalogue.cards.values(), start=1):
        if card.road not in catalogue.roads:
            yield f"learn.toml: card[{place}].road is {card.road!r}, which is no road"
    yield from _of_advice(catalogue)
    for checklist in catalogue.checklists.values():
        file = f"checklists/{checklist.id}.toml"
        yield from (f"{file}: {each}" for each in _of_checklist(checklist, catalogue))


def _of_checklist(checklist: Checklist, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with a *checklist* beside the others."""
    if checklist.road not in catalogue.roads:
        yield f"road is {checklist.road!r}, which is no road"
    helping, groups = [checklist.helped_by], {each.id for each in checklist.groups}
    for place, item in enumerate(checklist.items, start=1):
        helping.append(item.helped_by)
        if item.group not in groups:
            yield f"item[{place}].group is {item.group!r}, which is no group of it"
    for helper in {each for some in helping for each in some}:
        if helper not in catalogue.institutions:
            yield f"helped_by has {helper!r}, which is no institution"


def _of_advice(catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with the table that all roads have a part in."""
    wishes = {"", "any", *catalogue.roads}
    buyers = {"", *(each.id for each in catalogue.fields["market"].options)}
    taken: set[int] = set()
    for road in catalogue.roads.values():
        file = f"roads/{road.id}.toml"
        for row in road.advices:
            if row.order in taken:
                yield f"{file}: advice {row.id}.order is {row.order}, as another's"
            taken.add(row.order)
        others = (*road.opens, *road.needs, *road.warnings)
        for each in (*road.advices, *others):
            if each.system not in wishes:
                yield f"{file}: {each.id}.system is {each.system!r}, which is no road"
            if each.sells_to not in buyers:
                yield f"{file}: {each.id}.sells_to is {each.sells_to!r}, no one's buyer"


def _of_stages(road: Road, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with the stages of a *road*, those it has and those it had."""
    for place, stage in enumerate(road.stages, start=1):
        for complaint in _complaints(stage, catalogue):
            yield f"stage[{place}].{complaint}"
    for place, gone in enumerate(road.retired, start=1):
        if gone.now not in {stage.id for stage in road.stages}:
            yield f"retired[{place}].now is {gone.now!r}, which is no stage of it"


def _complaints(stage: Stage, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with a *stage* beside the others."""
    if stage.who not in catalogue.institutions:
        yield f"who is {stage.who!r}, which is no institution"
    for helper in stage.helped_by:
        if helper not in catalogue.institutions:
            yield f"helped_by has {helper!r}, which is no institution"
    for paper in stage.sent:
        if paper not in stage.papers:
            yield f"sent has {paper!r}, which is none of its papers"
        if PERSONAL.search(paper):
            yield f"sent has {paper!r}, which bears a NIK: it belongs into direct"
    yield from _of_act(stage, catalogue)
    for name, text in (
        ("do", " ".join(stage.do)),
        ("papers", ", ".join(stage.papers)),
        ("time and cost", f"{stage.time} {stage.cost}"),
    ):
        if len(text) > MOST_CHARACTERS:
            yield f"{name} has {len(text)} characters, over {MOST_CHARACTERS}"


def _of_act(stage: Stage, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with what is done at a *stage*."""
    if stage.link and not stage.link.url.startswith("https://"):
        yield f"link.url is {stage.link.url!r}, which is no https"
    for field in {stage.known_by, stage.gives} - {"", *catalogue.fields}:
        yield f"known_by or gives is {field!r}, which is no field"
    if stage.form and stage.form not in catalogue.forms:
        yield f"form is {stage.form!r}, which is no form"
    bundled = (*stage.have, *stage.with_dinas, *stage.from_body)
    if bundled and sorted(bundled) != sorted((*stage.papers, *stage.direct)):
        yield "have, with_dinas and from_body do not hold each of its papers once"


def identity(fact: Fact | Publisher) -> str:
    """What a fact is called by: its id, or a region's code."""
    name: str = getattr(fact, "id", "") or getattr(fact, "code", "")
    return name
