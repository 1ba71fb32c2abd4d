"""What the catalogue knows of a road to SNI: one file of `roads/` is all of it."""

import re
from dataclasses import dataclass
from typing import Literal

from conversations.catalogue.model import Fact, Label, Line, Text

SHORT = 20
"""Characters of a paper's mark: with a case's code it has to fit a button."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a stage is done: the page, and the *name* of the button that opens it."""

    url: str
    name: Label


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What usually goes wrong at a stage: its *name* is a button, *way* the way out."""

    id: str
    name: Label
    way: Text


@dataclass(frozen=True, kw_only=True)
class Stage(Fact):
    """One stage of a road; *who* acts and *helped_by* are ids of institutions.

    A stage of the owner is an act: what to *do*, with what besides its papers *ready*
    in hand, where (*link*), on which *form* of ours, and what if one is *stuck*.
    """

    id: str
    name: Line
    who: str
    result: Text
    papers: tuple[Line, ...] = ()
    sent: tuple[Line, ...] = ()
    """Those of the papers that the owner sends us; others are only typed or carried."""
    direct: tuple[Line, ...] = ()
    """Papers that bear a NIK: given to whoever asks for them, never by this chat."""
    time: Text = ""
    """Empty when no time was found."""
    cost: Text = ""
    """Empty when no cost was found."""
    helped_by: tuple[str, ...] = ()
    do: tuple[Line, ...] = ()
    """Short sentences, each one thing to do."""
    ready: tuple[Line, ...] = ()
    link: Link | None = None
    form: str = ""
    """The form that we hand out for it, filled in as far as we know."""
    stucks: tuple[Trouble, ...] = ()
    moves: Literal["officer", "self"] = "officer"
    """Who brings it on once the owner says done: an officer who looks, or that word."""
    wants: Literal["", "photo", "number", "date"] = ""
    """What is asked for beside that word."""
    known_by: str = ""
    """The answer of the profile with which the stage is already done."""
    gives: str = ""
    """The answer of the profile that comes of it: the number that is wanted."""
    asks_after: int = 7
    """After so many days of silence we ask how it goes."""
    have: tuple[Line, ...] = ()
    with_dinas: tuple[Line, ...] = ()
    from_body: tuple[Line, ...] = ()
    """Many papers in three bundles: those at hand, those to be made with the Dinas, and
    those that the body that certifies hands out."""


@dataclass(frozen=True, kw_only=True)
class RetiredStage:
    """A stage that a road had once: its name in old records, and what came instead."""

    id: str
    name: Line
    now: str


@dataclass(frozen=True, kw_only=True)
class CertificateKind(Fact):
    """A paper that a road comes to, and what its holder may *use* it for.

    *body* gives it, where that is always the same, and looks again later, if it is
    *watched*. *asks* is what it says besides its number and its days.
    """

    id: str
    name: Line
    use: Text
    body: Line = ""
    watched: bool = True
    asks: tuple[Literal["body", "standard", "scope"], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fee(Fact):
    """What something cost, and in which *year*; 0 when the source has no year."""

    id: str
    name: Line
    amount: Text
    year: int = 0


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What has to be so; whatever is not named does not matter.

    *system* is the one that is wished for, or `any`; *sells_to* is among the buyers.
    *brand*: filed at least. *mark* is the SNI mark itself, *buyer* that one asks.
    """

    id: str
    applicant: Literal["", "business", "office"] = ""
    mandatory: bool | None = None
    batik: bool | None = None
    nib: bool | None = None
    brand: bool | None = None
    mark: bool | None = None
    buyer: bool | None = None
    system: str = ""
    sells_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Advice(Condition):
    """A row of the table of all roads, read in their *order*: when, and why."""

    order: int
    because: Line


@dataclass(frozen=True, kw_only=True)
class Road(Fact):
    """A way to a certificate or a statement; *leads_to* are roads that may follow it.

    *order* is its place where roads are listed: the usual first step comes first.
    A case ends with the last stage; *after* tells what the certificate asks later.
    *only*: whoever has to go it has no other. *certifies* says what it is about; a
    system is chosen by its *wish*, or in the words of *aliases*. *checklist* is its own
    check of readiness, where it does not go by what a business makes. *beside*: it may
    be gone at the same time as another.
    """

    id: str
    order: int
    name: Line
    summary: Text
    for_whom: Text
    stages: tuple[Stage, ...]
    after: Text = ""
    retired: tuple[RetiredStage, ...] = ()
    leads_to: tuple[str, ...] = ()
    only: bool = False
    beside: bool = False
    certifies: Literal["product", "system"] = "product"
    wish: Line = ""
    aliases: tuple[str, ...] = ()
    checklist: str = ""
    advices: tuple[Advice, ...] = ()
    """When it is the road to go."""
    opens: tuple[Condition, ...] = ()
    """When it is open beside another."""
    needs: tuple[Condition, ...] = ()
    """What is lacking, so that it cannot be begun: said as `route.warning.<id>` before
    it is gone, and as `route.meanwhile.<id>` where there is time for it."""
    warnings: tuple[Condition, ...] = ()
    """When something is said before it is gone: the words are `route.warning.<id>`."""
    fees: tuple[Fee, ...] = ()
    certificates: tuple[CertificateKind, ...] = ()
    """What it comes to, in order: a case has reached its goal with the last."""


def mark(stage: str, name: str) -> str:
    """What a paper of a stage is called in the database and on buttons."""
    short = re.sub(r"[^a-z0-9]+", "-", name.lower())[:SHORT].strip("-")
    return f"{stage}/{short}"
