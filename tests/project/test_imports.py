"""What a start need not wait for is not imported by it.

Drawing takes half a second and tens of megabytes to import, Telegram's library as much:
each start, each worker and each process of the tests would pay for it.
"""

import json
import subprocess
import sys

from tests.project.tree import ROOT

LATE = {
    *("PIL", "fpdf", "fontTools", "telegram", "httpx", "rich", "alembic", "segno"),
    *("asyncpg", "sqlalchemy.ext.asyncio"),
}
CODE = """
import json, sys
import bot.cli
light = sorted(sys.modules)
import bot.operations.serving, bot.operations.backup
print(json.dumps([light, sorted(sys.modules)]))
"""


def test_a_start_imports_nothing_that_only_some_need():
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, check=True
    )
    light, serving = map(set, json.loads(done.stdout))
    assert {"bot.words", "bot.settings"} <= light
    assert {"sqlalchemy", "aiohttp", "storage", "conversations.flows"} & light == set()
    assert "bot.app" in serving
    assert serving & LATE == set()
