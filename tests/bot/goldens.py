"""Pictures and pages as the docs show them: drawn again, and compared.

With PANDU_GOLDENS set they are written anew; look at each before it is committed.
"""

import os
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from tests.project.tree import ROOT

GOLDEN = ROOT / "docs" / "reference" / "pictures"


def golden(name, drawn):
    """The picture of the docs; with PANDU_GOLDENS set *drawn* takes its place."""
    place = GOLDEN / name
    if os.environ.get("PANDU_GOLDENS"):
        drawn.save(place, optimize=True)
    return Image.open(BytesIO(place.read_bytes()))


def alike(one, other) -> bool:
    """The same picture, but for what another FreeType draws a shade darker."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) < 1


def pages(data: bytes) -> list[Image.Image]:
    """The pages of a PDF as a screen shows them."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            found.append(page.render(scale=1.2).to_pil())
            page.close()
    return found
