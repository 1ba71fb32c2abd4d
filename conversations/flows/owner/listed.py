"""Before a first application: what the office's list has of whoever writes.

It is offered to whom the platform says that the number belongs to, after they agreed to
the notice; one tap and it stands in the form, where it is looked over as all else.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from conversations.cases.contacts.known import MeetContact, Offered
from conversations.engine.effects import Begin, Effect, Option, Remember
from conversations.engine.events import uttered
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Choice, Learn, Refusal
from conversations.engine.values import Answers, Here
from conversations.flows.owner import apply, profile, region

GIVEN = "listed"
"""How it is known that somebody may stand there: `yes`, or `ask` for their number."""


def unknown(answers: Answers) -> bool:
    """Whether their number, where they share it, would tell."""
    return answers.given.get(GIVEN) == "ask"


def about(answers: Answers) -> Mapping[str, Any]:
    """The number, so that another one is looked for anew."""
    return {"phone": answers.stored.get("phone")}


PHONE = replace(profile.PHONE, when=unknown)
THEIRS = Learn("theirs", what="contact", about=about, kind=Offered)


def stands(answers: Answers) -> bool:
    """Whether there is anything to offer."""
    found = THEIRS.found(answers)
    return bool(found and found.id)


USE = Choice(
    "use",
    among=(Option(YES, key="listed.use.yes"), Option(NO, key="listed.use.no")),
    when=stands,
)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """On to the application, with what was offered if it is right."""
    given = {key: of for key, of in answers.given.items() if key != GIVEN}
    on, one = Begin("apply", given), THEIRS.found(answers) or Offered()
    if not one.id:
        return (on,)
    met = MeetContact(one.id)
    if answers.get(USE) == NO:
        return (met, on)
    return (met, Remember(known(one, here)), on)


def known(one: Offered, here: Here) -> Mapping[str, Any]:
    """What it answers of an application; the trade, where the product tells it."""
    told = {
        "owner_name": one.name,
        "business_name": one.business,
        "kecamatan": one.kecamatan,
        "village": one.village,
        "product": one.product,
        "region": one.office if region.several(Answers()) else "",
    }
    if one.product:
        with suppress(Refusal):
            read = apply.SECTOR.read(uttered(one.product), Answers(), here)
            told["sector"] = "" if read.echo else read.value
    return {key: value for key, value in told.items() if value}


FLOW = Aside(
    "listed",
    (PHONE, THEIRS, USE),
    finish_here=finish,
    consent=True,
    keeps=("phone",),
    own=True,
)
