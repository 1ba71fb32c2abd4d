"""Whether somebody writes English, so surely that one may answer in it at once."""

from conversations.language.slang import words
from conversations.language.utterance import Said, Utterance

_TELLING = words(
    "the an and for with this that these there what which where when how why who"
    " is are am was were do does did can could would should will want need like"
    " have has my our your his their you we they he she it to of from about please"
    " hello hi good morning afternoon evening help get register apply business"
    " certificate certification cost much long know make start i i'm i'd english"
    " speak me not if or at by"
)
"""Words of everyday English that are none of ours."""
_OURS = words(
    "saya sy aku abdi kuring kule kulo kita kami mau hoyong arep yang yg di ke"
    " dan ini itu nu sing apa naon opo untuk buat bikin dari ya pak bu kang teh ga"
    " gak tidak nggak ora teu bisa ada punya usaha gimana bagaimana kumaha berapa"
    " dong nih sih"
)
_FEW, _MOST = 4, 60
"""A sentence has so many words; and so many are looked at."""
_SURE, _SHARE = 3, 0.5
"""So many that are English, and so much of all."""


def is_english(said: Said) -> bool:
    """Whether half the words of a sentence are English, and none is ours."""
    spoken = (
        Utterance.of(said).small.replace(",", " ").replace(".", " ").split()[:_MOST]
    )
    spoken = [word.strip("?!:;\"'()") for word in spoken]
    telling = sum(word in _TELLING for word in spoken)
    if len(spoken) < _FEW or not _OURS.isdisjoint(spoken):
        return False
    return telling >= max(_SURE, _SHARE * len(spoken))
