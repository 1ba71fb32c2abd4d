"""Every page of the desk photographed, narrow and wide, light and dark, into docs/desk.

    make photographs

The world is the sample one of the demo; a page that is new in the table of routes is
photographed without being named here.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bot.web.desk import facts, sentences
from bot.web.desk.routes import ROUTES
from tests.project.tree import ROOT

FOLDER = ROOT / "docs" / "desk"
WIDTHS = (360, 1280)
TALLEST, WIDEST = 1200, 960
"""So much of a page is shown: what is below is more of the same."""
QUALITY = 25
CODE = r"{code:[A-Z0-9]+-\d+}"
SAMPLES = {
    facts.ENTRY: f"{facts.WHERE}/office:hours",
    sentences.ONE: f"{sentences.WHERE}/id/fact.done.stands",
}
"""What to look at on a page that is about one thing."""
INDEX = """# The desk on the web

Every page of `/desk` with the sample world of the demo, as `make photographs` takes them.

"""


def every_page(code: str = "SRG-0001") -> list[str]:
    """The addresses of pages that need nothing but somebody signed in, and of a case.

    News of a case are for its page, not for a person.
    """
    paths = (
        SAMPLES.get(route.path, route.path.replace(CODE, code))
        for route in ROUTES
        if getattr(route, "method", "") == "GET" and route.path.startswith("/desk")
    )
    no_page = re.compile(r"\{|/kabar$")
    return sorted({each for each in paths if not no_page.search(each)})


def called(path: str) -> str:
    """The name of a page's picture."""
    words = path.removeprefix("/desk").strip("/").replace("SRG-0001", "case")
    return re.sub(r"\W+", "-", words) or "desk"


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own; the address where it answers."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        where = os.environ | {"PORT": port, "PANDU_DATA_DIR": folder}
        command = (sys.executable, "-m", "bot", "demo")
        with subprocess.Popen(
            command, env=where, cwd=ROOT, stdout=subprocess.PIPE
        ) as ran:
            out: Any = ran.stdout
            for line in out:
                if line.decode().startswith("3/3"):
                    break
            yield f"http://127.0.0.1:{port}"
            ran.terminate()


def photograph(page: Page, name: str) -> None:
    """One picture of what the page shows, small enough to be kept."""
    width = (page.viewport_size or {"width": 0})["width"]
    high = page.evaluate("document.documentElement.scrollHeight")
    clip: Any = {"x": 0, "y": 0, "width": width, "height": min(high, TALLEST)}
    taken = page.screenshot(full_page=True, clip=clip)
    shot = Image.open(io.BytesIO(taken))
    shot.thumbnail((WIDEST, TALLEST))
    shot.save(FOLDER / name, quality=QUALITY, method=6)


def main() -> None:
    """All of them, and the page that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    told = INDEX
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with demo() as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        pages = every_page()
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                look: Any = {"color_scheme": scheme, "reduced_motion": "reduce"}
                view: Any = {"width": width, "height": 800}
                page = browser.new_page(viewport=view, **look)
                page.goto(f"{site}/demo/desk/coordinator")
                page.locator("form button").click()
                for path in pages:
                    page.goto(site + path)
                    photograph(page, f"{called(path)}-{width}-{scheme}.webp")
                page.close()
        for path in pages:
            shots = (
                f"{called(path)}-{w}-{s}" for w in WIDTHS for s in ("light", "dark")
            )
            told += f"## {path}\n\n" + "\n".join(f"![{n}]({n}.webp)" for n in shots)
            told += "\n\n"
        browser.close()
    (FOLDER / "pages.md").write_text(f"{told.rstrip()}\n")
    sizes = [each.stat().st_size for each in FOLDER.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) // 1024} kB")


if __name__ == "__main__":
    main()
