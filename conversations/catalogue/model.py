"""What kinds of fact there are; each says where it comes from and how sure we are.

Prose is Indonesian and is its own message id in the gettext domain `catalogue`.
A field typed `Label`, `Line` or `Text` is prose; `str` is data, or a note for officers.
The loader reads these classes: a field here is a key in the TOML, `stages` is
written `[[stage]]`, and a field without a default must be there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeAlias

from conversations.catalogue.opening import UNSAID, Opening

Confidence: TypeAlias = Literal["high", "medium", "low"]
Weight: TypeAlias = Literal["", "required", "important", "advised"]
Kind: TypeAlias = Literal[
    "text", "choice", "several", "number", "quantity", "digits", "phone", "place", "yes"
]
Privacy: TypeAlias = Literal["none", "general", "specific"]
"""UU 27/2022: no person in it, general personal data, or to be treated as specific."""


@dataclass(frozen=True)
class Prose:
    """Marks text that people read: translated, and at most *limit* characters."""

    limit: int


Label = Annotated[str, Prose(24)]
"""Fits a row of a WhatsApp list."""
Line = Annotated[str, Prose(80)]
Text = Annotated[str, Prose(300)]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something we claim: *source* says on whose word, *verify* what to check still."""

    source: str
    checked_on: date
    confidence: Confidence
    verify: str = ""


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Whose page a source is: *at* begins its address; the *year* may be unknown, 0.

    *law* is where laws themselves are to be read, not what somebody tells of them.
    """

    id: str
    at: str
    by: str
    year: int = 0
    law: bool = False


@dataclass(frozen=True, kw_only=True)
class Institution(Fact):
    """Who acts: a body, or a role such as the owner or a laboratory."""

    id: str
    name: Line
    short: Line
    does: Text
    website: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Standard(Fact):
    """An SNI, by number; *replaces* names the edition before it."""

    id: str
    number: str
    title: str
    """The official title, which is never translated; short where we saw it short."""
    sector: str
    mandatory: bool
    note: Text
    amendment: str = ""
    replaces: str = ""
    asks: tuple[str, ...] = ()
    """Words of a question about it, besides its number."""


@dataclass(frozen=True, kw_only=True)
class QualityTest(Fact):
    """What a laboratory tests on batik; *limit* says as well when we did not see it."""

    id: str
    name: Line
    limit: Line
    asks: tuple[str, ...] = ()
    applies_to: str = ""
    method: str = ""
    """A general test method; whether the batik SNI cite it is not known."""


@dataclass(frozen=True, kw_only=True)
class ActivityCode(Fact):
    """A KBLI code; *code* is empty when it was not found."""

    id: str
    title: str
    edition: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class MandatoryProduct(Fact):
    """A product that may only be sold with the SNI mark, and how people call it.

    Of one that is not *sure* we do not know whether it must: an officer says.

    *words* tell it anywhere in a description, *alone* only when nothing else is said,
    and a word of *unless* says that it is something else.
    """

    id: str
    name: Line
    standard: str
    words: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    note: Text
    sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Term(Fact):
    """A hard word: *plain* words for it, and one sentence about it."""

    id: str
    name: Line
    plain: Line
    gloss: Text
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card(Fact):
    """One idea about SNI, to be read in a breath; *road* is the one it leads to.

    *asks* are the words of a question that it answers, in any order; those *around*
    may stand in one besides, and change nothing.
    """

    id: str
    title: Line
    text: Text
    road: str
    asks: tuple[str, ...]
    around: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Matter(Fact):
    """What people ask that is not SNI, by its *words*; the *text* says whose it is.

    Or a *card* tells more of it. Without either it has nothing to do with Pandu.
    """

    id: str
    words: tuple[str, ...]
    card: str = ""
    title: Line = ""
    text: Text = ""


@dataclass(frozen=True, kw_only=True)
class Meaning(Fact):
    """A word of questions, and what else people say for it; *weight* is in tenths.

    A *subject* is what a question is about: an answer that leaves it out is wrong.

    The meaning `nothing` holds the words that ask and say nothing more.
    """

    id: str
    words: tuple[str, ...]
    weight: int = 10
    subject: bool = False


@dataclass(frozen=True, kw_only=True)
class Allowance(Fact):
    """How many *messages* a month a channel carries before each one costs money."""

    id: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class Detail(Fact):
    """How to reach an office; an empty *value* is a thing we do not know yet.

    *asks* are words of a question about it, any one of which will do; *words* do so
    where the office is named as well.
    """

    id: str
    title: Line
    value: str = ""
    asks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Office(Fact):
    """The Dinas that this installation serves; `catalogue.local` says more of it.

    *confirmed_on* is since when the Dinas stands for its details and for how long
    things are kept; None until it said so.
    """

    id: str
    name: str
    short: str
    case_prefix: str
    regency: str
    """The name of the kabupaten or kota."""
    code: str
    details: tuple[Detail, ...]
    called: tuple[str, ...] = ()
    """What people say for the office."""
    around: tuple[str, ...] = ()
    """What may stand in a question about it besides, and changes nothing."""
    confirmed_on: date | None = None
    opening: Opening = UNSAID
    """When it works, and by which clock."""

    def detail(self, name: str, language: str = "id") -> str:
        """The value of a detail such as `hours`; empty when it is not known."""
        values = {each.id: each.value for each in self.details}
        return values.get(f"{name}_{language}", "") or values.get(name, "")


@dataclass(frozen=True, kw_only=True)
class Kecamatan(Fact):
    """A district of our region; *code* is Kemendagri's without the dots."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Neighbour(Fact):
    """A region next door, which another Dinas serves; *office* is empty if unknown."""

    code: str
    name: str
    kecamatan: tuple[str, ...] = ()
    office: str = ""
    contact: Text = ""


