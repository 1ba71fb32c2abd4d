"""Cases found by what an officer remembers: a number, a name, a telephone, a place.

What is said is read as a list that is asked for ("macet di Kramatwatu"); what is left
of it names a case, an owner, or an officer who holds some. Without a word they are the
cases that the officer holds, for these are what one speaks of.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct, structs

from conversations.cases import access, masking
from conversations.cases.decision import Person
from conversations.cases.listing import ME, STATES, Filters, Listed, spec
from conversations.cases.records import CaseName
from conversations.cases.turns import DINAS, MARKS, OWNER
from conversations.catalogue import catalogue
from conversations.catalogue.search import named_road
from conversations.language import (
    CaseList,
    Gazetteer,
    Place,
    SurePlace,
    Utterance,
    fold,
    match_place,
    read_list,
)
from conversations.language.lists import listed as listed_words
from conversations.language.slang import COURTEOUS

MOST = 24
"""So many are put to choose from; who finds more says more."""
_BESIDE = COURTEOUS | listed_words("wishes")["around_case"]
"""Words around what is sought, unless that is all there is."""


class Found(Struct, frozen=True, omit_defaults=True):
    """The cases that were found, of so many; the likeliest first.

    *spec* asks for all of them as a list, and *listed* says that a list was meant.
    """

    count: int = 0
    cases: tuple[CaseName, ...] = ()
    spec: str = ""
    listed: bool = False


def found(asked: Mapping[str, Any], seen: Listed, who: Person) -> Found:
    """What was found, for whoever may look; nothing for anybody else."""
    del asked
    if who.officer is None or who.officer.role not in access.LOOKERS:
        return Found()
    shown = spec(seen.filters)
    listed = shown is not None and bool(seen.filters.narrowed - {"words"})
    rows = masking.read_by(who.officer, seen.rows[:MOST])
    names = tuple(CaseName.of(case) for case in rows)
    return Found(seen.count, names, shown or "", listed)


def asked_for(said: str, staff: Mapping[str, str]) -> Filters:
    """The list that *said* asks for; *staff* are the officers by id."""
    heard = read_list(Utterance(said))
    known: dict[str, Any] = {
        "state": next((s for s in STATES if s in heard.flags), ""),
        "turn": next((t for t in (DINAS, OWNER) if t in heard.flags), ""),
        "urgent": next((u for u in (*MARKS, "urgent") if u in heard.flags), ""),
        "holder": ME if "mine" in heard.flags else "",
        "days": heard.days,
    }
    left = [heard.rest]
    for name, (meant, words) in _named(heard, staff).items():
        if meant:
            known[name] = meant
        elif words:
            left.append(words)
    words = " ".join(" ".join(left).split())
    if words and not heard.place and (code := _kecamatan(words)):
        known["kecamatan"], words = code, ""
    elif words and known.get("kecamatan"):
        # Beside a name a place is a word by which it is known.
        words, known["kecamatan"] = f"{words} {heard.place}", ""
    return Filters(words=words, **known)


def _named(heard: CaseList, staff: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """What a place, a holder, a road and a stage are, each with its words."""
    holding = holders(heard.holder, staff)
    return {
        "kecamatan": (_kecamatan(heard.place), heard.place),
        "holder": (holding[0] if len(holding) == 1 else "", heard.holder),
        "road": (named_road(heard.road) if heard.road else "", heard.road),
        "stage": (_stage(heard.stage), heard.stage),
    }


def _kecamatan(words: str) -> str:
    known = catalogue().kecamatan.values()
    places = tuple(Place(each.code, each.name, each.aliases) for each in known)
    match match_place(words, _gazetteer(places)) if words and places else None:
        case SurePlace(code) if code in catalogue().kecamatan:
            return code
    return ""


_gazetteer = lru_cache(8)(Gazetteer)
"""The places of each office that is served."""


def _stage(words: str) -> str:
    """The stage that is called so, whatever its road; empty where several may be."""
    sought = words.split()
    ids = {
        stage.id
        for road in catalogue().roads.values()
        for stage in road.stages
        if sought and _holds([fold(stage.name)], sought)
    }
    return ids.pop() if len(ids) == 1 else ""


def holders(said: str, among: Mapping[str, str]) -> tuple[str, ...]:
    """The officers whom *said* names, by id, of *among* by what they are called."""
    names = sought(said)
    return tuple(
        id_ for id_, name in among.items() if names and _holds([fold(name)], names)
    )


def sought(said: str) -> list[str]:
    """The words of *said* by which something is found."""
    every = fold(said).split()
    return [word for word in every if word not in _BESIDE] or every


def _holds(names: Sequence[str], said: Sequence[str]) -> bool:
    """Whether each word that is *said* begins one of *names*."""
    known = " ".join(names).split()
    return all(any(word.startswith(each) for word in known) for each in said)


def otherwise(said: str, by: Filters, staff: Mapping[str, str]) -> list[Filters]:
    """What else *said* may mean, where nothing is found as it was read first."""
    whole, holding = Filters(words=" ".join(sought(said))), holders(said, staff)
    found = [whole] if by.narrowed > {"words"} else []
    if len(holding) == 1:
        found.append(structs.replace(by, words="", holder=holding[0]))
    return found
