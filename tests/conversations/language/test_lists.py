"""The lists of words that speak for an answer do not contradict one another."""

import pytest

from conversations.language import lists


@pytest.mark.parametrize("other", ["PEOPLE_TOO", "THINGS", "TRADES", "VILLAGES"])
def test_what_only_people_are_called_is_nothing_else(other):
    assert not lists.PEOPLE & getattr(lists, other)


def test_no_everyday_word_is_only_a_name():
    everyday = frozenset().union(*lists.EVERYDAY.values())
    assert not lists.PEOPLE & everyday
    assert not lists.VILLAGES & everyday
