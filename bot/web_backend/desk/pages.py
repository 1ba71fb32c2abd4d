"""Who reads for which page, by the type of its query: each page brings its own."""

from bot.web_backend.desk import (
    announcements,
    answers,
    calendar,
    case,
    cases,
    contacts,
    export,
    facts,
    imports,
    office,
    queue,
    ratings,
    sentences,
    staff,
    stumbles,
    trail,
)
from bot.web_backend.desk.page import Pages

PAGES: Pages = {
    **queue.PAGES,
    **case.PAGES,
    **cases.PAGES,
    **contacts.PAGES,
    **export.PAGES,
    **staff.PAGES,
    **trail.PAGES,
    **calendar.PAGES,
    **facts.PAGES,
    **sentences.PAGES,
    **stumbles.PAGES,
    **imports.PAGES,
    **office.PAGES,
    **answers.PAGES,
    **announcements.PAGES,
    **ratings.PAGES,
}
