"""Memory is a gate: what the worst files take, measured by the kernel."""

import asyncio
import subprocess
import sys
import threading

import pytest
from PIL import Image

from bot.media.check import _CHILD, ITSELF, LOOKS, check
from bot.media.formats import recognise
from bot.media.room import Room
from tests.bot.media.test_check import encoded, png_declaring

# A process begins as large as the one it is copied from; so this small one stands
# between the test and the child whose size is asked.
BETWEEN = """
import resource, subprocess, sys
made = subprocess.run(sys.argv[1:], env={}, capture_output=True, check=True).stdout
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(made.partition(b"\\n")[0].decode())
"""


def taken_by(data, memory):
    """The answer to *data* and the most memory that its child had, in MiB."""
    child = (sys.executable, "-I", str(_CHILD), recognise(data).decoder, str(memory))
    between = (sys.executable, "-I", "-c", BETWEEN, *child)
    done = subprocess.run(between, input=data, capture_output=True, check=True)
    most, answer = done.stdout.splitlines()
    return answer, int(most) / 1024


def flat(mode, width, height, written, **options):
    return encoded(Image.new(mode, (width, height)), written, **options)


WORST = {
    "108 million": (LOOKS[0], lambda: flat("L", 12_000, 9_000, "JPEG")),
    "12 million, cut": (LOOKS[0], lambda: flat("RGB", 4_000, 3_000, "JPEG")[:-99]),
    "17 million": (LOOKS[0], lambda: flat("RGB", 4_800, 3_600, "JPEG")),
    "waves": (LOOKS[1], lambda: flat("L", 7_000, 7_000, "JPEG", progressive=True)),
    "clear": (LOOKS[1], lambda: flat("RGBA", 6_200, 6_200, "PNG", compress_level=1)),
    "scan": (LOOKS[1], lambda: png_declaring(13_000, 13_000)),
    "webp": (LOOKS[1], lambda: flat("RGB", 3_600, 3_600, "WEBP", method=0)),
    "avif": (LOOKS[1], lambda: flat("RGB", 4_000, 3_000, "AVIF", speed=10)),
}
"""What takes most for its kind, and in which look it is shown; made when it is asked."""


@pytest.mark.parametrize(("memory", "made"), WORST.values(), ids=WORST)
def test_a_picture_takes_no_more_than_it_may(memory, made):
    answer, most = taken_by(made(), memory)
    assert b"format" in answer
    assert most < memory + ITSELF


def test_what_would_take_more_is_not_begun():
    answer, most = taken_by(png_declaring(15_500, 15_500), LOOKS[1])
    assert b"heavy" in answer
    assert most < 60


def test_two_at_once_have_room_for_less_than_300_mb_together():
    assert 2 * (LOOKS[0] + ITSELF) < 300
    assert LOOKS[1] + ITSELF < 300
    assert LOOKS[1] + LOOKS[0] + 2 * ITSELF > 2 * (LOOKS[0] + ITSELF)


async def test_a_photo_that_cannot_be_shown_is_kept_and_its_owner_is_told():
    sent = png_declaring(15_500, 15_500)
    kept = await check(sent, "photo")
    assert (kept.kind, kept.mark, kept.flaws) == ("photo", "unshown", ("unshown",))
    assert (kept.data, kept.suffix) == (sent, "png")
    assert not kept.mime.startswith("image/")


async def test_many_photos_of_all_weights_are_all_looked_at():
    light, heavy = flat("L", 3_000, 3_000, "JPEG"), png_declaring(9_000, 9_000)
    found = await asyncio.gather(*[check(each, "photo") for each in (light, heavy) * 2])
    assert all(each.width for each in found)


def test_who_needs_much_room_waits_and_is_not_overtaken():
    room, order = Room(10), []
    begun = threading.Event()

    def much():
        begun.set()
        with room.taken(10):
            order.append("much")

    def little():
        with room.taken(1):
            order.append("little")

    with room.taken(5):
        first = threading.Thread(target=much)
        first.start()
        begun.wait()
        while not room._door.locked():
            pass
        second = threading.Thread(target=little)
        second.start()
    first.join()
    second.join()
    assert order == ["much", "little"]
    assert room._free == 10
