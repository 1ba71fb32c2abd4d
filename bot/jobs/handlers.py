"""Which kind of job is whose work."""

from collections.abc import Mapping
from functools import partial

from bot.jobs import inactivity, ratings, regions
from bot.jobs.doubles import NIBS, Doubles
from bot.jobs.erasure import Erasure
from bot.jobs.export import Export
from bot.jobs.held_news import HeldNews
from bot.jobs.linking import Linking
from bot.jobs.menus import Menus
from bot.jobs.recovery import Recovering
from bot.jobs.runner import Work
from bot.jobs.talks import Talks
from bot.jobs.visits import Visits
from conversations.cases.ratings import JOB
from conversations.cases.talks import OVER
from storage.people.officers import MENU


def handlers(
    erasure: Erasure, public_url: str = "", menus: Menus | None = None
) -> Mapping[str, Work]:
    """Everything that happens by the clock, by kind."""
    database, files = erasure.database, erasure.files
    recovering, held = Recovering(database), HeldNews(database)
    visiting, comparing = Visits(database), Doubles(database)
    return {
        "erasure": erasure.erase,
        "erasure.soon": erasure.warn,
        "erasure.last": erasure.end,
        "fade": partial(inactivity.fade, database, erasure),
        "export": Export(database, files, public_url).send,
        "link": Linking(database).link,
        MENU: (menus or Menus(database)).changed,
        "recovery": recovering.due,
        "recovery.refused": recovering.refused,
        "news": held.send,
        "reply": held.reply,
        "doubles": comparing.look,
        NIBS: comparing.index_nibs,
        OVER: Talks(database).end,
        "visit": visiting.due,
        "visit.report": visiting.report,
        "visit.follow": visiting.follow,
        "finding": visiting.finding,
        JOB: partial(ratings.ask, database),
        "region_served": partial(regions.tell, database),
    }
