"""What is kept about a person, shown to them: a line each."""

from collections.abc import Iterator

from conversations.cases.people import DataShown
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.engine.values import Answers
from conversations.flows.officer import case_card
from conversations.flows.owner.profile import QUESTIONS


def shown(kept: DataShown) -> Say:
    """All of it, in the words of the questions that asked for it."""
    return Say("privacy.data", {"lines": list(_lines(kept))})


def _lines(kept: DataShown) -> Iterator[Line]:
    yield _line("name", kept.name)
    yield _line("phone", kept.phone)
    yield _line("language", Fact(key=f"language.which.{kept.language}"))
    yield _line("notice", kept.notice)
    yield _line("announcements", kept.announcements)
    for profile in kept.profiles:
        known = Answers(profile)
        for name, value in profile.items():
            if name in QUESTIONS and value is not None:
                said = QUESTIONS[name].shown(value, known)
                yield Line(case_card.label(name, profile), said)
    yield _line("cases", list(kept.cases))
    yield _line("files", kept.files)
    yield _line("notes", kept.notes)


def _line(name: str, *said: object) -> Line:
    return Line(Option(name, key=f"privacy.line.{name}"), said)
