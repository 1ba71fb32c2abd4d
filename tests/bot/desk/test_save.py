"""The one writer: a statement for each change, and the two fit."""

import inspect
from typing import get_args

import pytest
from msgspec import structs

from bot.desk.save import WRITERS
from conversations.cases.changes import Change


def test_every_change_has_a_statement():
    assert set(WRITERS) == set(get_args(Change))


@pytest.mark.parametrize("change", WRITERS, ids=lambda change: change.__name__)
def test_a_change_is_what_its_statement_takes(change):
    takes = inspect.signature(WRITERS[change]).parameters
    _, *needs = [p.name for p in takes.values() if p.default is p.empty]
    fields = {field.name for field in structs.fields(change)}
    assert fields <= set(takes)
    assert set(needs) <= fields
