"""Somebody who leads makes a team, or changes one: its name, officers and places."""

from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.teams import KeepTeam, Making
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Learn, Several, Words
from conversations.engine.values import Answers


def seen(answers: Answers) -> Making:
    """Who could be in it."""
    return WHO.found(answers) or Making("team.unknown")


def able(answers: Answers) -> bool:
    """Whether it can be made or changed."""
    return not seen(answers).problem


def members(answers: Answers) -> tuple[Option, ...]:
    """Each officer by name."""
    return tuple(Option(each.id, label=each.name) for each in seen(answers).among)


def places(answers: Answers) -> tuple[Option, ...]:
    """Each kecamatan of the office by name."""
    del answers
    return tuple(Option(p.code, label=p.name) for p in catalogue().kecamatan.values())


def about(answers: Answers) -> dict[str, str]:
    """Which team; a new one, if none is named."""
    return {"team": str(answers.given.get("team", ""))}


WHO = Learn("who", what="team", about=about, kind=Making)
NAME = Words("name", least=2, most=40, when=able)
MEMBERS = Several("members", among=members, least=1, when=able)
PLACES = Several("places", among=places, when=able)


def made(answers: Answers) -> tuple[Effect, ...]:
    """It is kept; or why it cannot be."""
    if not able(answers):
        return (Say(seen(answers).problem),)
    whom: list[str] = answers[MEMBERS]
    where: list[str] = answers[PLACES]
    team = about(answers)["team"]
    return (KeepTeam(answers[NAME], tuple(whom), tuple(where), team),)


FLOW = Aside("team", (WHO, NAME, MEMBERS, PLACES), made, roles=LEADERS)
