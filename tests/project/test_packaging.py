"""Four top-level packages with common names: nobody else may own them here."""

from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.project.tree import PACKAGES, ROOT


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_ships_a_package_of_our_name(name):
    # An editable install lists none, hence the default.
    assert set(packages_distributions().get(name, ["pandu-sni"])) == {"pandu-sni"}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_that_is_imported_is_the_one_in_this_checkout(name):
    assert Path(import_module(name).__file__ or "").is_relative_to(ROOT)
