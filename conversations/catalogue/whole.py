"""All facts together, as they were read from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from conversations.catalogue.form import Form
from conversations.catalogue.model import (
    ActivityCode,
    Allowance,
    BusinessClass,
    Card,
    Checklist,
    Duty,
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
from conversations.catalogue.road import Road


@dataclass(frozen=True)
class Catalogue:
    """All facts, by id; the order is the order of the files."""

    roads: Mapping[str, Road]
    forms: Mapping[str, Form]
    institutions: Mapping[str, Institution]
    standards: Mapping[str, Standard]
    tests: Mapping[str, QualityTest]
    activity_codes: Mapping[str, ActivityCode]
    mandatory: Mapping[str, MandatoryProduct]
    glossary: Mapping[str, Term]
    cards: Mapping[str, Card]
    matters: Mapping[str, Matter]
    meanings: Mapping[str, Meaning]
    allowances: Mapping[str, Allowance]
    offices: Mapping[str, Office]
    kecamatan: Mapping[str, Kecamatan]
    neighbours: Mapping[str, Neighbour]
    fields: Mapping[str, Field]
    classes: Mapping[str, BusinessClass]
    checklists: Mapping[str, Checklist]
    duties: Mapping[str, Duty]
    retention: Mapping[str, Retention]
    publishers: Mapping[str, Publisher]
    opd: Mapping[str, str] = field(default_factory=dict)
    """The offices of the region (OPD), by what people call them: an installation's."""

    @property
    def office(self) -> Office:
        """The Dinas as shipped: the first of the file."""
        return next(iter(self.offices.values()))
