"""A certificate as its owner sees it: in words, as a picture, and for the wall."""

from collections.abc import Iterator
from datetime import date

from bot import words
from bot.pictures.contents import Award
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn, plain
from conversations.cases.certificates.pages import CertificateDrawn, PosterDrawn
from conversations.cases.certificates.records import Certificate, called, kind_of, last
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Say
from conversations.flows.owner.learn import according


def drawn(voice: Voice, news: CertificateDrawn) -> Drawn:
    """The picture, and beside it what may be done with the certificate."""
    one = news.seen
    kind = kind_of(one.road, one.kind)
    values = {
        "name": called(one),
        "business": one.business,
        "number": one.number,
        "lasts": news.lasts,
        "use": Fact(label=kind.use) if kind else "",
        "source": according(kind) if kind else "",
        "code": one.case,
    }
    return Drawn(Say(_key(news), values), "award", _award(voice, one, news.lasts))


def _key(news: CertificateDrawn) -> str:
    """Whether there is a reason for congratulations, and which."""
    if not news.new:
        return "certificate.shown"
    if news.seen.replaces:
        return "certificate.renewed"
    return "certificate.goal" if last(news.seen) else "certificate.new"


def poster(voice: Voice, news: PosterDrawn) -> Drawn:
    """The sheet for the wall."""
    one, language = news.seen, voice.language
    sheet = _award(voice, one, news.lasts, news.link)
    name = words.text(language, "poster.file", {"name": one.business})
    return Drawn(Say("poster.said"), "poster", sheet, f"{plain(name)}.pdf")


def _award(voice: Voice, one: Certificate, lasts: Say, link: str = "") -> Award:
    """The words of a certificate; with the stages behind it, where it is their end."""
    language, road = voice.language, catalogue().roads.get(one.road)
    return Award(
        title=words.text(language, "award.title"),
        business=one.business,
        name=words.label(language, called(one)),
        lines=_lines(language, one, lasts),
        foot=words.text(language, "award.foot", {"office": catalogue().office.short}),
        rungs=tuple(words.prose(language, s.name) for s in road.stages)
        if road and last(one)
        else (),
        use=use(language, one) if link else "",
        link=link,
        scan=words.text(language, "poster.scan") if link else "",
        language=language,
    )


def _lines(language: str, one: Certificate, lasts: Say) -> tuple[str, ...]:
    """Its number, for what, by whom, and its days; what is not known is left out."""
    number = words.text(language, "award.number", {"number": one.number})
    given = " · ".join(filter(None, (one.standard, words.prose(language, one.body))))
    issued, until = "", ""
    if one.issued_on:
        day = {"day": date.fromisoformat(one.issued_on)}
        issued = words.text(language, "award.issued", day)
    if one.valid_until:
        until = words.text(language, lasts.key, lasts.values).removesuffix(".")
    return tuple(filter(None, (number, one.scope, given, issued, until)))


def facts(language: str, one: Certificate) -> Iterator[tuple[str, str]]:
    """What its paper says, by name, for everybody: a business, and no person."""
    kecamatan = catalogue().kecamatan.get(one.kecamatan)
    yield "place", kecamatan.name if kecamatan else ""
    yield "scope", one.scope
    yield "standard", one.standard
    yield "number", one.number
    yield "body", words.prose(language, one.body)
    issued = date.fromisoformat(one.issued_on) if one.issued_on else None
    yield "issued", words.day(language, issued) if issued else ""


def use(language: str, one: Certificate) -> str:
    """What its holder may use it for."""
    kind = kind_of(one.road, one.kind)
    return words.prose(language, kind.use) if kind else ""
