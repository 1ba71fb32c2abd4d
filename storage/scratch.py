"""Databases for a while: made empty, and gone afterwards. For measurements."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.core.engines import async_url
from storage.core.ids import new_id


@asynccontextmanager
async def fresh(url: str) -> AsyncIterator[str]:
    """A database beside the one at *url*, as a URL."""
    name = f"pandu_bench_{new_id()}"
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


async def _run(url: str, statement: str) -> None:
    engine = create_async_engine(async_url(url), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(sa.text(statement))
    finally:
        await engine.dispose()