@dataclass(frozen=True, kw_only=True)
class FieldOption:
    """One answer: the *id* is stored, the *label* read, the *aliases* typed."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outsider:
    """What is none of the options, by its *names*; *id* is the reason that says so."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Field(Fact):
    """One thing we ask about a business.

    *stage* 1 is asked in the first chat, 2 when the owner wants help. *minimum* and
    *maximum* count characters of a text, or bound a number. *pattern* must match after
    spaces, dots and dashes are gone. The options of a quantity are its units.
    """

    id: str
    label: Line
    stage: int
    required: bool
    kind: Kind
    privacy: Privacy
    options: tuple[FieldOption, ...] = ()
    outsiders: tuple[Outsider, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    example: str = ""
    hint: Text = ""


@dataclass(frozen=True, kw_only=True)
class BusinessClass(Fact):
    """A size of business by law, in rupiah: capital for new firms, sales for others."""

    id: str
    name: Line
    capital_max: int
    sales_max: int


@dataclass(frozen=True, kw_only=True)
class ChecklistItem(Fact):
    """A question of readiness; *basis* is the document that it comes from.

    *task* is what to do when the answer is not yes, in the words of a to-do list.
    *options* replace the checklist's usual answers. *inverted* means that a yes is
    the warning. *where* and *helped_by* are otherwise as the checklist has them.
    """

    id: str
    group: str
    ask: Text
    help: Text
    task: Line
    basis: str
    weight: Weight = ""
    where: Line = ""
    helped_by: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    """What tells the answer, so that it is not asked: a field of the profile or one of
    its values (`brand_status:filed`), or a paper that was accepted (`apply/nib`)."""
    options: tuple[FieldOption, ...] = ()
    inverted: bool = False


@dataclass(frozen=True, kw_only=True)
class Checklist(Fact):
    """Questions of readiness for a road: no audit, and no legal advice.

    *sector* is what a business makes that is asked these on any road without its own.
    *where* its tasks are done, and who helps: ids of institutions.
    """

    id: str
    road: str
    sector: str = ""
    name: Line
    where: Line
    helped_by: tuple[str, ...]
    options: tuple[FieldOption, ...]
    groups: tuple[FieldOption, ...]
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, kw_only=True)
class Duty(Fact):
    """What UU 27/2022 asks of us, in *article*; *days* is a time limit, if there is."""

    id: str
    article: str
    text: Text
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Retention(Fact):
    """For how many *days* we propose to keep a kind of data; the Dinas decides."""

    id: str
    name: Line
    days: int
