"""The report of a visit as a page: small, with its photos, and with the way there."""

from io import BytesIO

from PIL import Image

from bot.pictures.registry import described, draw, photos
from bot.pipeline.render import Voice
from bot.views.visit_report import MOST, printed
from conversations.cases.visits.reports import ReportPrinted
from tests.conversations.cases.visits import THURSDAY, visit

REPORT = {"talk": "Catatan produksi. " * 60, "agreed": "Label dipasang.\n" * 4}


def drawing(*ids, **profile):
    seen = visit("reported", THURSDAY, report=REPORT, profile=profile)
    drawn = printed(Voice("id", "bapak_ibu", ""), ReportPrinted(seen, ids))
    return described(drawn.kind, drawn.words)


def a_preview():
    made = BytesIO()
    noise = Image.effect_noise((480, 360), 90).convert("RGB")
    noise.save(made, "JPEG", quality=80)
    return made.getvalue()


def test_the_photos_stand_in_it_and_it_stays_small():
    ids = tuple(f"{number}" for number in range(MOST + 3))
    found = drawing(*ids, geo="-6.1,106.2")
    assert photos(found) == ids[:MOST]
    made = draw(found, [a_preview() for _ in photos(found)])
    assert made.count(b"/Subtype /Image") == MOST
    assert made.count(b"/Type /Page\n") <= 2
    assert len(made) < 2_000_000
    assert b"query=-6.1,106.2" in made
    assert draw(drawing(village="Desa Contoh")).count(b"/Type /Page\n") == 1
