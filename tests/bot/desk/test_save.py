"""The one writer: a statement for each change, and the two fit."""

import inspect

import pytest
from msgspec import structs

from bot.desk.save import WRITERS
from conversations.cases.changes import Change


def test_every_change_has_a_statement():
    assert set(WRITERS) == set(Change.__subclasses__())


@pytest.mark.parametrize("change", WRITERS, ids=lambda change: change.__name__)
def test_a_change_is_what_its_statement_takes(change):
    _, *takes = inspect.signature(WRITERS[change]).parameters.values()
    named = [each for each in takes if each.kind is not each.VAR_KEYWORD]
    needs = {each.name for each in named if each.default is each.empty}
    fields = {field.name for field in structs.fields(change)}
    assert needs <= fields
    assert fields <= {each.name for each in named} or len(named) < len(takes)
