"""Nothing is used whose licence is unknown, or forbids what we do."""

from importlib.metadata import PackageNotFoundError

import pytest

from tests.project.licences import DEVELOPS, RUNS, licence, listed, locked, may

NEEDED = sorted({*locked(RUNS), *locked(DEVELOPS)})


def test_the_list_has_what_the_lock_files_bring_and_no_other():
    assert sorted(listed()) == NEEDED, "run `make licences`"


@pytest.mark.parametrize("name", NEEDED)
def test_every_package_has_a_licence_that_we_may_live_with(name):
    assert may(listed().get(name, ""))
    try:
        assert listed()[name] == licence(name), "run `make licences`"
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed: `make setup`")


@pytest.mark.parametrize("named", ["", "GPL-3.0-only", "MIT AND SSPL-1.0", "see file"])
def test_a_licence_that_is_unknown_or_too_strict_is_noticed(named):
    assert not may(named)


@pytest.mark.parametrize("named", ["MIT", "Apache-2.0 OR BSD-2-Clause"])
def test_a_free_licence_is_left_alone(named):
    assert may(named)
