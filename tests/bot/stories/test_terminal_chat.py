"""`pandu chat`, as a program that somebody types to."""

import os
import shutil
from io import BytesIO

import pytest
from PIL import Image

from bot.testing.transcript import play, read
from bot.testing.world import World
from storage.core.seal import load_or_make
from tests import warm
from tests.project.tree import ROOT

SHORT = ("halo", "1", "1", "Ibu Contoh", "kembali")


def chat(folder, *lines, save=None, cold=False):
    """Type *lines* and then Ctrl-D; what was printed."""
    known = ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV")
    env = {name: os.environ[name] for name in known if name in os.environ}
    done = warm.run(
        ["chat", "--save", save] if save else ["chat"],
        cwd=folder,
        env={**env, "PANDU_DATA_DIR": f"{folder}", "PYTHONPATH": f"{ROOT}"},
        typed="".join(f"{line}\n" for line in lines),
        cold=cold,
    )
    assert (done.code, done.err) == (0, "")
    return done.out


def test_without_a_database_it_is_a_passing_world(tmp_path):
    printed = chat(tmp_path, *SHORT, cold=True)
    assert "dunia sementara" in printed
    assert "  1. Ajukan pendampingan" in printed
    assert printed.count("Boleh tahu nama lengkap") == 2
    assert printed.endswith("Sampai jumpa.\n")
    assert list(tmp_path.iterdir()) == []


async def test_what_was_saved_can_be_played_again(tmp_path):
    path = tmp_path / "talk.txt"
    chat(tmp_path, *SHORT, save=f"{path}")
    written = path.read_text(encoding="utf-8")
    assert "saya   > Ajukan pendampingan" in written
    async with World.open() as world:
        assert str(await play(read(written), world)) == written


@pytest.fixture
def house(empty_world, tmp_path):
    """A folder with a database that is ready."""
    load_or_make(tmp_path / "keys")
    shutil.copy(empty_world, tmp_path / "pandu.db")
    return tmp_path


async def test_with_a_database_it_remembers(house):
    chat(house, "halo", "1", "1", "Ibu Contoh")
    assert "Usahanya di bidang apa?" in chat(house, "halo")


async def test_with_a_database_a_photo_is_really_taken(house):
    made = BytesIO()
    Image.effect_noise((900, 900), 60).convert("RGB").save(made, "JPEG")
    (house / "kain.jpg").write_bytes(made.getvalue())
    printed = chat(house, "petugas", "1", "[foto] kain.jpg")
    assert "petugas pertama yang bergabung langsung membacanya" in printed
    assert any((house / "files").rglob("*"))


async def test_a_photo_that_is_not_there_is_explained(house):
    assert (
        "[foto]" not in chat(house, "petugas", "1", "[foto] none.jpg").split("\n", 1)[1]
    )
