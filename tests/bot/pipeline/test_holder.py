"""A process is known to be dead once it is, and never before."""

import subprocess
import sys

import pytest

from bot.pipeline.holder import KEPT, Holder
from tests.project.tree import ROOT

LIVE = """
import sys; from pathlib import Path
from bot.pipeline.holder import Holder
own = Holder(Path(sys.argv[1])); print(own.name, flush=True); sys.stdin.read()
"""


@pytest.fixture
def live(tmp_path):
    started = []

    def one():
        process = subprocess.Popen(
            [sys.executable, "-c", LIVE, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield one
    for process in started:
        process.kill()
        process.communicate()


def test_a_process_that_is_killed_is_known_to_be_dead(tmp_path, live):
    process, name = live()
    own = Holder(tmp_path)
    assert not own.ended(name)
    process.kill()
    process.wait()
    assert own.ended(name)
    assert own.ended(name)  # of several leases each may ask
    own.close()


def test_of_processes_elsewhere_and_of_oneself_nothing_is_said(tmp_path):
    own, other = Holder(tmp_path / "here"), Holder(tmp_path / "there")
    other.close()
    assert not own.ended(own.name)
    assert not own.ended(other.name)
    assert not own.ended("")
    assert not own.ended("../there")
    own.close()


def test_few_files_of_the_dead_stay(tmp_path):
    for _ in range(2 * KEPT):
        Holder(tmp_path)._own.close()  # as if it had been killed
    Holder(tmp_path).close()
    assert len(list(tmp_path.iterdir())) == KEPT
